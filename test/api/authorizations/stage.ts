import { sql } from '../../../server/platform/sql/sql.ts';
import type { Api, Caller, Organization, World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { listed } from '../discounts/stage.ts';

/** A day in March of the world's year, 00:00 in Shanghai; the clock starts on the 2nd. */
export const day = (date: string): string => `2026-03-${date}T00:00:00.000+08:00`;

/** An instant in the API's format. */
export const utc = (instant: string): string => new Date(instant).toISOString();

export interface Stage {
  readonly world: World;
  readonly acme: Organization;
  readonly beta: Organization;
  /** Manager of acme. */
  readonly manager: Caller;
  readonly rival: Caller;
  readonly seller: Caller;
  readonly otherSeller: Caller;
  readonly operator: Caller;
  /** A customer that acme knows, with its account. */
  readonly customerId: string;
  readonly account: string;
  /** Products of the seller whose largest share is 0.3 and whose floor is 0.8. */
  readonly common: string;
  readonly joint: string;
  readonly acmeId: string;
  readonly betaId: string;
}

/**
 * Sets up two partners of the programme, two sellers, a common and a joint-operation product, and a
 * customer of acme.
 */
export async function setStage(world: World): Promise<Stage> {
  const [acme, beta] = [await partnerOf(world, '云帆科技'), await partnerOf(world, '远航网络')];
  const makers = [
    await world.organization('SELLER', '华芯软件'),
    await world.organization('SELLER', '别家软件'),
  ];
  const site = await world.organization('OPERATOR', '云商店');
  const manager = await world.member(acme, 'csp.manager', '李明');
  const rival = await world.member(beta, 'csp.owner', '周远');
  const seller = await world.member(makers[0]!, 'seller.manager', '赵敏');
  const otherSeller = await world.member(makers[1]!, 'seller.manager', '吴敌');
  const operator = await world.member(site, 'operator', '孙正');
  const customerId = await customerOf(world, '东方制造', [acme]);
  return {
    world,
    acme,
    beta,
    manager,
    rival,
    seller,
    otherSeller,
    operator,
    customerId,
    account: await accountOf(world, customerId),
    common: (await listed(seller, '星云ERP')).productId,
    joint: (await listed(seller, '星云联营版', { saleModel: 'JOINT_OPERATION' })).productId,
    acmeId: `ptn_${acme.id}`,
    betaId: `ptn_${beta.id}`,
  };
}

export async function accountOf(world: World, customerId: string): Promise<string> {
  const [row] = await world.rows<{ account: string }>(
    sql`select cloud_account as account from customer where id = ${customerId.slice(4)}`,
  );
  return row!.account;
}

let names = 0;
/** Lists another product of the stage's seller, so that tests do not compete for one place. */
export const freshProduct = async (
  { seller, operator }: Stage,
  saleModel: 'COMMON' | 'JOINT_OPERATION' | 'HUAWEI',
): Promise<string> =>
  (await listed(saleModel === 'HUAWEI' ? operator : seller, `商品 ${++names}`, { saleModel }))
    .productId;

/** Input of a product-level CSP authorization over March. */
export const cspTerms = (productId: string, changes: object = {}) => ({
  productId,
  floorPayRate: '0.8',
  shareRatio: '0.2',
  validUntil: day('31'),
  ...changes,
});

export const granted = async (
  stage: Stage,
  productId: string,
  changes: object = {},
): Promise<string> =>
  (await stage.seller.mutate('cspAuthorizationCreate', cspTerms(productId, changes))).id;

/** Input of a request for a joint-sales authorization over March. */
export const jointRequest = (productId: string, changes: object = {}) => ({
  productId,
  shareRatio: '0.25',
  floorPayRate: '0.75',
  validUntil: day('31'),
  ...changes,
});

export const requested = async (
  stage: Stage,
  productId: string,
  changes: object = {},
): Promise<string> =>
  (await stage.manager.mutate('jointSalesAuthorizationRequest', jointRequest(productId, changes)))
    .id;

/** Grants a joint-sales authorization without a request. */
export const grantedJoint = async (
  stage: Stage,
  productId: string,
  changes: object = {},
): Promise<string> =>
  (
    await stage.seller.mutate('jointSalesAuthorizationGrantDirectly', {
      ...jointRequest(productId, changes),
      partnerId: stage.acmeId,
      ...changes,
    })
  ).id;

/** Fields of a row as a viewer sees them; null if the viewer cannot see it. */
export async function seen(viewer: Pick<Api, 'ask'>, id: string, fields = 'status'): Promise<any> {
  const root = id.startsWith('csa_') ? 'cspAuthorization' : 'jointSalesAuthorization';
  const data = await viewer.ask(`query($id: ID!) { row: ${root}(by: { id: $id }) { ${fields} } }`, {
    id,
  });
  return data.row;
}

/** Moves the clock and runs what is due at that time. */
export async function settledAt(world: World, instant: Date): Promise<void> {
  world.clock.moveTo(instant);
  await world.settle();
}

/** The time of the running clock that ends an authorization. */
export async function endOf(world: World, id: string): Promise<Date | undefined> {
  const [clock] = await world.rows<{ due: string }>(sql`
    select (extract(epoch from due_at) * 1000)::bigint::text as due from deadline
    where subject_id = ${id.slice(4)} and fired_at is null and event = 'end'`);
  return clock && new Date(Number(clock.due));
}

/** The explanation for a viewer. */
export async function inForce(viewer: Caller, input: object): Promise<any> {
  const { authorizationInForce } = await viewer.ask(
    `query($input: AuthorizationInForceInput!) { authorizationInForce(input: $input) {
      source reasonCode authorizationId termsVersion floorPayRate shareRatio
      candidates { authorizationId level standing floorPayRate termsVersion } } }`,
    { input },
  );
  return authorizationInForce;
}

export const standings = (answer: {
  candidates: { level: string; standing: string }[];
}): string[] => answer.candidates.map(({ level, standing }) => `${level} ${standing}`);
