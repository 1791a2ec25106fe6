import { lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../platform/command/tracked.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { Ratio } from '../../platform/money.ts';
import { searchKey } from '../partners/index.ts';
import type { Product } from './product.entity.ts';
import { product } from './product.read.ts';
import { LISTING_RULES } from './product-types.ts';

/** The facts that a seller changes; absent ones stay. */
export type Revision = Partial<
  Pick<
    Product,
    | 'name'
    | 'maxShareRatio'
    | 'standardShareRatio'
    | 'floorPayRate'
    | 'supervisionTemplate'
    | 'averageDeliveryDays'
    | 'leadUrl'
  >
>;

const REVISED = [
  'name',
  'maxShareRatio',
  'standardShareRatio',
  'floorPayRate',
  'supervisionTemplate',
  'averageDeliveryDays',
  'leadUrl',
] as const satisfies readonly (keyof Revision)[];

const RATES: readonly string[] = ['maxShareRatio', 'standardShareRatio', 'floorPayRate'];

/** The revised facts of a product, rates in their shortest form. */
const factsOf = (row: Revision): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    REVISED.map((key) => {
      const value = row[key] ?? null;
      return [key, RATES.includes(key) && value !== null ? Ratio.text(String(value)) : value];
    }),
  );

export const productLife = lifeCycle<Product>({
  reads: product,
  label: (row) => row.name,
  audited: (row) => ({ ...factsOf(row), supportGroupId: row.supportGroupId ?? null }),
  tracked: {
    name: tracked.text('EVERY_PARTY', (row) => row.name),
    floorPayRate: tracked.payRate('DEALERS', (row) => row.floorPayRate),
    standardShareRatio: tracked.share('DEALERS', (row) => row.standardShareRatio),
    maxShareRatio: tracked.share('DEALERS', (row) => row.maxShareRatio),
    supervisionTemplate: tracked.word(
      'EVERY_PARTY',
      (row) => row.supervisionTemplate,
      'SupervisionTemplate',
    ),
    averageDeliveryDays: tracked.text('EVERY_PARTY', (row) => row.averageDeliveryDays),
    leadUrl: tracked.text('EVERY_PARTY', (row) => row.leadUrl),
  },
  effects: {
    revise(_tx: Tx, row: Product, input: Revision) {
      const before = JSON.stringify(factsOf(row));
      for (const key of REVISED)
        if (input[key] !== undefined) Object.assign(row, { [key]: input[key] });
      if (JSON.stringify(factsOf(row)) === before) throw refuse('NOTHING_CHANGED');
      const broken = LISTING_RULES.filter((rule) => !rule.holds(row));
      refuse.ifAny(broken.map(({ code, field }) => ({ code, field: [field], params: {} })));
      row.searchKey = searchKey(row.name);
    },
    setSupportGroup(_tx: Tx, row: Product, { supportGroupId }: { supportGroupId?: string }) {
      if (supportGroupId === (row.supportGroupId ?? undefined))
        throw refuse('NOTHING_CHANGED', 'supportGroupId');
      row.supportGroupId = supportGroupId ?? null;
    },
    delist(tx: Tx, row: Product) {
      row.delistedAt = tx.now;
    },
    relist(_tx: Tx, row: Product) {
      row.delistedAt = null;
    },
  },
});
