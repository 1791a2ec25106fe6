import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import { eventCommand } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { OrganizationEntity, organization } from '../identity/index.ts';
import { searchKey } from '../partners/index.ts';
import { defaultFloorPayRate } from './catalog.policies.ts';
import { rateInput, shareInput } from './decimal-inputs.ts';
import { linkInput } from './link-input.ts';
import { productLife } from './product.life.ts';
import { product, supportGroup } from './product.read.ts';
import { ProductTypeEnum, SaleModelEnum, SupervisionTemplateEnum } from './product.type.ts';
import { MOST_DELIVERY_DAYS, MOST_SPECIFICATIONS, NEW_LISTING_RULES } from './product-types.ts';
import { addSpecification, specificationInput } from './specification.commands.ts';

const facts = {
  name: field.text("Name as listed, unique among the seller's products.", { max: 100 }),
  maxShareRatio: shareInput('Maximum share ratio of the partner, 0 to 1.'),
  standardShareRatio: shareInput(
    'Standard share ratio of the partner, 0 to 1, at most the maximum.',
  ),
  floorPayRate: rateInput(
    "Floor pay rate: lowest pay rate without a special request, above 0 to 1; by default the site's policy.",
  ),
  supervisionTemplate: field.word(
    SupervisionTemplateEnum,
    'Service-flow template of its orders; `productTypeRules` says which types need one.',
  ),
  averageDeliveryDays: field.integer(
    'Average delivery time in calendar days from payment, 1 to 365; required with a service-flow template.',
    { min: 1, max: MOST_DELIVERY_DAYS },
  ),
  leadUrl: linkInput(
    'Page of the seller, https; required for a consulting product, and only there.',
  ),
};

const constraints = {
  product_seller_name: { code: 'NAME_TAKEN', field: 'name' },
  product_shares: { code: 'OUT_OF_RANGE', field: 'standardShareRatio' },
} as const;

const publish = command({
  name: 'productPublish',
  description:
    "Lists a product with its specifications. An operator names the seller, except for the marketplace's own products; a seller lists its own products.",
  roles: ['seller.manager', 'operator'],
  fields: {
    sellerId: field.optional(
      field.id(() => organization, "Seller; by default the viewer's organization."),
    ),
    ...facts,
    saleModel: field.word(SaleModelEnum, 'Sale model of the product.'),
    productType: field.word(ProductTypeEnum, 'Kind of product.'),
    floorPayRate: field.optional(facts.floorPayRate),
    supervisionTemplate: field.optional(facts.supervisionTemplate),
    averageDeliveryDays: field.optional(facts.averageDeliveryDays),
    leadUrl: field.optional(facts.leadUrl),
    specifications: field.list(
      field.object(
        () => specificationInput,
        'Orderable specifications, at least one; a consulting product has none.',
      ),
      { max: MOST_SPECIFICATIONS },
    ),
  },
  rules: NEW_LISTING_RULES,
  payload: { product: () => product },
  idempotent: true,
  constraints: {
    ...constraints,
    specification_code: { code: 'DUPLICATE_CODE', field: 'specifications' },
    specification_sku_code: { code: 'DUPLICATE_CODE', field: 'specifications' },
  },
  async run(tx, input) {
    const {
      specifications,
      sellerId = tx.viewer.tenantId,
      floorPayRate,
      supervisionTemplate = null,
      averageDeliveryDays = null,
      leadUrl = null,
      ...form
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
        ...form,
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
    for (const [position, specification] of specifications.entries())
      await addSpecification(tx, row, specification, position);
    return { product: row.id };
  },
});

export const productCommands: readonly AnyCommand[] = [
  publish,
  eventCommand(productLife, 'revise', {
    description:
      'Changes the listing from now on; absent fields stay. Granted authorizations and discounts and placed orders keep the terms that they were made with.',
    fields: {
      name: field.optional(facts.name),
      maxShareRatio: field.optional(facts.maxShareRatio),
      standardShareRatio: field.optional(facts.standardShareRatio),
      floorPayRate: field.optional(facts.floorPayRate),
      supervisionTemplate: field.optional(facts.supervisionTemplate),
      averageDeliveryDays: field.optional(facts.averageDeliveryDays),
      leadUrl: field.optional(facts.leadUrl),
    },
    constraints,
  }),
  eventCommand(productLife, 'setSupportGroup', {
    description:
      'Names the support group of the product, or none (选择支持组). Its orders show the group at once, earlier ones too.',
    fields: {
      supportGroupId: field.optional(
        field.id(() => supportGroup, "Support group of the product's seller; absent: none."),
      ),
    },
  }),
  eventCommand(productLife, 'delist', {
    description:
      'Delists a product with all its specifications. Discounts granted on it become unusable.',
    fields: { reason: field.reason('Reason; recorded in the audit.') },
  }),
  eventCommand(productLife, 'relist', {
    description:
      'Lists a delisted product again, with the specifications that are on sale. Discounts that became unusable stay so.',
  }),
];
