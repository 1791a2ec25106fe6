import { describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { line, orderOf, placed } from '../orders/checkout.ts';
import { act, delivered, documents, refusal, seen, supervised, uploaded } from './delivery.ts';

const stage = testStage('huawei review', setStage);

const REASON = { reason: '补贴批复 2026-17 号' };
const setProgram = (id: string, program?: string) =>
  stage.operator.mutate('orderSetProgram', { id, ...REASON, ...(program && { program }) });
const refused = (id: string, input: object, by = stage.operator) =>
  by.refused('orderSetProgram', { id, ...REASON, ...input });
const nodesOf = async (id: string): Promise<string[]> =>
  (await seen(stage.manager, id, 'nodes { node }')).nodes.map(({ node }: { node: string }) => node);
const proof = async () => ({ proofFiles: [await uploaded(stage.world, stage.sellerManager)] });

const STANDARD = ['AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'IMPLEMENTING', 'AWAIT_ACCEPTANCE'];
const REVIEWED = [...STANDARD.slice(0, 3), 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE'];

/** Takes a standard delivery to the seller's node. */
async function implementing(id: string): Promise<void> {
  const { buyer, sellerManager, world } = stage;
  await act(buyer, 'submitRequirement', id, { requirementFiles: [await uploaded(world, buyer)] });
  await act(sellerManager, 'confirmRequirement', id);
}

describe('a delivery of a subsidized order', () => {
  it('is reviewed before the acceptance, again after a failed review, and then accepted', async () => {
    const { buyer, sellerManager: seller, operator, manager } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    expect(await nodesOf(id)).toEqual(STANDARD);
    await implementing(id);
    await setProgram(orderId, 'EMPOWERMENT_CLOUD');
    expect(await nodesOf(id)).toEqual(REVIEWED);
    expect(await act(seller, 'submitDelivery', id, await documents(stage))).toBe('HUAWEI_REVIEW');
    expect(await seen(manager, id, 'actsSide isReviewed')).toEqual({
      actsSide: 'OPERATOR',
      isReviewed: true,
    });
    expect(await refusal(operator, 'failReview', id, { reason: ' ' })).toEqual(['BLANK']);
    expect(await act(operator, 'failReview', id, { reason: '验收文档缺少盖章' })).toBe(
      'IMPLEMENTING',
    );
    const again = { acceptanceFiles: [await uploaded(stage.world, seller)] };
    expect(await act(seller, 'submitDelivery', id, again)).toBe('HUAWEI_REVIEW');
    expect(await act(operator, 'passReview', id)).toBe('AWAIT_ACCEPTANCE');
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
    const { log, ...facts } = await seen(
      manager,
      id,
      'acceptance isLogIntact orderLine { supervision } log(first: 20, orderBy: { field: POSITION, direction: ASC }) { nodes { event actorSide reason } }',
    );
    expect(facts).toEqual({
      acceptance: 'CUSTOMER',
      isLogIntact: true,
      orderLine: { supervision: 'COMPLETED' },
    });
    expect(log.nodes.map(({ event }: { event: string }) => event)).toEqual([
      'begin',
      'submitRequirement',
      'confirmRequirement',
      'requireReview',
      'submitDelivery',
      'failReview',
      'submitDelivery',
      'passReview',
      'accept',
    ]);
    expect(log.nodes).toContainEqual({
      event: 'requireReview',
      actorSide: 'OPERATOR',
      reason: null,
    });
  });

  it('by authorization code is complete and can be billed once the review is passed', async () => {
    const { buyer, sellerManager: seller, operator } = stage;
    const { id, orderId } = await supervised(stage, 'LICENSE_CODE');
    await setProgram(orderId, 'BASE_CLOUD');
    await act(buyer, 'claimCode', id);
    await act(seller, 'activate', id);
    expect(await act(seller, 'submitProof', id, await proof())).toBe('HUAWEI_REVIEW');
    const blockers = async () =>
      (await seen(operator, id, 'orderLine { billingBlockers }')).orderLine.billingBlockers;
    expect(await blockers()).toContain('SUPERVISION_OPEN');
    expect(await act(operator, 'failReview', id, { reason: '凭证不清晰' })).toBe('AWAIT_PROOF');
    await act(seller, 'submitProof', id, await proof());
    expect(await act(operator, 'passReview', id)).toBe('COMPLETED');
    expect(await seen(operator, id, 'acceptance orderLine { supervision status }')).toEqual({
      acceptance: 'FLOW',
      orderLine: { supervision: 'COMPLETED', status: 'COMPLETED' },
    });
    expect(await blockers()).not.toContain('SUPERVISION_OPEN');
  });

  it('has the review from its beginning if the order was marked before the payment', async () => {
    const { buyer, sellerManager } = stage;
    const goods = await listed(sellerManager, '上云迁移', {
      productType: 'MANUAL_SERVICE',
      supervisionTemplate: 'STANDARD',
      averageDeliveryDays: 5,
    });
    const package_ = await listed(sellerManager, '迁移工具包', {
      productType: 'LICENSE',
      supervisionTemplate: 'LICENSE_PACKAGE',
      averageDeliveryDays: 5,
    });
    const orderId = await placed(stage, {
      lines: [goods, package_].map(({ specifications }) => line(specifications[0])),
    });
    await setProgram(orderId, 'EMPOWERMENT_CLOUD');
    await buyer.mutate('orderConfirmPayment', { id: orderId });
    const { supervisions } = await orderOf(
      buyer,
      orderId,
      'supervisions(first: 5) { nodes { template isReviewed nodes { node } } }',
    );
    const byTemplate = Object.fromEntries(
      supervisions.nodes.map(({ template, isReviewed, nodes }: any) => [
        template,
        [isReviewed, nodes.length],
      ]),
    );
    // A software package has no review in its flow.
    expect(byTemplate).toEqual({ STANDARD: [true, 5], LICENSE_PACKAGE: [false, 2] });
  });
});

describe('the program of an order', () => {
  it('reaches all its open deliveries, also a frozen one, and leaves them again', async () => {
    const { buyer, operator } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    await implementing(id);
    const { appeal } = await buyer.mutate(
      'supervisionAppeal',
      { id, category: 'LATE_DELIVERY', reason: '多次延期' },
      'appeal { id }',
    );
    const clocks = await seen(buyer, id, 'clockSince frozenAt deliverBy');
    await setProgram(orderId, 'BASE_CLOUD');
    expect(await nodesOf(id)).toEqual(REVIEWED);
    expect(await seen(buyer, id, 'clockSince frozenAt deliverBy')).toEqual(clocks);
    await operator.mutate('appealTake', { id: appeal.id });
    await operator.mutate('appealDecide', { id: appeal.id, outcome: 'RESUME', reason: '继续' });
    expect(await seen(buyer, id)).toEqual({ status: 'IMPLEMENTING' });
    await setProgram(orderId);
    expect(await nodesOf(id)).toEqual(STANDARD);
    const submitted = await act(stage.sellerManager, 'submitDelivery', id, await documents(stage));
    expect(submitted).toBe('AWAIT_ACCEPTANCE');
    expect(await seen(buyer, id, 'nodes { state }')).toEqual({
      nodes: ['DONE', 'DONE', 'DONE', 'CURRENT'].map((state) => ({ state })),
    });
  });

  it('is fixed once a delivery is submitted, and named by operations alone, with a reason', async () => {
    const { sellerManager, manager } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    const program = 'EMPOWERMENT_CLOUD';
    expect(await refused(orderId, { program, reason: ' ' })).toEqual(['BLANK']);
    expect(await refused(orderId, {})).toEqual(['NOTHING_CHANGED']);
    for (const by of [sellerManager, manager])
      await expect(by.mutate('orderSetProgram', { id: orderId, ...REASON })).rejects.toThrow();
    await setProgram(orderId, program);
    expect(await refused(orderId, { program })).toEqual(['NOTHING_CHANGED']);
    await implementing(id);
    await act(sellerManager, 'submitDelivery', id, await documents(stage));
    expect(await refused(orderId, {})).toEqual(['DELIVERY_SUBMITTED']);
    const shipped = await delivered(stage, 'HARDWARE');
    const { order } = await seen(manager, shipped, 'order { id }');
    // Hardware has no review, so its shipment fixes nothing.
    await setProgram(order.id, program);
    expect(await seen(manager, shipped, 'isReviewed')).toEqual({ isReviewed: false });
  });

  it('is seen and filtered by every side, and the history keeps its change', async () => {
    const { manager, sellerManager, operator, buyer } = stage;
    const { orderId } = await supervised(stage, 'LICENSE_ID');
    await setProgram(orderId, 'BASE_CLOUD');
    const found = `query { orders(first: 100, filter: { program: [BASE_CLOUD] }) { nodes { id program } } }`;
    for (const viewer of [manager, sellerManager, operator, buyer]) {
      const { orders } = await viewer.ask(found);
      expect(orders.nodes).toContainEqual({ id: orderId, program: 'BASE_CLOUD' });
      expect(new Set(orders.nodes.map(({ program }: any) => program))).toEqual(
        new Set(['BASE_CLOUD']),
      );
    }
    const { activities } = await orderOf(
      manager,
      orderId,
      'activities(first: 5) { nodes { event changes { field before after } } }',
    );
    expect(activities.nodes).toContainEqual({
      event: 'setProgram',
      changes: [{ field: 'program', before: null, after: 'BASE_CLOUD' }],
    });
  });
});
