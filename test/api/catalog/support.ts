import type { Caller } from '../../kit/world.ts';

/** Input of a support group. */
export const group = (facts: object = {}) => ({
  name: '产品支持',
  content: ['PRODUCT_QUESTIONS', 'OPERATION_GUIDANCE'],
  hours: '工作日 9:00–18:00',
  phone: '010-5555 0100',
  mail: 'support@huaxin.example',
  ...facts,
});

/** Creates a support group of a seller and lets a product name it; returns its global id. */
export async function supported(
  seller: Caller,
  productId: string,
  facts: object = {},
): Promise<string> {
  const { id } = await seller.mutate('supportGroupCreate', group(facts));
  await seller.mutate('productSetSupportGroup', { id: productId, supportGroupId: id });
  return id;
}
