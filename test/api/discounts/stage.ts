import { midnight } from '../../kit/time.ts';
import type { Api, Caller, Organization, World } from '../../kit/world.ts';
import { bound, customerOf, partnerOf } from '../bindings/fixtures.ts';

/** A day of March of the world's year, 00:00 in Shanghai. The clock starts on Monday the 2nd. */
export const day = (date: string): string => `2026-03-${date}T00:00:00.000+08:00`;

/** A period from the beginning of a day in Shanghai to that of another: `during('2026-04-01', '2026-05-01')`. */
export const during = (from: string, until: string) => ({
  validFrom: midnight(from),
  validUntil: midnight(until),
});

export interface Goods {
  readonly productId: string;
  /** Global ids of its two specifications: list prices 12,345.67 and 300.00. */
  readonly specifications: readonly [string, string];
}

export interface Stage {
  readonly world: World;
  readonly partner: Organization;
  readonly manager: Caller;
  readonly seller: Organization;
  readonly sellerManager: Caller;
  readonly reviewer: Caller;
  readonly operator: Caller;
  readonly customerId: string;
  readonly buyer: Caller;
  readonly bindingId: string;
  readonly goods: Goods;
}

/**
 * Sets up a partner with a bound customer, a seller with a common product authorized to a floor of 0.8, and
 * an operator.
 */
export async function setStage(world: World): Promise<Stage> {
  const partner = await partnerOf(world, '云帆科技');
  const seller = await world.organization('SELLER', '华芯软件');
  const site = await world.organization('OPERATOR', '云商店');
  const [manager, sellerManager, reviewer, operator] = await Promise.all([
    world.member(partner, 'csp.manager', '李明'),
    world.member(seller, 'seller.manager', '赵敏'),
    world.member(seller, 'seller.reviewer', '钱进'),
    world.member(site, 'operator', '孙正'),
  ]);
  const customerId = await customerOf(world, '东方制造', [partner]);
  const { id: bindingId, buyer } = await bound(world, manager, customerId);
  const goods = await listed(sellerManager, '星云ERP');
  await authorized(sellerManager, goods);
  return {
    world,
    partner,
    manager,
    seller,
    sellerManager,
    reviewer,
    operator,
    customerId,
    buyer,
    bindingId,
    goods,
  };
}

/** Facts that the listing of a product type needs. */
const NEEDED: Readonly<Record<string, object>> = {
  LICENSE: { supervisionTemplate: 'LICENSE_CODE', averageDeliveryDays: 3 },
  MANUAL_SERVICE: { supervisionTemplate: 'STANDARD', averageDeliveryDays: 20 },
  HARDWARE: { supervisionTemplate: 'HARDWARE', averageDeliveryDays: 10 },
  CONSULTING: { leadUrl: 'https://seller.example.com/advice', specifications: [] },
};

export async function listed(
  seller: Caller,
  name: string,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<Goods> {
  const { product } = await seller.mutate(
    'productPublish',
    {
      name,
      saleModel: 'COMMON',
      productType: 'SAAS',
      maxShareRatio: '0.3',
      standardShareRatio: '0.2',
      floorPayRate: '0.8',
      specifications: [
        { code: 'STD', name: '标准版', listPrice: '12345.67', period: 'YEAR' },
        { code: 'ADD', name: '增购用户', listPrice: '300', period: 'MONTH' },
      ],
      ...NEEDED[String(facts.productType)],
      ...facts,
    },
    'product { id specifications { id } }',
  );
  const [first, second] = product.specifications.map(({ id }: { id: string }) => id);
  return { productId: product.id, specifications: [first, second] };
}

/** Lets every partner sell a common product for years; returns the id of the authorization. */
export async function authorized(
  seller: Caller,
  { productId }: Goods,
  changes: object = {},
): Promise<string> {
  const { id } = await seller.mutate('cspAuthorizationCreate', {
    productId,
    floorPayRate: '0.8',
    shareRatio: '0.2',
    validUntil: '2030-01-01T00:00:00.000+08:00',
    ...changes,
  });
  return id;
}

/** Lets a partner sell a joint-operation product, for years. */
export async function authorizedJoint(
  { sellerManager, partner }: Stage,
  { productId }: Goods,
  changes: object = {},
): Promise<string> {
  const { id } = await sellerManager.mutate('jointSalesAuthorizationGrantDirectly', {
    productId,
    partnerId: `ptn_${partner.id}`,
    shareRatio: '0.25',
    floorPayRate: '0.8',
    validUntil: '2030-01-01T00:00:00.000+08:00',
    ...changes,
  });
  return id;
}

let drafts = 0;

/** Input of a draft for the stage's customer and product, from 10 to 31 March. */
export function draftOf(stage: Stage, changes: Record<string, unknown> = {}) {
  return {
    customerId: stage.customerId,
    productId: stage.goods.productId,
    name: `春季优惠 ${++drafts}`,
    lines: [{ specificationId: stage.goods.specifications[0], payRate: '0.85' }],
    validFrom: day('10'),
    validUntil: day('31'),
    ...changes,
  };
}

/** The goods of a draft: one line on the first specification. */
export const on = ({ productId, specifications }: Goods, payRate = '0.9') => ({
  productId,
  lines: [{ specificationId: specifications[0], payRate }],
});

export async function saved(stage: Stage, changes: Record<string, unknown> = {}): Promise<string> {
  const { id } = await stage.manager.mutate('exclusiveDiscountCreate', draftOf(stage, changes));
  return id;
}

export async function submitted(
  stage: Stage,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const id = await saved(stage, changes);
  await stage.manager.mutate('exclusiveDiscountSubmit', { id });
  return id;
}

export async function scheduled(
  stage: Stage,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const id = await submitted(stage, changes);
  await stage.reviewer.mutate('exclusiveDiscountApprove', { id });
  return id;
}

/** Input of a draft's update: its customer and product stay. */
export function changesOf(stage: Stage, changes: Record<string, unknown> = {}) {
  const { customerId: _, productId: __, ...rest } = draftOf(stage, changes);
  return rest;
}

/** Answer to the quote of a discount for the stage's customer and product. */
export async function quoted(by: Api, stage: Stage, input: object, fields: string): Promise<any> {
  const { customerId, goods } = stage;
  const data = await by.ask(
    `query($input: ExclusiveDiscountQuoteInput!) { exclusiveDiscountQuote(input: $input) { ${fields} } }`,
    { input: { customerId, productId: goods.productId, ...input } },
  );
  return data.exclusiveDiscountQuote;
}

/** Ends the binding of the stage's customer. */
export async function unbound({ manager, buyer, bindingId }: Stage): Promise<void> {
  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
  await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
}

/** Fields of a discount as a viewer sees them; null if the viewer cannot see it. */
export async function seen(viewer: Pick<Api, 'ask'>, id: string, fields = 'status'): Promise<any> {
  const data = await viewer.ask(
    `query($id: ID!) { exclusiveDiscount(by: { id: $id }) { ${fields} } }`,
    { id },
  );
  return data.exclusiveDiscount;
}

/** `userErrors` of a mutation that may also be a dry run. */
export async function errorsOf(
  caller: Pick<Api, 'ask'>,
  name: string,
  input: object,
  options: { key?: string; validateOnly?: boolean } = {},
): Promise<{ code: string; field: string[] | null; params: { key: string; value: string }[] }[]> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await caller.ask(
    `mutation($input: ${type}!, $key: ID!, $dry: Boolean) {
      ${name}(input: $input, idempotencyKey: $key, validateOnly: $dry) { userErrors { code field params { key value } } }
    }`,
    { input, key: options.key ?? `errors-${++drafts}`, dry: options.validateOnly ?? false },
  );
  return data[name].userErrors;
}
