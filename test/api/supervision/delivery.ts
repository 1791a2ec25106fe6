import { hash } from 'node:crypto';
import { AttachmentEntity } from '../../../server/platform/files/attachment.entity.ts';
import type { Caller, World } from '../../kit/world.ts';
import { listed, type Stage } from '../discounts/stage.ts';
import { line, paid } from '../orders/checkout.ts';

/** Facts of a product with each service-flow template. */
const PRODUCTS = {
  STANDARD: { productType: 'MANUAL_SERVICE' },
  WEBSITE: { productType: 'MANUAL_SERVICE' },
  LICENSE_CODE: { productType: 'LICENSE' },
  LICENSE_ID: { productType: 'LICENSE' },
  LICENSE_PACKAGE: { productType: 'LICENSE' },
  HARDWARE: { productType: 'HARDWARE' },
} as const;
export type Template = keyof typeof PRODUCTS;

/** Days of the promised delivery of every product here. */
export const PROMISED = 15;

let products = 0;

/**
 * Lets the stage's buyer pay a line with a product of this template; returns the ids of supervision and order. `facts` are
 * those of the order.
 */
export async function supervised(
  stage: Stage,
  template: Template,
  facts: object = {},
): Promise<{ id: string; orderId: string }> {
  const goods = await listed(stage.sellerManager, `${template} ${++products}`, {
    ...PRODUCTS[template],
    supervisionTemplate: template,
    averageDeliveryDays: PROMISED,
  });
  const orderId = await paid(stage, { lines: [line(goods.specifications[0])], ...facts });
  const { order } = await stage.buyer.ask(
    'query($id: ID!) { order(by: { id: $id }) { supervisions(first: 5) { nodes { id } } } }',
    { id: orderId },
  );
  return { id: order.supervisions.nodes[0].id, orderId };
}

let uploads = 0;

/** A file that the caller has uploaded, with this content; returns its id. */
export async function uploaded(world: World, by: Caller, content = `file ${++uploads}`) {
  const { tenantId, actorId, actorName, side } = by.viewer;
  return await world.system(async ({ insert, newId, now }) => {
    const id = newId();
    insert(AttachmentEntity, {
      id,
      createdAt: now,
      name: `${content}.pdf`,
      mediaType: 'application/pdf',
      bytes: content.length,
      sha256: hash('sha256', content),
      storageKey: id,
      ownerId: tenantId,
      uploadedById: actorId,
      uploadedBy: actorName,
      readers: side.toUpperCase() as 'SELLER',
      linkId: by.viewer.subjectId,
      ...(side === 'seller' && { sellerId: tenantId }),
      ...(side === 'customer' && { customerId: tenantId }),
    });
    return `att_${id}`;
  });
}

/** Fields of a supervision as a viewer sees them; null if the viewer cannot see it. */
export const seen = async (viewer: Caller, id: string, fields = 'status'): Promise<any> =>
  (await viewer.ask(`query($id: ID!) { supervision(by: { id: $id }) { ${fields} } }`, { id }))
    .supervision;

const mutation = (event: string): string =>
  `supervision${event.charAt(0).toUpperCase()}${event.slice(1)}`;

/** Fires an event; returns the state after it. */
export async function act(by: Caller, event: string, id: string, input: object = {}) {
  const { status } = (await by.mutate(mutation(event), { id, ...input }, 'supervision { status }'))
    .supervision;
  return status as string;
}

/** Codes with which an event is refused. */
export const refusal = (by: Caller, event: string, id: string, input: object = {}) =>
  by.refused(mutation(event), { id, ...input });

/** Fails unless an event is refused for exactly these reasons. */
export const cannotAct = (
  by: Caller,
  event: string,
  id: string,
  input: object,
  ...codes: string[]
) => by.cannot(mutation(event), { id, ...input }, ...codes);

/** A new file for each of these fields of an input. */
export async function files<N extends string>(
  world: World,
  by: Caller,
  ...names: N[]
): Promise<Record<N, string[]>> {
  const found = {} as Record<N, string[]>;
  for (const name of names) found[name] = [await uploaded(world, by)];
  return found;
}

/** Opens an appeal about a delivery; returns its id. */
export const appealed = async (by: Caller, id: string, input: object = {}): Promise<string> =>
  (
    await by.mutate(
      'supervisionAppeal',
      { id, category: 'OTHER', reason: '请裁决', ...input },
      'appeal { id }',
    )
  ).appeal.id;

/** Input of a delivery with new documents. */
export const documents = async ({ world, sellerManager }: Stage, content?: string) => ({
  sowFiles: [await uploaded(world, sellerManager)],
  acceptanceFiles: [await uploaded(world, sellerManager, content)],
});

export const RECIPIENT = {
  recipientName: '罗敏',
  recipientPhone: '138 0013 2067',
  shippingAddress: '成都市高新区天府大道 1 号',
};

/** Takes a delivery with a requirement to the node at which the seller implements it. */
export async function implementing(
  { buyer, sellerManager, world }: Stage,
  id: string,
): Promise<void> {
  await act(buyer, 'submitRequirement', id, await files(world, buyer, 'requirementFiles'));
  await act(sellerManager, 'confirmRequirement', id);
}

/** Takes a delivery of the template to the node at which the buyer accepts. */
export async function delivered(stage: Stage, template: Template): Promise<string> {
  const { buyer, sellerManager: seller, world } = stage;
  const { id } = await supervised(stage, template);
  if (template === 'STANDARD' || template === 'WEBSITE') await implementing(stage, id);
  if (template === 'WEBSITE') {
    await act(seller, 'submitDraft', id, await files(world, seller, 'draftFiles'));
    await act(buyer, 'confirmDraft', id);
  }
  if (template === 'LICENSE_ID') await act(buyer, 'submitId', id, { systemId: 'SN-1' });
  if (template === 'LICENSE_PACKAGE') await act(seller, 'deploy', id);
  else if (template === 'HARDWARE') {
    await act(buyer, 'changeAddress', id, RECIPIENT);
    await act(seller, 'ship', id, { carrier: '德运物流', trackingNumber: 'DY7719042031' });
  } else await act(seller, 'submitDelivery', id, await documents(stage));
  return id;
}
