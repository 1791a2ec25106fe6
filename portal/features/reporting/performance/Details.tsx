import type { ReactNode } from 'react';
import type { LinePerformance } from '../../../gql/graphql.ts';
import { plusDays } from '../../../lib/dates.ts';
import { useMay } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import type { Span } from './spans.ts';

/** Filters of the list of transactions, as its address has them. */
export interface Drill {
  performance: readonly LinePerformance[];
  span?: Span;
  customerId?: string;
  productId?: string;
  productType?: string;
  partnerId?: string;
}

/** Address of the list with exactly the lines of a figure. */
export const linesOf = ({ performance, span, ...ids }: Drill) => ({
  to: '/transactions',
  search: {
    performance: performance.join('~'),
    ...(span && { placedWithin: `${span.from}~${plusDays(span.until, -1)}` }),
    ...Object.fromEntries(Object.entries(ids).filter(([, id]) => id)),
  } as Record<string, string>,
});

export interface DetailsProps extends Drill {
  /** The exact amount; without one, the figure has lines. */
  amount?: string | undefined;
  children: ReactNode;
}

/** A figure that opens its lines, for roles that have the list; plain text for nothing. */
export function Details({ amount, children, ...drill }: DetailsProps) {
  const may = useMay();
  const isNothing = amount !== undefined && Number(amount) === 0;
  if (!may('OrderLine') || isNothing) return children;
  const { to, search } = linesOf(drill);
  return (
    <RouteLink to={to} search={search}>
      {children}
    </RouteLink>
  );
}
