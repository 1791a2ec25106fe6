import { command } from '../../platform/command/command.ts';
import { field, inputShape } from '../../platform/command/input.ts';
import { eventCommand, lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../platform/command/tracked.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import { priceInput } from './decimal-inputs.ts';
import { ProductEntity } from './product.entity.ts';
import { productLife } from './product.life.ts';
import { product, specification } from './product.read.ts';
import { MOST_SPECIFICATIONS, type ProductType, TYPE_RULES } from './product-types.ts';
import { type Specification, SpecificationEntity } from './specification.entity.ts';
import { ChargePeriodEnum } from './specification.type.ts';
import { vatClassOf } from './vat-class.ts';

export const specificationLife = lifeCycle<Specification>({
  reads: specification,
  async label({ productId, name }, tx) {
    const [product] = await tx.rows<{ name: string }>(
      sql`select p.name from ${sql.table(ProductEntity)} p where p.id = ${productId}`,
    );
    return `${product!.name} · ${name}`;
  },
  audited: ({ code, skuCode, listPriceMinor }) => ({
    code,
    skuCode: skuCode ?? null,
    listPrice: money.wire(listPriceMinor).amount,
  }),
  tracked: {
    listPrice: tracked.money('EVERY_PARTY', (row) => row.listPriceMinor),
    skuCode: tracked.text('EVERY_PARTY', (row) => row.skuCode),
  },
  effects: {
    reprice(tx: Tx, row: Specification, { listPrice }: { listPrice: string }) {
      const minor = money.parse(listPrice);
      if (minor === row.listPriceMinor) throw refuse('NOTHING_CHANGED', 'listPrice');
      Object.assign(row, { listPriceMinor: minor, pricedAt: tx.now });
    },
    assignSkuCode(_tx: Tx, row: Specification, { skuCode }: { skuCode?: string }) {
      if (skuCode === (row.skuCode ?? undefined)) throw refuse('NOTHING_CHANGED', 'skuCode');
      row.skuCode = skuCode ?? null;
    },
    delist(tx: Tx, row: Specification) {
      row.delistedAt = tx.now;
    },
    relist(_tx: Tx, row: Specification) {
      row.delistedAt = null;
    },
  },
});

const listPrice = priceInput('List price for one period in CNY, including tax, above zero.');

const skuCodeField = field.optional(
  field.text(
    'SKU code in the upstream system, without spaces, unique over all products; absent: none.',
    { max: 64, pattern: /^\S+$/ },
  ),
);
const SKU_CODE = {
  specification_sku_code: { code: 'DUPLICATE_CODE', field: 'skuCode' },
} as const;

const form = {
  code: field.text('Code, unique within the product.', { max: 60 }),
  skuCode: skuCodeField,
  name: field.text('Name as listed.', { max: 100 }),
  listPrice,
  period: field.word(ChargePeriodEnum, 'Charge period that the list price covers.'),
};

export const specificationInput = inputShape(
  'ProductPublishSpecificationInput',
  'Orderable specification of a new product.',
  form,
);

interface Form {
  readonly code: string;
  readonly skuCode?: string;
  readonly name: string;
  readonly listPrice: string;
  readonly period: keyof typeof ChargePeriodEnum;
}

/** Adds a specification at a position of a product. */
export const addSpecification = (
  tx: Tx,
  of: { readonly id: string; readonly sellerId: string; readonly productType: ProductType },
  { listPrice: price, skuCode, ...facts }: Form,
  position: number,
): Promise<Specification> =>
  tx.begin(
    specificationLife,
    {
      ...facts,
      skuCode: skuCode ?? null,
      vatClass: vatClassOf(of.productType, facts.period),
      productId: of.id,
      sellerId: of.sellerId,
      listPriceMinor: money.parse(price),
      pricedAt: tx.now,
      delistedAt: null,
      position,
    },
    'publish',
  );

const publish = command({
  name: 'specificationPublish',
  description:
    'Adds a specification to a product. On a delisted product it can be ordered once the product is listed again.',
  roles: ['seller.manager', 'operator'],
  fields: { productId: field.id(() => product, 'Product; not consulting.'), ...form },
  payload: { specification: () => specification },
  idempotent: true,
  constraints: { specification_code: { code: 'DUPLICATE_CODE', field: 'code' }, ...SKU_CODE },
  async run(tx, { productId, ...input }) {
    // The lock of the product keeps the positions apart.
    const row = await tx.get(productLife, productId);
    if (!TYPE_RULES[row.productType].isSold) throw refuse('SPECIFICATION_NOT_ALLOWED', 'productId');
    const [last] = await tx.rows<{ position: number; count: number }>(
      sql`select coalesce(max(s.position), -1)::int as position, count(*)::int as count from ${sql.table(SpecificationEntity)} s where s.product_id = ${productId}`,
    );
    const { position, count } = last!;
    if (count >= MOST_SPECIFICATIONS)
      throw refuse('TOO_MANY', 'productId', { maximum: MOST_SPECIFICATIONS });
    const { id } = await addSpecification(tx, row, input, position + 1);
    return { specification: id };
  },
});

export const specificationCommands: readonly AnyCommand[] = [
  publish,
  eventCommand(specificationLife, 'reprice', {
    description:
      'Sets the list price from now on. Discounts that were submitted keep their list and net prices, orders their deal prices; a draft takes the new price.',
    fields: { listPrice },
  }),
  eventCommand(specificationLife, 'assignSkuCode', {
    description:
      'Sets the SKU code under which the upstream system reports orders of the specification.',
    fields: { skuCode: skuCodeField },
    constraints: SKU_CODE,
  }),
  eventCommand(specificationLife, 'delist', {
    description: 'Delists one specification. Discounts granted on it become unusable.',
    fields: { reason: field.reason('Reason; recorded in the audit.') },
  }),
  eventCommand(specificationLife, 'relist', {
    description:
      'Lists a delisted specification again at its list price. Discounts that became unusable stay so.',
  }),
];
