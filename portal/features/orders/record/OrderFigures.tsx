import { type RecordFigure, RecordFigures } from '../../../domain/record/RecordFigures.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import {
  isSettled,
  type Line,
  OrderJourney,
  periodOf,
  settlementOf,
  settlementSum,
} from './journey.ts';

/** Months whose bills take the lines, and the number of lines that cannot be billed yet. */
function periodsOf(lines: readonly Line[]): { known: string[]; open: number } {
  const periods = lines.map(periodOf);
  const known = new Set(periods.filter((period) => period !== null));
  return { known: [...known].sort(), open: periods.length - periods.filter(Boolean).length };
}

/** Money of an order: price, cash, and for viewers of bills the settlement with the months of its bills. */
export function OrderFigures({ order }: { order: FragmentType<typeof OrderJourney> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(OrderJourney, order);
  const money = (amount: string) => format.money({ ...o.dealTotal, amount });
  // The list begins with the days that its data cover; an order of today counts, too.
  const lines = { q: o.number, isOfCompleteDay: '' };
  const figures: RecordFigure[] = [
    {
      id: 'deal',
      label: t('ui.order.deal'),
      value: format.money(o.dealTotal),
      note: t('ui.order.listNote', { list: format.money(o.listTotal) }),
      rows: { to: '/transactions', search: { ...lines, cols: 'number~customer~DEAL~CASH~PLACED' } },
    },
    {
      id: 'cash',
      label: t('ui.order.cash'),
      value: format.money(o.cashTotal),
      note:
        Number(o.voucherTotal.amount) !== 0 &&
        t('ui.order.voucherOf', { amount: format.money(o.voucherTotal) }),
      rows: { to: '/transactions', search: lines },
    },
  ];
  const settled = o.lines.filter(isSettled);
  if (settled.length > 0) {
    const sum = settlementSum(settled);
    const billed = settlementSum(settled.filter(({ billLine }) => billLine));
    const pending = settlementSum(settled.filter(({ billLine }) => !billLine));
    const undecided = settled.filter((line) => !settlementOf(line)).length;
    const { known, open } = periodsOf(settled);
    figures.push(
      {
        id: 'settlement',
        label: t('ui.order.settlement'),
        value: sum ? money(sum) : t('ui.order.undecided'),
        note: [
          billed && t('ui.order.billedSum', { money: money(billed) }),
          pending && t('ui.order.pendingSum', { money: money(pending) }),
          undecided > 0 && t('ui.order.notCounted', { count: undecided }),
        ]
          .filter(Boolean)
          .join(' · '),
        rows: { to: '/transactions', search: { ...lines, billingStatus: 'PENDING~ISSUED' } },
      },
      {
        id: 'period',
        label: t('ui.order.period'),
        value: known.join(t('ui.listSeparator')) || t('ui.none'),
        note: open > 0 && t('ui.order.notBillable', { count: open }),
      },
    );
  }
  return <RecordFigures figures={figures} />;
}
