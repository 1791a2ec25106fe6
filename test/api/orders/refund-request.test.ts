import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { errorsOf, setStage } from '../discounts/stage.ts';
import {
  act,
  delivered,
  RECIPIENT,
  refusal,
  seen,
  supervised,
  uploaded,
} from '../supervision/delivery.ts';
import { orderOf } from './checkout.ts';
import { requested, requestedOf, requestsOf } from './refunds.ts';

const stage = testStage('refund requests', setStage);

const codes = async (by: Caller, name: string, input: object): Promise<string[]> =>
  (await errorsOf(by, name, input)).map(({ code }) => code);
const now = (ms = 0): string => new Date(stage.world.clock.now().getTime() + ms).toISOString();
const moved = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const advance = async (ms: number): Promise<void> => {
  stage.world.clock.advance(ms);
  await stage.world.settle();
};
const seenOrder = (id: string) =>
  orderOf(stage.operator, id, 'status lines { status refunds { refundKind cash { amount } } }');
const last = async (orderId: string, fields: string, by: Caller = stage.buyer): Promise<any> =>
  (await requestsOf(by, orderId, fields)).at(-1);
const enabled = async (by: Caller, orderId: string): Promise<string[]> =>
  (await last(orderId, 'viewerActions { name enabled }', by)).viewerActions.flatMap(
    (action: { name: string; enabled: boolean }) => (action.enabled ? [action.name] : []),
  );
const PARCEL = { carrier: '德运物流', trackingNumber: 'DY7719042099' };
/** An order whose hardware was shipped, with an approved request for its refund. */
async function approved(): Promise<{ id: string; orderId: string; supervisionId: string }> {
  const supervisionId = await delivered(stage, 'HARDWARE');
  const { order } = await seen(stage.buyer, supervisionId, 'order { id }');
  const id = await requested(stage, order.id);
  await stage.sellerManager.mutate('refundRequestApprove', { id });
  return { id, orderId: order.id, supervisionId };
}
const mails = async (): Promise<string[]> =>
  (
    await stage.world.rows<{ text: string }>(
      sql`select params::text as text from outbox_message where template = 'refundNews' order by created_at, id`,
    )
  ).map(({ text }) => text);

describe('a request for a refund', () => {
  it('is never above the paid cash; its reason reaches the seller, and the reason of a rejection the buyer', async () => {
    const { orderId } = await supervised(stage, 'STANDARD');
    const [{ id: orderLineId }] = (await orderOf(stage.buyer, orderId, 'lines { id }')).lines;
    const ask = (amount: string) => ({
      id: orderId,
      lines: [{ orderLineId, amount }],
      reason: '需求变化',
    });
    expect(await codes(stage.buyer, 'orderRequestRefund', ask('12345.68'))).toEqual([
      'REFUND_ABOVE_PAID_CASH',
    ]);
    expect(await requestsOf(stage.buyer, orderId, 'id')).toEqual([]);
    const id = await requested(stage, orderId, '2345.67');
    expect(await seenOrder(orderId)).toMatchObject({
      status: 'REFUND_PENDING',
      lines: [{ status: 'REFUND_PENDING' }],
    });
    const FIELDS = 'status amount { amount } reason needsReturn dueAt decisionReason endedAt';
    for (const by of [stage.sellerManager, stage.manager])
      expect(await last(orderId, FIELDS, by)).toEqual({
        status: 'REQUESTED',
        amount: { amount: '2345.67' },
        reason: '需求变化',
        needsReturn: false,
        dueAt: now(5 * DAY),
        decisionReason: null,
        endedAt: null,
      });
    expect(await codes(stage.buyer, 'orderRequestRefund', ask('1.00'))).toEqual([
      'REFUND_REQUESTED',
    ]);
    expect(await enabled(stage.sellerManager, orderId)).toEqual(['approve', 'reject']);
    expect(await enabled(stage.buyer, orderId)).toEqual(['withdraw']);
    expect(await enabled(stage.manager, orderId)).toEqual([]);
    expect(await codes(stage.sellerManager, 'refundRequestReject', { id, reason: ' ' })).toEqual([
      'BLANK',
    ]);
    await stage.sellerManager.mutate('refundRequestReject', { id, reason: '已开始实施' });
    expect(await last(orderId, 'status decisionReason dueAt endedAt')).toEqual({
      status: 'REJECTED',
      decisionReason: '已开始实施',
      dueAt: null,
      endedAt: now(),
    });
    expect(await seenOrder(orderId)).toMatchObject({
      status: 'PROCESSING',
      lines: [{ status: 'PROCESSING', refunds: [] }],
    });
  });

  it('is approved in parts; a part and the rest add up to the line', async () => {
    const { id, orderId } = await requestedOf(stage, 'STANDARD', '2345.67');
    await stage.sellerManager.mutate('refundRequestApprove', { id });
    expect(await last(orderId, 'status')).toEqual({ status: 'REFUNDED' });
    expect(await seenOrder(orderId)).toMatchObject({
      status: 'PROCESSING',
      lines: [
        {
          status: 'PROCESSING',
          refunds: [{ refundKind: 'NEGOTIATED', cash: { amount: '-2345.67' } }],
        },
      ],
    });
    stage.world.clock.advance(1_000);
    const rest = await requested(stage, orderId);
    expect(await last(orderId, 'amount { amount }')).toEqual({ amount: { amount: '10000.00' } });
    await stage.sellerManager.mutate('refundRequestApprove', { id: rest });
    expect(await seenOrder(orderId)).toMatchObject({
      status: 'REFUNDED',
      lines: [{ status: 'REFUNDED' }],
    });
  });

  it('is answered once, also by two approvals at the same time', async () => {
    const { id, orderId } = await requestedOf(stage, 'STANDARD', '100.00');
    const answers = await Promise.all(
      [1, 2].map(() => codes(stage.sellerManager, 'refundRequestApprove', { id })),
    );
    expect(answers.sort()).toEqual([[], ['NOT_IN_THIS_STATE']]);
    expect((await seenOrder(orderId)).lines[0].refunds).toHaveLength(1);
  });

  it('is withdrawn by the buyer, and hidden from other sellers and customers', async () => {
    const { id, orderId } = await requestedOf(stage, 'STANDARD');
    const stranger = await stage.world.member(
      await stage.world.organization('SELLER', '他人'),
      'seller.manager',
    );
    await expect(codes(stranger, 'refundRequestApprove', { id })).rejects.toThrow('Not found');
    await expect(codes(stage.sellerManager, 'refundRequestWithdraw', { id })).rejects.toThrow(
      'may not',
    );
    await stage.buyer.mutate('refundRequestWithdraw', { id });
    expect(await last(orderId, 'status')).toEqual({ status: 'WITHDRAWN' });
    expect((await seenOrder(orderId)).status).toBe('PROCESSING');
  });

  it('notifies the seller, and mails the customer the decision with its reason', async () => {
    const before = (await mails()).length;
    const { id } = await requestedOf(stage, 'STANDARD');
    await stage.sellerManager.mutate('refundRequestReject', { id, reason: '已交付一半' });
    const told = await stage.world.rows<{ event: string }>(sql`
      select event from notification where subject_id = ${id.slice(4)} and org_id = ${stage.seller.id}`);
    expect(told).toEqual([{ event: 'request' }]);
    const sent = await mails();
    expect(sent).toHaveLength(before + 1);
    expect(sent.join()).toContain('已交付一半');
  });
});

describe('hardware', () => {
  it('is sent back and checked before the refund', async () => {
    const { id, orderId } = await approved();
    expect(await last(orderId, 'status needsReturn dueAt')).toEqual({
      status: 'AWAITING_RETURN',
      needsReturn: true,
      dueAt: now(10 * DAY),
    });
    expect(await enabled(stage.buyer, orderId)).toEqual(['withdraw', 'shipBack']);
    expect((await seenOrder(orderId)).lines[0]).toMatchObject({
      status: 'REFUND_PENDING',
      refunds: [],
    });
    expect(
      await codes(stage.buyer, 'refundRequestShipBack', { id, ...PARCEL, trackingNumber: 'a b' }),
    ).toEqual(['INVALID_FORMAT']);
    await stage.buyer.mutate('refundRequestShipBack', { id, ...PARCEL });
    expect(
      await last(orderId, 'status carrier trackingNumber shippedAt dueAt', stage.sellerManager),
    ).toEqual({
      status: 'RETURNING',
      ...PARCEL,
      shippedAt: now(),
      dueAt: now(15 * DAY),
    });
    expect(await codes(stage.buyer, 'refundRequestWithdraw', { id })).toEqual([
      'NOT_IN_THIS_STATE',
    ]);
    await stage.sellerManager.mutate('refundRequestConfirmReturn', { id });
    expect(await seenOrder(orderId)).toMatchObject({
      status: 'REFUNDED',
      lines: [{ refunds: [{ refundKind: 'NEGOTIATED', cash: { amount: '-12345.67' } }] }],
    });
  });

  it('that comes back not as agreed is not refunded, but shipped again', async () => {
    const { id, orderId, supervisionId } = await approved();
    await stage.buyer.mutate('refundRequestShipBack', { id, ...PARCEL });
    await stage.sellerManager.mutate('refundRequestReject', { id, reason: '配件缺失' });
    expect(await last(orderId, 'status decisionReason')).toEqual({
      status: 'REJECTED',
      decisionReason: '配件缺失',
    });
    expect((await seenOrder(orderId)).status).toBe('PROCESSING');
    // The goods lie at the seller: it ships them again, and nothing is accepted before.
    expect(await seen(stage.buyer, supervisionId, 'status rejectionCount')).toEqual({
      status: 'AWAIT_SHIPMENT',
      rejectionCount: 0,
    });
    await advance(30 * DAY);
    expect(await seen(stage.buyer, supervisionId)).toEqual({ status: 'AWAIT_SHIPMENT' });
    await act(stage.buyer, 'changeAddress', supervisionId, RECIPIENT);
    await act(stage.sellerManager, 'ship', supervisionId, PARCEL);
    await act(stage.buyer, 'accept', supervisionId);
    expect((await seenOrder(orderId)).status).toBe('COMPLETED');
  });

  it('that is not sent back within 10 days ends the request; the customer is reminded', async () => {
    const before = (await mails()).length;
    const { orderId } = await approved();
    await advance(10 * DAY - 1_000);
    expect(await last(orderId, 'status')).toEqual({ status: 'AWAITING_RETURN' });
    // The approval and two reminders.
    expect((await mails()).length - before).toBe(3);
    await advance(1_000);
    expect(await last(orderId, 'status')).toEqual({ status: 'WITHDRAWN' });
    expect((await seenOrder(orderId)).status).toBe('PROCESSING');
  });

  it('that is not checked within 15 days is refunded', async () => {
    const { id, orderId } = await approved();
    await stage.buyer.mutate('refundRequestShipBack', { id, ...PARCEL });
    await advance(15 * DAY - 1_000);
    expect(await last(orderId, 'status')).toEqual({ status: 'RETURNING' });
    await advance(1_000);
    expect(await last(orderId, 'status')).toEqual({ status: 'REFUNDED' });
    expect((await seenOrder(orderId)).status).toBe('REFUNDED');
  });

  it('that was not shipped yet is refunded at once, if the seller says so', async () => {
    const { id, orderId } = await requestedOf(stage, 'HARDWARE');
    await stage.sellerManager.mutate('refundRequestApprove', { id, withoutReturn: true });
    expect((await seenOrder(orderId)).status).toBe('REFUNDED');
  });
});

describe('a request and the delivery', () => {
  it('pauses the automatic acceptance, which goes on with the time left', async () => {
    const supervisionId = await delivered(stage, 'HARDWARE');
    const signOff = { signedOffAt: now(), recipientPhone: RECIPIENT.recipientPhone };
    await act(stage.operator, 'signOff', supervisionId, signOff);
    const { order } = await seen(stage.buyer, supervisionId, 'order { id }');
    await advance(4 * DAY);
    const id = await requested(stage, order.id);
    await advance(20 * DAY);
    expect(await seen(stage.buyer, supervisionId)).toEqual({ status: 'AWAIT_ACCEPTANCE' });
    await stage.sellerManager.mutate('refundRequestReject', { id, reason: '商品完好' });
    expect(await seen(stage.buyer, supervisionId, 'autoAcceptAt dueAt')).toEqual({
      autoAcceptAt: now(6 * DAY),
      dueAt: now(6 * DAY),
    });
    await advance(6 * DAY);
    expect(await seen(stage.buyer, supervisionId)).toEqual({ status: 'COMPLETED' });
  });

  it('a sign-off during the request starts no acceptance', async () => {
    const supervisionId = await delivered(stage, 'HARDWARE');
    const { order } = await seen(stage.buyer, supervisionId, 'order { id }');
    await requested(stage, order.id);
    const signOff = { signedOffAt: now(), recipientPhone: RECIPIENT.recipientPhone };
    await act(stage.operator, 'signOff', supervisionId, signOff);
    await advance(11 * DAY);
    expect(await seen(stage.buyer, supervisionId)).toEqual({ status: 'AWAIT_ACCEPTANCE' });
  });

  it('an appeal during the request adds its pause to that of the request', async () => {
    const supervisionId = await delivered(stage, 'HARDWARE');
    const signOff = { signedOffAt: now(), recipientPhone: RECIPIENT.recipientPhone };
    await act(stage.operator, 'signOff', supervisionId, signOff);
    const CLOCKS = 'clockSince autoAcceptAt dueAt';
    const { clockSince, order } = await seen(stage.buyer, supervisionId, 'clockSince order { id }');
    await advance(2 * DAY);
    const id = await requested(stage, order.id);
    await advance(6 * DAY);
    const { appeal } = await stage.buyer.mutate(
      'supervisionAppeal',
      { id: supervisionId, category: 'OTHER', reason: '请裁决' },
      'appeal { id }',
    );
    await advance(2 * DAY);
    await stage.buyer.mutate('appealWithdraw', { id: appeal.id });
    // Two of the ten days are over; the other eight wait for the decision on the request.
    expect(await seen(stage.buyer, supervisionId, CLOCKS)).toEqual({
      clockSince: moved(clockSince, 8 * DAY),
      autoAcceptAt: now(8 * DAY),
      dueAt: now(8 * DAY),
    });
    await advance(DAY);
    await stage.sellerManager.mutate('refundRequestReject', { id, reason: '商品完好' });
    expect(await seen(stage.buyer, supervisionId, CLOCKS)).toEqual({
      clockSince: moved(clockSince, 9 * DAY),
      autoAcceptAt: now(8 * DAY),
      dueAt: now(8 * DAY),
    });
    await advance(8 * DAY - 1);
    expect(await seen(stage.buyer, supervisionId)).toEqual({ status: 'AWAIT_ACCEPTANCE' });
    await advance(1);
    expect(await seen(stage.buyer, supervisionId)).toEqual({ status: 'COMPLETED' });
  });

  it('moves the promised delivery, so that no delivery in time is late', async () => {
    const { id: supervisionId, orderId } = await supervised(stage, 'WEBSITE');
    const requirementFiles = [await uploaded(stage.world, stage.buyer)];
    await act(stage.buyer, 'submitRequirement', supervisionId, { requirementFiles });
    await act(stage.sellerManager, 'confirmRequirement', supervisionId);
    const CLOCKS = 'clockSince deliverBy dueAt isOverdue';
    const before = await seen(stage.buyer, supervisionId, CLOCKS);
    await advance(2 * DAY);
    const first = await requested(stage, orderId);
    await advance(7 * DAY);
    await stage.sellerManager.mutate('refundRequestReject', { id: first, reason: '正在设计' });
    expect(await seen(stage.buyer, supervisionId, CLOCKS)).toEqual({
      clockSince: moved(before.clockSince, 7 * DAY),
      deliverBy: moved(before.deliverBy, 7 * DAY),
      dueAt: moved(before.dueAt, 7 * DAY),
      isOverdue: false,
    });
    // The next request is open while the former time of delivery passes; the flow goes on meanwhile.
    const second = await requested(stage, orderId);
    await advance(20 * DAY);
    const draftFiles = [await uploaded(stage.world, stage.sellerManager)];
    await act(stage.sellerManager, 'submitDraft', supervisionId, { draftFiles });
    const begun = now();
    await advance(DAY);
    await stage.sellerManager.mutate('refundRequestReject', { id: second, reason: '设计已完成' });
    expect(await seen(stage.buyer, supervisionId, 'clockSince deliverBy isOverdue')).toEqual({
      clockSince: moved(begun, DAY),
      deliverBy: moved(before.deliverBy, 28 * DAY),
      isOverdue: false,
    });
  });

  it('the acceptance by the customer withdraws its request', async () => {
    const supervisionId = await delivered(stage, 'LICENSE_PACKAGE');
    const { order } = await seen(stage.buyer, supervisionId, 'order { id }');
    await requested(stage, order.id);
    expect(await act(stage.buyer, 'accept', supervisionId)).toBe('COMPLETED');
    expect(await last(order.id, 'status')).toEqual({ status: 'WITHDRAWN' });
    expect((await seenOrder(order.id)).status).toBe('COMPLETED');
  });

  /** An appeal of the buyer about a delivery with an open request, which the operator decides. */
  async function decided(outcome: string, refund?: string): Promise<string> {
    const supervisionId = await delivered(stage, 'LICENSE_PACKAGE');
    const { order } = await seen(stage.buyer, supervisionId, 'order { id }');
    await requested(stage, order.id);
    const { appeal } = await stage.buyer.mutate(
      'supervisionAppeal',
      { id: supervisionId, category: 'OTHER', reason: '请裁决' },
      'appeal { id }',
    );
    await advance(2 * DAY);
    await stage.operator.mutate('appealTake', { id: appeal.id });
    await stage.operator.mutate('appealDecide', {
      id: appeal.id,
      outcome,
      reason: '证据齐备',
      ...(refund && { refund }),
    });
    return order.id;
  }

  it.each([
    ['FORCE_COMPLETE', undefined, 'REJECTED', 'COMPLETED', []],
    ['REFUND', undefined, 'REFUNDED', 'REFUNDED', ['-12345.67']],
    ['REFUND', '45.67', 'REFUNDED', 'COMPLETED', ['-45.67']],
  ])('an appeal decided as %s (%s) ends it as %s', async (outcome, refund, status, line, cash) => {
    const orderId = await decided(outcome, refund);
    expect(await last(orderId, 'status decisionReason')).toEqual({
      status,
      decisionReason: '证据齐备',
    });
    const { lines } = await seenOrder(orderId);
    expect(lines[0].status).toBe(line);
    expect(lines[0].refunds.map((one: { cash: { amount: string } }) => one.cash.amount)).toEqual(
      cash,
    );
  });

  it('an appeal pauses its clock, and resumes it with the flow', async () => {
    const orderId = await decided('RESUME');
    // Two days of the appeal; the seller has all of its five.
    expect(await last(orderId, 'status dueAt')).toEqual({
      status: 'REQUESTED',
      dueAt: now(5 * DAY),
    });
  });

  it('is refused while an appeal is open, with the reason at the button', async () => {
    const { id, orderId } = await supervised(stage, 'STANDARD');
    await stage.buyer.mutate(
      'supervisionAppeal',
      { id, category: 'OTHER', reason: '请裁决' },
      'appeal { id }',
    );
    const { viewerActions, lines } = await orderOf(
      stage.buyer,
      orderId,
      'viewerActions { name enabled reasons { code } } lines { id }',
    );
    expect(viewerActions).toContainEqual({
      name: 'requestRefund',
      enabled: false,
      reasons: [{ code: 'LINE_FROZEN' }],
    });
    const input = { id: orderId, lines: [{ orderLineId: lines[0].id }], reason: '需求变化' };
    expect(await codes(stage.buyer, 'orderRequestRefund', input)).toEqual(['LINE_FROZEN']);
    expect(await requestsOf(stage.buyer, orderId, 'id')).toEqual([]);
    expect(await refusal(stage.buyer, 'appeal', id, { category: 'OTHER', reason: 'x' })).toEqual([
      'APPEAL_OPEN',
    ]);
  });
});
