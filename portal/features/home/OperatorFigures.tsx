import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { CountFigure } from './figures.tsx';

const Figures = graphql(`
  fragment OperatorFigures_query on Query {
    special: exclusiveDiscounts(first: 1, filter: { status: [MANUAL_REVIEW] }) { count { value isExact } }
    bindings: partnerBindings(first: 1, filter: { status: [CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    invoices: invoices(first: 1, filter: { status: [SIGNED] }) { count { value isExact } }
    customers: customers(first: 1) { count { value isExact } }
  }
`);

export function OperatorFigures({ query }: { query: FragmentType<typeof Figures> }) {
  const { special, bindings, invoices, customers } = readFragment(Figures, query);
  return (
    <>
      <CountFigure label="ui.home.count.special" count={special.count} to="/review" />
      <CountFigure
        label="ui.home.count.openRequests"
        count={bindings.count}
        to="/bindings"
        search={{ view: 'requests' }}
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
