import { useQuery } from 'urql';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';
import { RouteLink } from '../../../shell/links.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Review.module.css';

const History = graphql(`
  query ReviewHistory($partner: [ID!]!) {
    granted: exclusiveDiscounts(
      first: 1, filter: { partnerId: $partner, status: [SCHEDULED, EFFECTIVE, EXPIRED, REVOKED] }
    ) { count { value isExact } }
    rejected: exclusiveDiscounts(first: 1, filter: { partnerId: $partner, status: [REJECTED] }) {
      count { value isExact }
    }
    orders(first: 1, filter: { partnerId: $partner }) { count { value isExact } }
    recent: exclusiveDiscounts(
      first: 3, filter: { partnerId: $partner, status: [SCHEDULED, EFFECTIVE, EXPIRED, REJECTED] }
    ) {
      nodes {
        id name status customerName
        listTotal { amount currency }
        netTotal { amount currency }
      }
    }
  }
`);

/** History with this partner: granted, rejected and sold, and the latest decisions. */
export function ReviewHistory({ partnerId }: { partnerId: string }) {
  const t = useText();
  const format = useFormat();
  const [{ data }] = useQuery({ query: History, variables: { partner: [partnerId] } });
  if (!data)
    return (
      <Card title={t('ui.review.history')}>
        <Skeleton lines={5} height={20} />
      </Card>
    );
  const { granted, rejected, orders, recent } = data;
  return (
    <Card title={t('ui.review.history')}>
      <div className="stack">
        <DescriptionList
          variant="sum"
          items={[
            { id: 'granted', label: t('ui.review.granted'), value: format.count(granted.count) },
            { id: 'rejected', label: t('ui.review.refused'), value: format.count(rejected.count) },
            { id: 'orders', label: t('ui.nav.orders'), value: format.count(orders.count) },
          ]}
        />
        {recent.nodes.length > 0 && (
          <ul className={styles.checks}>
            {recent.nodes.map(({ id, customerName, status, listTotal, netTotal }) => (
              <li key={id}>
                <RouteLink to="/discounts/$id" params={{ id }} className="cut grow">
                  {customerName}
                </RouteLink>
                <span className="note">
                  {format.shortRate(shareOf(netTotal.amount, listTotal.amount))}
                </span>
                <StateBadge type="ExclusiveDiscountStatus" value={status} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
