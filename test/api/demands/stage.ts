import { sql } from '../../../server/platform/sql/sql.ts';
import type { Api, Caller, World } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { type Goods, listed, type Stage, setStage } from '../discounts/stage.ts';

export interface DemandStage extends Stage {
  /** Joint-operation product whose largest share is 0.3. */
  readonly joint: Goods;
  readonly rep: Caller;
  /** A customer whom the partner does not know, with its account. */
  readonly stranger: { readonly id: string; readonly cloudAccount: string; readonly name: string };
}

/** The stage of the discounts with a joint-operation product, a representative and a foreign customer. */
export async function setDemandStage(world: World): Promise<DemandStage> {
  const stage = await setStage(world);
  const id = await customerOf(world, '北方能源', []);
  const [row] = await world.rows<{ account: string }>(
    sql`select cloud_account as account from customer where id = ${id.slice(4)}`,
  );
  return {
    ...stage,
    joint: await listed(stage.sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' }),
    rep: await world.member(stage.partner, 'csp.rep', '周岚'),
    stranger: { id, cloudAccount: row!.account, name: '北方能源' },
  };
}

/** Input of a demand of the stage's customer on its joint-operation product. */
export const demandOf = (stage: DemandStage, changes: Record<string, unknown> = {}) => ({
  customerId: stage.customerId,
  productId: stage.joint.productId,
  expectedShareRatio: '0.25',
  requirement: '客户已立项，年内采购',
  ...changes,
});

/** Creates a demand and submits it; returns its id. */
export async function submittedDemand(
  stage: DemandStage,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await stage.manager.mutate(
    'customerDemandCreate',
    demandOf(stage, { submit: true, ...changes }),
  );
  return id;
}

/** Fields of a demand as a viewer sees them; null if the viewer cannot see it. */
export async function seenDemand(
  viewer: Pick<Api, 'ask'>,
  id: string,
  fields = 'status',
): Promise<any> {
  const data = await viewer.ask(
    `query($id: ID!) { customerDemand(by: { id: $id }) { ${fields} } }`,
    { id },
  );
  return data.customerDemand;
}
