import type { Caller } from '../../kit/world.ts';
import type { Stage } from '../discounts/stage.ts';

export interface Basket {
  readonly by?: Caller;
  readonly [field: string]: unknown;
}

/** Line of an order: one piece of a specification, with the terms in force. */
export const line = (specificationId: string, facts: object = {}) => ({
  specificationId,
  quantity: 1,
  termsVersion: 1,
  ...facts,
});

/** Input of an order of the stage's buyer: one piece of the first specification, with the stage's partner. */
export const basket = (stage: Stage, facts: object = {}) => ({
  lines: [line(stage.goods.specifications[0])],
  selectedPartnerId: `ptn_${stage.partner.id}`,
  ...facts,
});

/** Places an order as the buyer; returns its global id. */
export async function placed(
  stage: Stage,
  { by = stage.buyer, ...facts }: Basket = {},
): Promise<string> {
  const { id } = await by.mutate('orderPlace', basket(stage, facts));
  return id;
}

/** Places and pays an order as the buyer; returns its global id. */
export async function paid(
  stage: Stage,
  { by = stage.buyer, ...facts }: Basket = {},
): Promise<string> {
  const id = await placed(stage, { by, ...facts });
  await by.mutate('orderConfirmPayment', { id });
  return id;
}

/** Fields of an order as a viewer sees them; null if the viewer cannot see it. */
export const orderOf = async (viewer: Caller, id: string, fields: string): Promise<any> =>
  (await viewer.ask(`query($id: ID!) { order(by: { id: $id }) { ${fields} } }`, { id })).order;
