import { command } from '../../platform/command/command.ts';
import { field, inputShape } from '../../platform/command/input.ts';
import { eventCommand, lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import { OrganizationEntity, organization } from '../identity/index.ts';
import { searchKey } from '../partners/index.ts';
import { defaultFloorPayRate } from './catalog.policies.ts';
import { priceInput, rateInput, shareInput } from './decimal-inputs.ts';
import { linkInput } from './link-input.ts';
import type { Product } from './product.entity.ts';
import { product, specification } from './product.read.ts';
import { ProductTypeEnum, SaleModelEnum, SupervisionTemplateEnum } from './product.type.ts';
import { LISTING_RULES, MOST_DELIVERY_DAYS } from './product-types.ts';
import type { Specification } from './specification.entity.ts';
import { ChargePeriodEnum } from './specification.type.ts';
import { vatClassOf } from './vat-class.ts';

export const productLife = lifeCycle<Product>({
  reads: product,
  label: (row) => row.name,
  effects: {
    delist(tx: Tx, row: Product) {
      row.delistedAt = tx.now;
    },
  },
});

export const specificationLife = lifeCycle<Specification>({
  reads: specification,
  label: (row) => row.name,
  effects: {
    delist(tx: Tx, row: Specification) {
      row.delistedAt = tx.now;
    },
  },
});

const specificationInput = inputShape(
  'ProductPublishSpecificationInput',
  'Orderable specification of a new product.',
  {
    code: field.text('Code, unique within the product.', { max: 60 }),
    name: field.text('Name as listed.', { max: 100 }),
    listPrice: priceInput('List price for one period in CNY, including tax, above zero.'),
    period: field.word(ChargePeriodEnum, 'Charge period that the list price covers.'),
  },
);

const publish = command({
  name: 'productPublish',
  description:
    "Lists a product with its specifications. An operator names the seller, except for the marketplace's own products; a seller lists its own products.",
  roles: ['seller.manager', 'operator'],
  fields: {
    sellerId: field.optional(
      field.id(() => organization, "Seller; by default the viewer's organization."),
    ),
    name: field.text("Name as listed, unique among the seller's products.", { max: 100 }),
    saleModel: field.word(SaleModelEnum, 'Sale model of the product.'),
    productType: field.word(ProductTypeEnum, 'Kind of product.'),
    maxShareRatio: shareInput('Largest share ratio of the partner, 0 to 1.'),
    standardShareRatio: shareInput(
      'Usual share ratio of the partner, 0 to 1, at most the largest.',
    ),
    floorPayRate: field.optional(
      rateInput(
        "Floor pay rate: lowest pay rate without a special request, above 0 to 1; by default the site's policy.",
      ),
    ),
    supervisionTemplate: field.optional(
      field.word(
        SupervisionTemplateEnum,
        'Service-flow template of its orders; `productTypeRules` says which types need one.',
      ),
    ),
    averageDeliveryDays: field.optional(
      field.integer(
        'Average delivery time in natural days from payment, 1 to 365; required with a service-flow template.',
        { min: 1, max: MOST_DELIVERY_DAYS },
      ),
    ),
    leadUrl: field.optional(
      linkInput('Page of the seller, https; required for a consulting product, and only there.'),
    ),
    specifications: field.list(
      field.object(
        () => specificationInput,
        'Orderable specifications, at least one; a consulting product has none.',
      ),
      { max: 100 },
    ),
  },
  rules: LISTING_RULES,
  payload: { product: () => product },
  idempotent: true,
  constraints: {
    product_seller_name: { code: 'NAME_TAKEN', field: 'name' },
    specification_code: { code: 'DUPLICATE_CODE', field: 'specifications' },
    product_shares: { code: 'OUT_OF_RANGE', field: 'standardShareRatio' },
  },
  async run(tx, input) {
    const {
      specifications,
      sellerId = tx.viewer.tenantId,
      floorPayRate,
      supervisionTemplate = null,
      averageDeliveryDays = null,
      leadUrl = null,
      ...facts
    } = input;
    const [seller] = await tx.find(OrganizationEntity, (d) => sql`${d.id} = ${sellerId}`);
    const foreign = tx.viewer.side === 'seller' && sellerId !== tx.viewer.tenantId;
    if (foreign) throw refuse('NOT_A_SELLER', 'sellerId');
    if (input.saleModel === 'HUAWEI') {
      if (seller?.kind !== 'OPERATOR') throw refuse('LISTED_BY_MARKETPLACE_ONLY', 'saleModel');
    } else if (seller?.kind !== 'SELLER') throw refuse('NOT_A_SELLER', 'sellerId');
    const floor = floorPayRate ?? String(await defaultFloorPayRate.value(tx, tx.now));
    const row = await tx.begin(
      productLife,
      {
        ...facts,
        sellerId,
        searchKey: searchKey(input.name),
        floorPayRate: floor,
        supervisionTemplate,
        averageDeliveryDays,
        leadUrl,
        delistedAt: null,
      },
      'publish',
    );
    for (const [position, { listPrice, ...form }] of specifications.entries()) {
      await tx.begin(
        specificationLife,
        {
          ...form,
          vatClass: vatClassOf(input.productType, form.period),
          productId: row.id,
          sellerId,
          listPriceMinor: money.parse(listPrice),
          delistedAt: null,
          position,
        },
        'publish',
      );
    }
    return { product: row.id };
  },
});

/** Delisting ends granted discounts at once and for good. */
const fields = { reason: field.text('Reason; recorded in the audit.', { max: 500 }) };

export const catalogCommands: readonly AnyCommand[] = [
  publish,
  eventCommand(productLife, 'delist', {
    description:
      'Delists a product with all its specifications. Discounts granted on it become unusable.',
    fields,
  }),
  eventCommand(specificationLife, 'delist', {
    description: 'Delists one specification. Discounts granted on it become unusable.',
    fields,
  }),
];
