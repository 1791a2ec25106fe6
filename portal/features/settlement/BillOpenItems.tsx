import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Bill.module.css';
import { DisputeItem } from './dispute/DisputeItem.tsx';

const Bill = graphql(`
  fragment BillOpenItems_bill on SettlementBill {
    id
    paymentAuthorizations(first: 20, filter: { status: [PENDING, REFUSED] }) {
      nodes {
        id status isFlagged dueAt isDueProvisional orderNumber productName refusalReason
        amount { amount currency }
        seller { id name }
      }
      count { value isExact }
    }
    lineDisputes(first: 20) { nodes { id ...DisputeItem_dispute } count { value isExact } }
  }
`);

/** Open items of a bill: sellers who have not authorized the payment, and disputes. */
export function BillOpenItems({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const format = useFormat();
  const { paymentAuthorizations, lineDisputes } = readFragment(Bill, bill);
  const count = paymentAuthorizations.count.value + lineDisputes.count.value;
  if (count === 0) return null;
  return (
    <Card flush title={t('ui.bill.openItems')} note={String(count)}>
      <ul className={styles.items}>
        {paymentAuthorizations.nodes.map((one) => (
          <li key={one.id} className={styles.item}>
            <p className={styles.itemHead}>
              <Badge tone={one.status === 'REFUSED' || one.isFlagged ? 'bad' : 'waiting'}>
                {t.enum('PaymentAuthorizationStatus', one.status)}
              </Badge>
              {one.dueAt && (
                <DeadlineBadge
                  deadline={{ dueAt: one.dueAt, isProvisional: one.isDueProvisional }}
                />
              )}
              <strong>{format.money(one.amount)}</strong>
            </p>
            <p>
              <strong>{t('ui.bill.authorizationOf', { seller: one.seller.name })}</strong>
              <br />
              {one.productName} · {one.orderNumber}
            </p>
            <p className="note">
              {one.refusalReason
                ? t('ui.bill.refusedBecause', { reason: one.refusalReason })
                : t('ui.bill.blocksPayment')}
            </p>
          </li>
        ))}
        {lineDisputes.nodes.map((dispute) => (
          <DisputeItem key={dispute.id} dispute={dispute} />
        ))}
      </ul>
    </Card>
  );
}
