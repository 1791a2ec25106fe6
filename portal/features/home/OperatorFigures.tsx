import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { CountFigure } from './figures.tsx';

const Figures = graphql(`
  fragment OperatorFigures_query on Query {
    special: exclusiveDiscounts(first: 1, filter: { status: [MANUAL_REVIEW] }) { count { value isExact } }
    bindings: partnerBindings(first: 1, filter: { status: [CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    invoices: invoices(first: 1, filter: { status: [SIGNED] }) { count { value isExact } }
    countersign: settlementBills(first: 1, filter: { status: [COUNTERSIGNING] }) { count { value isExact } }
    disputes: lineDisputes(first: 100, filter: { status: [OPEN] }) { nodes { id bill { id period } } }
    runs: billRuns(first: 24) { nodes { id period parkedCount } }
    customers: customers(first: 1) { count { value isExact } }
  }
`);

/** The oldest month with open rows, the number of its rows, and that of the other months. */
function oldest(open: readonly (readonly [period: string, count: number])[]) {
  const [period] = open.map(([month]) => month).sort();
  const among = (isIn: boolean) =>
    open.reduce((sum, [month, count]) => ((month === period) === isIn ? sum + count : sum), 0);
  return { period, count: { value: among(true), isExact: true }, others: among(false) };
}

export function OperatorFigures({ query }: { query: FragmentType<typeof Figures> }) {
  const t = useText();
  const figures = readFragment(Figures, query);
  const { special, bindings, invoices, countersign, customers } = figures;
  const parked = oldest(
    figures.runs.nodes.flatMap(({ period, parkedCount }) =>
      parkedCount > 0 ? [[period, parkedCount] as const] : [],
    ),
  );
  const disputes = oldest(figures.disputes.nodes.map(({ bill }) => [bill.period, 1] as const));
  const close = (step: 'run' | 'dispute', { period, count, others }: typeof parked) => ({
    count,
    note: period && t('ui.home.ofPeriod', { period, others }),
    to: '/period-close',
    search: { step, ...(period && { period }) },
  });
  return (
    <>
      <CountFigure label="ui.home.count.special" count={special.count} to="/review" />
      <CountFigure
        label="ui.home.count.openRequests"
        count={bindings.count}
        to="/bindings"
        search={{ view: 'requests' }}
      />
      <CountFigure label="ui.home.count.parked" {...close('run', parked)} />
      <CountFigure label="ui.home.count.disputes" {...close('dispute', disputes)} />
      <CountFigure
        label="ui.home.count.countersign"
        count={countersign.count}
        to="/bills"
        search={{ status: 'COUNTERSIGNING' }}
      />
      <CountFigure
        label="ui.home.count.toVerify"
        count={invoices.count}
        to="/invoices"
        search={{ view: 'toVerify' }}
      />
      <CountFigure
        label="ui.home.count.allCustomers"
        count={customers.count}
        to="/customers"
        search={{ view: 'all' }}
      />
    </>
  );
}
