import { sumOf } from '../../domain/bulk/selection.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useMay } from '../../lib/session.ts';
import { CountFigure } from './figures.tsx';

const Figures = graphql(`
  fragment SellerFigures_query on Query {
    toReview: exclusiveDiscounts(first: 1, filter: { status: [SELLER_REVIEW] }) { count { value isExact } }
    requested: jointSalesAuthorizations(first: 1, filter: { status: [REQUESTED] }) { count { value isExact } }
    running: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) { count { value isExact } }
    unpaid: paymentAuthorizations(first: 1, filter: { status: [PENDING] }) @include(if: $payments) {
      count { value isExact }
    }
    inForce: jointSalesAuthorizations(first: 1, filter: { status: [ACTIVE] }) { count { value isExact } }
  }
`);

/** Open reviews of a seller, and the discounts and authorizations in force. */
export function SellerFigures({ query }: { query: FragmentType<typeof Figures> }) {
  const { toReview, requested, running, inForce, unpaid } = readFragment(Figures, query);
  const may = useMay();
  // For roles that can answer them, the queue also holds requests for joint sales.
  const answers = may('jointSalesAuthorizationGrant') ? [requested.count] : [];
  const queue = sumOf([toReview.count, ...answers]);
  return (
    <>
      {may('exclusiveDiscountApprove') ? (
        <CountFigure label="ui.nav.review" count={queue} to="/review" />
      ) : (
        <CountFigure
          label="ui.home.count.toReview"
          count={toReview.count}
          to="/discounts"
          search={{ status: 'SELLER_REVIEW' }}
        />
      )}
      <CountFigure
        label="ui.home.count.requested"
        count={requested.count}
        to="/authorizations/joint"
        search={{ view: 'requested' }}
      />
      {unpaid && (
        <CountFigure
          label="ui.home.count.toAuthorize"
          count={unpaid.count}
          to="/payment-queue"
          search={{ view: 'pending' }}
        />
      )}
      <CountFigure
        label="ui.home.count.effective"
        count={running.count}
        to="/discounts"
        search={{ view: 'effective' }}
      />
      <CountFigure
        label="ui.home.count.inForce"
        count={inForce.count}
        to="/authorizations/joint"
        search={{ view: 'active' }}
      />
    </>
  );
}
