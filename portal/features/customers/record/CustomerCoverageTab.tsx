import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerCoverageQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CoverageMatrix } from './CoverageMatrix.tsx';

const Coverage = graphql(`
  query CustomerCoverage($id: ID!) {
    customer(by: { id: $id }) {
      id
      coverage { productId group lapses { isSoon } ...CoverageMatrix_product }
    }
  }
`);

interface TabProps {
  /** Global id of the customer. */
  of: string;
  mayOffer: boolean;
  lapsing: boolean;
}

/** All products by group, or those alone whose price or authorization lapses within 30 days. */
export function CustomerCoverageTab({ of: id, ...props }: TabProps) {
  const [result, reload] = useQuery({
    query: Coverage,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={6} height={32} />
        </Card>
      }
    >
      {(data) => <Groups id={id} products={data.customer?.coverage ?? []} {...props} />}
    </QueryGate>
  );
}

interface GroupsProps extends Omit<TabProps, 'of'> {
  id: string;
  products: NonNullable<NonNullable<CustomerCoverageQuery['customer']>['coverage']>;
}

function Groups({ id, products: all, mayOffer, lapsing }: GroupsProps) {
  const t = useText();
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
