import { StateBadge } from '../../../domain/StateBadge.tsx';
import { sum } from '../../../lib/figures.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Value } from '../figures.tsx';
import { SmallTable } from '../SmallTable.tsx';
import { RECEIPT_DAYS, type Receipt } from './receipts.ts';

/** Payments by day, each with the steps before it and the sum so far. */
export function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const t = useText();
  const conditionOf = ({ conditions, signedForBy }: Receipt) =>
    conditions.length === 0
      ? t('ui.home.receipts.unconditional')
      : t('ui.home.receipts.if', {
          what: conditions
            .map((condition) =>
              condition === 'INVOICE_SIGNED_FOR' && signedForBy
                ? t('ui.home.receipts.signedForBy', { date: signedForBy.slice(5) })
                : t.enum('ReceiptCondition', condition),
            )
            .join(t('ui.listSeparator')),
        });
  return (
    <SmallTable
      title={t('ui.home.receipts')}
      note={t('ui.home.receipts.note', { days: RECEIPT_DAYS })}
      heads={[t('ui.home.receipts.on'), t('ui.home.receipts.bill'), t('ui.home.receipts.amount')]}
      figures={1}
      empty={t('ui.home.receipts.none', { days: RECEIPT_DAYS })}
      rows={receipts.map((receipt, at) => {
        const { id, on, isProvisional, number, status, gross } = receipt;
        return {
          id,
          cells: [
            <TwoLine key="on" note={isProvisional && t('ui.home.receipts.provisional')}>
              <time dateTime={on}>{on}</time>
            </TwoLine>,
            <TwoLine key="bill" note={conditionOf(receipt)}>
              <RouteLink to="/bills/$id" params={{ id }}>
                {number}
              </RouteLink>{' '}
              <StateBadge type="SettlementBillStatus" value={status} />
            </TwoLine>,
            <TwoLine
              key="amount"
              note={
                <Value amount={sum(receipts.slice(0, at + 1).map((one) => one.gross.amount))} />
              }
            >
              <Value amount={gross.amount} />
            </TwoLine>,
          ],
        };
      })}
    />
  );
}
