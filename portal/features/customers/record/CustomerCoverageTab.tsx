import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CoverageMatrix } from './CoverageMatrix.tsx';

const Customer = graphql(`
  fragment CustomerCoverageTab_customer on Customer {
    id
    business @include(if: $partner) {
      coverage { productId group lapses { isSoon } ...CoverageMatrix_product }
    }
  }
`);

interface CoverageProps {
  customer: FragmentType<typeof Customer>;
  mayOffer: boolean;
}

/** Products that the customer uses, with their prices; the others are on the tab. */
export function CurrentCoverage({ customer, mayOffer }: CoverageProps) {
  const t = useText();
  const { id, business } = readFragment(Customer, customer);
  const products = business?.coverage.filter(({ group }) => group === 'CURRENT') ?? [];
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

/** All products by group, or those alone whose price or authorization lapses within 30 days. */
export function CustomerCoverageTab({
  customer,
  mayOffer,
  lapsing,
}: CoverageProps & { lapsing: boolean }) {
  const t = useText();
  const { id, business } = readFragment(Customer, customer);
  const all = business?.coverage ?? [];
  const soon = all.filter(({ lapses }) => lapses.some(({ isSoon }) => isSoon));
  const groups = lapsing
    ? [{ key: 'LAPSING', products: soon }]
    : (['CURRENT', 'AVAILABLE'] as const).map((key) => ({
        key,
        products: all.filter(({ group }) => group === key),
      }));
  const shown = groups.filter(({ products }) => products.length > 0);
  return (
    <div className="stack">
      {lapsing && (
        <p>
          <RouteLink to="/customers/$id" params={{ id }} search={{ tab: 'coverage' }}>
            {t('ui.coverage.showAll', { count: all.length })}
          </RouteLink>
        </p>
      )}
      {shown.length === 0 && (
        <Card>
          <EmptyState title={t(lapsing ? 'ui.coverage.noneLapses' : 'ui.coverage.noProduct')} />
        </Card>
      )}
      {shown.map(({ key, products }) => (
        <CoverageMatrix
          key={key}
          customerId={id}
          products={products}
          mayOffer={mayOffer}
          title={t(`ui.coverage.group.${key as 'CURRENT' | 'AVAILABLE' | 'LAPSING'}`)}
          note={t(`ui.coverage.group.${key as 'CURRENT' | 'AVAILABLE' | 'LAPSING'}.note`)}
        />
      ))}
    </div>
  );
}
