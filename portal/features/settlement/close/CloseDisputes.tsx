import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from '../Bill.module.css';
import { DisputeItem } from '../dispute/DisputeItem.tsx';

const Dispute = graphql(`
  fragment CloseDisputes_dispute on LineDispute {
    id billNumber decideBy
    bill { id }
    partner { id name }
    ...DisputeItem_dispute
  }
`);

/** Open disputes of the month's bills, the most urgent first, each with its decision. */
export function CloseDisputes({ disputes }: { disputes: readonly FragmentType<typeof Dispute>[] }) {
  const t = useText();
  const rows = disputes
    .map((one) => readFragment(Dispute, one))
    .toSorted((a, b) => Date.parse(a.decideBy) - Date.parse(b.decideBy));
  return (
    <Card flush title={t('ui.close.step.dispute')} note={t('ui.close.lead.dispute')}>
      {rows.length === 0 ? (
        <EmptyState title={t('ui.close.nothingWaits')} />
      ) : (
        <ul className={styles.items}>
          {rows.map((row) => (
            <DisputeItem
              key={row.id}
              dispute={row}
              of={
                <>
                  {row.partner.name} ·{' '}
                  <RouteLink to="/bills/$id" params={{ id: row.bill.id }}>
                    {row.billNumber}
                  </RouteLink>
                </>
              }
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
