import { describe, expect, it } from '@jest/globals';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { line, placed } from '../orders/checkout.ts';
import {
  act,
  appealed,
  cannotAct,
  delivered,
  documents,
  files,
  implementing,
  seen,
  supervised,
} from './delivery.ts';

const stage = testStage('huawei review', setStage);

const REASON = { reason: '补贴批复 2026-17 号' };
const setProgram = (id: string, program?: string) =>
  stage.operator.mutate('orderSetProgram', { id, ...REASON, ...(program && { program }) });
const cannotSet = (id: string, input: object, code: string) =>
  stage.operator.cannot('orderSetProgram', { id, ...REASON, ...input }, code);
const hasNodes = (id: string, nodes: readonly string[]) =>
  stage.manager.sees(id, { nodes: nodes.map((node) => ({ node })) });
const proof = () => files(stage.world, stage.sellerManager, 'proofFiles');

const STANDARD = ['AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'IMPLEMENTING', 'AWAIT_ACCEPTANCE'];
const REVIEWED = [...STANDARD.slice(0, 3), 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE'];

describe('a delivery of a subsidized order', () => {
  it('is reviewed before the acceptance, again after a failed review, and then accepted', async () => {
    const { buyer, sellerManager: seller, operator, manager } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    await hasNodes(id, STANDARD);
    await implementing(stage, id);
    await setProgram(orderId, 'EMPOWERMENT_CLOUD');
    await hasNodes(id, REVIEWED);
    expect(await act(seller, 'submitDelivery', id, await documents(stage))).toBe('HUAWEI_REVIEW');
    await manager.sees(id, { actsSide: 'OPERATOR', isReviewed: true });
    await cannotAct(operator, 'failReview', id, { reason: ' ' }, 'BLANK');
    const reason = '验收文档缺少盖章';
    expect(await act(operator, 'failReview', id, { reason })).toBe('IMPLEMENTING');
    const again = await files(stage.world, seller, 'acceptanceFiles');
    expect(await act(seller, 'submitDelivery', id, again)).toBe('HUAWEI_REVIEW');
    expect(await act(operator, 'passReview', id)).toBe('AWAIT_ACCEPTANCE');
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
    const step = (event: string) => expect.objectContaining({ event });
    await manager.sees(id, {
      acceptance: 'CUSTOMER',
      isLogIntact: true,
      orderLine: { supervision: 'COMPLETED' },
      'log(first: 20, orderBy: { field: POSITION, direction: ASC })': {
        nodes: [
          ...['begin', 'submitRequirement', 'confirmRequirement'].map(step),
          { event: 'requireReview', actorSide: 'OPERATOR', reason: null },
          ...['submitDelivery', 'failReview', 'submitDelivery', 'passReview', 'accept'].map(step),
        ],
      },
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
    await operator.sees(id, {
      acceptance: 'FLOW',
      orderLine: { supervision: 'COMPLETED', status: 'COMPLETED' },
    });
    expect(await blockers()).not.toContain('SUPERVISION_OPEN');
  });

  it('has the review from its beginning if the order was marked before the payment', async () => {
    const { buyer, sellerManager } = stage;
    const facts = { averageDeliveryDays: 5 };
    const [goods, package_] = [
      await listed(sellerManager, '上云迁移', { ...facts, productType: 'MANUAL_SERVICE' }),
      await listed(sellerManager, '迁移工具包', {
        ...facts,
        productType: 'LICENSE',
        supervisionTemplate: 'LICENSE_PACKAGE',
      }),
    ];
    const orderId = await placed(stage, {
      lines: [goods, package_].map(({ specifications }) => line(specifications[0])),
    });
    await setProgram(orderId, 'EMPOWERMENT_CLOUD');
    await buyer.mutate('orderConfirmPayment', { id: orderId });
    // A software package has no review in its flow.
    await buyer.sees(orderId, {
      'supervisions(first: 5)': {
        nodes: expect.arrayContaining([
          { template: 'STANDARD', isReviewed: true },
          { template: 'LICENSE_PACKAGE', isReviewed: false },
        ]),
      },
    });
  });
});

describe('the program of an order', () => {
  it('reaches all its open deliveries, also a frozen one, and leaves them again', async () => {
    const { buyer, operator } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    await implementing(stage, id);
    const appeal = await appealed(buyer, id);
    const clocks = await seen(buyer, id, 'clockSince frozenAt deliverBy');
    await setProgram(orderId, 'BASE_CLOUD');
    await hasNodes(id, REVIEWED);
    await buyer.sees(id, clocks);
    await operator.mutate('appealTake', { id: appeal });
    await operator.mutate('appealDecide', { id: appeal, outcome: 'RESUME', reason: '继续' });
    await buyer.sees(id, { status: 'IMPLEMENTING' });
    await setProgram(orderId);
    await hasNodes(id, STANDARD);
    const submitted = await act(stage.sellerManager, 'submitDelivery', id, await documents(stage));
    expect(submitted).toBe('AWAIT_ACCEPTANCE');
    await buyer.sees(id, {
      nodes: ['DONE', 'DONE', 'DONE', 'CURRENT'].map((state) => ({ state })),
    });
  });

  it('is fixed once a delivery is submitted, and named by operations alone, with a reason', async () => {
    const { sellerManager, manager } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    const program = 'EMPOWERMENT_CLOUD';
    await cannotSet(orderId, { program, reason: ' ' }, 'BLANK');
    await cannotSet(orderId, {}, 'NOTHING_CHANGED');
    for (const by of [sellerManager, manager])
      await denied(by.mutate('orderSetProgram', { id: orderId, ...REASON }));
    await setProgram(orderId, program);
    await cannotSet(orderId, { program }, 'NOTHING_CHANGED');
    await implementing(stage, id);
    await act(sellerManager, 'submitDelivery', id, await documents(stage));
    await cannotSet(orderId, {}, 'DELIVERY_SUBMITTED');
    const shipped = await delivered(stage, 'HARDWARE');
    const { order } = await seen(manager, shipped, 'order { id }');
    // Hardware has no review, so its shipment fixes nothing.
    await setProgram(order.id, program);
    await manager.sees(shipped, { isReviewed: false });
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
    const changes = [{ field: 'program', before: null, after: 'BASE_CLOUD' }];
    await manager.sees(orderId, {
      'activities(first: 5)': {
        nodes: expect.arrayContaining([{ event: 'setProgram', changes }]),
      },
    });
  });
});
