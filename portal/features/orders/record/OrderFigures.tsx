import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { type Fact, FactStrip } from '../../../ui/display/FactStrip.tsx';
import {
  isSettled,
  type Line,
  OrderJourney,
  periodOf,
  settlementOf,
  settlementSum,
} from './journey.ts';

const Order = graphql(`
  fragment OrderFigures_order on Order {
    id customerName
    listTotal { amount currency }
    dealTotal { amount currency }
    cashTotal { amount currency }
    customer { id }
    partner { id name }
    ...OrderJourney_order
  }
`);

/** Months whose bills take the lines, and the number of lines that cannot be billed yet. */
function periodsOf(lines: readonly Line[]): { known: string[]; open: number } {
  const periods = lines.map(periodOf);
  const known = new Set(periods.filter((period) => period !== null));
  return { known: [...known].sort(), open: periods.length - periods.filter(Boolean).length };
}

/** Money, expected bill and parties of an order. */
export function OrderFigures({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const linked = sideOf(useSession()) !== 'SELLER';
  const o = readFragment(Order, order);
  const settled = readFragment(OrderJourney, o).lines.filter(isSettled);
  const sum = settlementSum(settled);
  const { known, open } = periodsOf(settled);
  const undecided = settled.filter((line) => !settlementOf(line)).length;
  const facts: Fact[] = [
    {
      id: 'deal',
      label: t('ui.order.deal'),
      value: format.money(o.dealTotal),
      note: t('ui.order.dealNote', {
        list: format.money(o.listTotal),
        cash: format.money(o.cashTotal),
      }),
    },
  ];
  if (settled.length > 0)
    facts.push(
      {
        id: 'settlement',
        label: t('ui.order.settlement'),
        value: sum ? format.money({ ...o.dealTotal, amount: sum }) : t('ui.order.undecided'),
        note:
          undecided > 0
            ? t('ui.order.notCounted', { count: undecided })
            : t('ui.order.sumOf', { count: settled.length }),
      },
      {
        id: 'period',
        label: t('ui.order.period'),
        value: known.join(t('ui.listSeparator')) || t('ui.none'),
        note: open > 0 && t('ui.order.notBillable', { count: open }),
      },
    );
  facts.push({
    id: 'customer',
    label: t('ui.customer'),
    value:
      o.customer && linked ? (
        <RouteLink to="/customers/$id" params={{ id: o.customer.id }}>
          {o.customerName}
        </RouteLink>
      ) : (
        o.customerName
      ),
    note: o.partner ? t('ui.order.servedBy', { partner: o.partner.name }) : t('ui.order.noPartner'),
  });
  return <FactStrip facts={facts} />;
}
