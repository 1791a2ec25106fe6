import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { CoverageMatrix } from './CoverageMatrix.tsx';

const Customer = graphql(`
  fragment CurrentCoverage_customer on Customer {
    id
    business @include(if: $partner) {
      coverage { ...CoverageMatrix_product }
    }
  }
`);
interface CurrentCoverageProps {
  customer: FragmentType<typeof Customer>;
  mayOffer: boolean;
}

/** Products that the customer uses, with their prices; the others are on the tab. */
export function CurrentCoverage({ customer, mayOffer }: CurrentCoverageProps) {
  const t = useText();
  const { id, business } = readFragment(Customer, customer);
  const products = business?.coverage ?? [];
  if (products.length === 0) return null;
  return (
    <CoverageMatrix
      customerId={id}
      products={products}
      mayOffer={mayOffer}
      title={t('ui.coverage.prices')}
      note={t('ui.coverage.byProduct')}
      actions={
        <RouteLink to="/customers/$id" params={{ id }} search={{ tab: 'coverage' }}>
          {t('ui.coverage.all')}
        </RouteLink>
      }
    />
  );
}
