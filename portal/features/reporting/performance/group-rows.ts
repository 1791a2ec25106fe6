import type { PerformanceQuery } from '../../../gql/graphql.ts';
import { ZERO } from '../../../lib/figures.ts';
import type { GroupBy } from './groups.ts';

type Reported = PerformanceQuery['groups']['rows'][number];
type Before = PerformanceQuery['groupsBefore']['rows'][number];

/** Performance of one product, kind of products, customer or partner in a month. */
export interface GroupRow {
  key: string;
  /** Null for what the viewer may not see. */
  id: string | null;
  /** Null for a kind of products, whose id is a word. */
  name: string | null;
  performance: string;
  before: string;
  target: string | null;
  lineCount: number;
}

const OBJECT = { PRODUCT: 'product', CUSTOMER: 'customer', PARTNER: 'partner' } as const;

const keyOf = (row: Before, by: GroupBy): string | null =>
  (by === 'PRODUCT_TYPE' ? row.productType : row[OBJECT[by]]?.id) ?? null;

const nameOf = (row: Reported, by: GroupBy): string | null =>
  (by === 'PRODUCT_TYPE' ? null : row[OBJECT[by]]?.name) ?? null;

/** The groups of a month with their targets, then those that have a target but no performance yet. */
export function groupRows(data: PerformanceQuery, by: GroupBy): readonly GroupRow[] {
  const before = new Map(
    data.groupsBefore.rows.map((row) => [keyOf(row, by), row.performance?.amount ?? ZERO]),
  );
  const goals = new Map(
    (data.goals?.nodes ?? []).flatMap(({ product, productType, amount }) => {
      const id = by === 'PRODUCT' ? product?.id : by === 'PRODUCT_TYPE' ? productType : null;
      return id ? [[id, { name: product?.name ?? null, target: amount.amount }] as const] : [];
    }),
  );
  const rows = data.groups.rows.map((row, i): GroupRow => {
    const id = keyOf(row, by);
    return {
      key: id ?? `hidden-${i}`,
      id,
      name: nameOf(row, by),
      performance: row.performance?.amount ?? ZERO,
      before: before.get(id) ?? ZERO,
      target: goals.get(id ?? '')?.target ?? null,
      lineCount: row.saleCount + row.refundCount,
    };
  });
  const reported = new Set(rows.map(({ id }) => id));
  const missing = [...goals].filter(([id]) => !reported.has(id));
  return [
    ...rows,
    ...missing.map(([id, { name, target }]) => ({
      key: id,
      id,
      name,
      performance: ZERO,
      before: before.get(id) ?? ZERO,
      target,
      lineCount: 0,
    })),
  ];
}
