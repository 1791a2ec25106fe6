import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { CountFigure } from './figures.tsx';

const Figures = graphql(`
  fragment SellerFigures_query on Query {
    toReview: exclusiveDiscounts(first: 1, filter: { status: [SELLER_REVIEW] }) { count { value isExact } }
    requested: jointSalesAuthorizations(first: 1, filter: { status: [REQUESTED] }) { count { value isExact } }
    running: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) { count { value isExact } }
    inForce: jointSalesAuthorizations(first: 1, filter: { inForce: true }) { count { value isExact } }
  }
`);

/** What waits for a seller, and what partners sell under. */
export function SellerFigures({ query }: { query: FragmentType<typeof Figures> }) {
  const { toReview, requested, running, inForce } = readFragment(Figures, query);
  return (
    <>
      <CountFigure label="ui.home.count.toReview" count={toReview.count} to="/review" />
      <CountFigure
        label="ui.home.count.requested"
        count={requested.count}
        to="/authorizations/joint"
        view="requested"
      />
      <CountFigure
        label="ui.home.count.effective"
        count={running.count}
        to="/discounts"
        view="effective"
      />
      <CountFigure label="ui.home.count.inForce" count={inForce.count} to="/authorizations/joint" />
    </>
  );
}
