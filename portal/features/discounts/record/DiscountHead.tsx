import { Copy } from 'lucide-react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { useNeighbours } from '../../../list/Neighbours.tsx';
import { RouteButton, RouteLink } from '../../../shell/links.ts';
import { PrintButton } from '../../../shell/PrintButton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { DiscountActions } from './DiscountActions.tsx';

const Discount = graphql(`
  fragment DiscountHead_discount on ExclusiveDiscount {
    id number name status origin customerName productName validFrom validUntil
    reviewDueAt isReviewDueProvisional
    customer { id }
    partner { id name }
    ...DiscountActions_discount
  }
`);

export function DiscountHead({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const side = sideOf(session);
  const linked = side !== 'SELLER';
  const may = useMay();
  const d = readFragment(Discount, discount);
  const isOwn = d.partner.id === `ptn_${session.org.id}`;
  const neighbours = useNeighbours({ list: 'discounts', id: d.id, to: '/discounts/$id' });
  return (
    <RecordHead
      title={d.name}
      neighbours={neighbours}
      crumbs={[
        <BackToList key="list" name="discounts" label="ui.nav.discounts" />,
        <span key="number">{d.number}</span>,
      ]}
      meta={
        <>
          <StateBadge type="ExclusiveDiscountStatus" value={d.status} />
          {d.reviewDueAt && (
            <DeadlineBadge
              deadline={{ dueAt: d.reviewDueAt, isProvisional: d.isReviewDueProvisional }}
            />
          )}
          {d.origin === 'AUTO' && <Tag>{t.enum('ExclusiveDiscountOrigin', d.origin)}</Tag>}
          {side === 'PARTNER' && !isOwn && (
            <Tag>{t('ui.customer.through', { name: d.partner.name })}</Tag>
          )}
          {d.customer && linked ? (
            <RouteLink to="/customers/$id" params={{ id: d.customer.id }}>
              {d.customerName}
            </RouteLink>
          ) : (
            <span>{d.customerName}</span>
          )}
          <span className="note">
            {d.productName} · {format.validity(d.validFrom, d.validUntil)}
          </span>
        </>
      }
      actions={
        <>
          <PrintButton />
          {isOwn && may('exclusiveDiscountCreate') && (
            <RouteButton to="/discounts/new" search={{ from: d.id }} icon={Copy}>
              {t('ui.discount.duplicate')}
            </RouteButton>
          )}
          <DiscountActions discount={d} />
        </>
      }
    />
  );
}
