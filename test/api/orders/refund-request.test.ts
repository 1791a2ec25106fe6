import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { enabledOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { pass } from '../../kit/time.ts';
import { setStage } from '../discounts/stage.ts';
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

const now = (ms = 0): string => new Date(stage.world.clock.now().getTime() + ms).toISOString();
const moved = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const advance = (ms: number) => pass(stage.world, ms);
/** The operator sees the order so; `cash` is that of the refunds of its line. */
const shows = (id: string, status: string, ...cash: string[]) =>
  stage.operator.sees(id, {
    status,
    lines: [
      {
        status,
        refunds: cash.map((amount) => ({ refundKind: 'NEGOTIATED', cash: { amount } })),
      },
    ],
  });
const reject = (id: string, reason: string) =>
  stage.sellerManager.mutate('refundRequestReject', { id, reason });
const approve = (id: string, more: object = {}) =>
  stage.sellerManager.mutate('refundRequestApprove', { id, ...more });
const shipBack = (id: string) => stage.buyer.mutate('refundRequestShipBack', { id, ...PARCEL });
const orderOfDelivery = async (id: string): Promise<string> =>
  (await seen(stage.buyer, id, 'order { id }')).order.id;
const PARCEL = { carrier: '德运物流', trackingNumber: 'DY7719042099' };

/** A delivery that was made, with a request for its refund. */
async function asked(template: 'HARDWARE' | 'LICENSE_PACKAGE') {
  const supervisionId = await delivered(stage, template);
  const orderId = await orderOfDelivery(supervisionId);
  return { supervisionId, orderId, id: await requested(stage, orderId) };
}
/** An order whose hardware was shipped, with an approved request for its refund. */
async function approved() {
  const request = await asked('HARDWARE');
  await approve(request.id);
  return request;
}
/** Hardware that was signed for: the time of its acceptance runs. */
async function signedFor(): Promise<string> {
  const id = await delivered(stage, 'HARDWARE');
  await signOff(id);
  return id;
}
const signOff = (id: string) =>
  act(stage.operator, 'signOff', id, {
    signedOffAt: now(),
    recipientPhone: RECIPIENT.recipientPhone,
  });
async function appealed(id: string): Promise<string> {
  const { appeal } = await stage.buyer.mutate(
    'supervisionAppeal',
    { id, category: 'OTHER', reason: '请裁决' },
    'appeal { id }',
  );
  return appeal.id;
}
const mails = async (): Promise<string[]> =>
  (
    await stage.world.rows<{ text: string }>(
      sql`select params::text as text from outbox_message where template = 'refundNews' order by created_at, id`,
    )
  ).map(({ text }) => text);

describe('a request for a refund', () => {
  it('is never above the paid cash; its reason reaches the seller, and the reason of a rejection the buyer', async () => {
    const { buyer, sellerManager, manager, world } = stage;
    const { orderId } = await supervised(stage, 'STANDARD');
    const [{ id: orderLineId }] = (await orderOf(buyer, orderId, 'lines { id }')).lines;
    const ask = (amount: string, code: string) =>
      buyer.cannot(
        'orderRequestRefund',
        { id: orderId, lines: [{ orderLineId, amount }], reason: '需求变化' },
        code,
      );
    await ask('12345.68', 'REFUND_ABOVE_PAID_CASH');
    expect(await requestsOf(buyer, orderId, 'id')).toEqual([]);
    const id = await requested(stage, orderId, '2345.67');
    await shows(orderId, 'REFUND_PENDING');
    for (const by of [sellerManager, manager])
      await by.sees(id, {
        status: 'REQUESTED',
        amount: { amount: '2345.67' },
        reason: '需求变化',
        needsReturn: false,
        dueAt: now(5 * DAY),
        decisionReason: null,
        endedAt: null,
      });
    const told = await world.rows(sql`
      select event from notification where subject_id = ${id.slice(4)} and org_id = ${stage.seller.id}`);
    expect(told).toEqual([{ event: 'request' }]);
    await ask('1.00', 'REFUND_REQUESTED');
    expect(await enabledOf(sellerManager, id)).toEqual(['approve', 'reject']);
    expect(await enabledOf(buyer, id)).toEqual(['withdraw']);
    expect(await enabledOf(manager, id)).toEqual([]);
    await sellerManager.cannot('refundRequestReject', { id, reason: ' ' }, 'BLANK');
    const before = await mails();
    await reject(id, '已开始实施');
    await buyer.sees(id, {
      status: 'REJECTED',
      decisionReason: '已开始实施',
      dueAt: null,
      endedAt: now(),
    });
    const sent = (await mails()).slice(before.length);
    expect(sent).toEqual([expect.stringContaining('已开始实施')]);
    await shows(orderId, 'PROCESSING');
  });

  it('is approved in parts; a part and the rest add up to the line', async () => {
    const { id, orderId } = await requestedOf(stage, 'STANDARD', '2345.67');
    await approve(id);
    await stage.buyer.sees(id, { status: 'REFUNDED' });
    await shows(orderId, 'PROCESSING', '-2345.67');
    stage.world.clock.advance(1_000);
    const rest = await requested(stage, orderId);
    await stage.buyer.sees(rest, { amount: { amount: '10000.00' } });
    await approve(rest);
    await stage.operator.sees(orderId, { status: 'REFUNDED', lines: [{ status: 'REFUNDED' }] });
  });

  it('is answered once, also by two approvals at the same time', async () => {
    const { id, orderId } = await requestedOf(stage, 'STANDARD', '100.00');
    const answers = await Promise.all(
      [1, 2].map(() => stage.sellerManager.refused('refundRequestApprove', { id })),
    );
    expect(answers.flat()).toEqual(['NOT_IN_THIS_STATE']);
    await shows(orderId, 'PROCESSING', '-100.00');
  });

  it('is withdrawn by the buyer alone', async () => {
    const { buyer, sellerManager } = stage;
    const { id, orderId } = await requestedOf(stage, 'STANDARD');
    await expect(sellerManager.refused('refundRequestWithdraw', { id })).rejects.toThrow('may not');
    await buyer.mutate('refundRequestWithdraw', { id });
    await buyer.sees(id, { status: 'WITHDRAWN' });
    await shows(orderId, 'PROCESSING');
  });
});

describe('hardware', () => {
  it('is sent back and checked before the refund', async () => {
    const { buyer, sellerManager } = stage;
    const { id, orderId } = await approved();
    await buyer.sees(id, { status: 'AWAITING_RETURN', needsReturn: true, dueAt: now(10 * DAY) });
    expect(await enabledOf(buyer, id)).toEqual(['withdraw', 'shipBack']);
    await shows(orderId, 'REFUND_PENDING');
    const unreadable = { id, ...PARCEL, trackingNumber: 'a b' };
    await buyer.cannot('refundRequestShipBack', unreadable, 'INVALID_FORMAT');
    await shipBack(id);
    await sellerManager.sees(id, {
      status: 'RETURNING',
      ...PARCEL,
      shippedAt: now(),
      dueAt: now(15 * DAY),
    });
    await buyer.cannot('refundRequestWithdraw', { id }, 'NOT_IN_THIS_STATE');
    await sellerManager.mutate('refundRequestConfirmReturn', { id });
    await shows(orderId, 'REFUNDED', '-12345.67');
  });

  it('that comes back not as agreed is not refunded, but shipped again', async () => {
    const { buyer, sellerManager } = stage;
    const { id, orderId, supervisionId } = await approved();
    await shipBack(id);
    await reject(id, '配件缺失');
    await buyer.sees(id, { status: 'REJECTED', decisionReason: '配件缺失' });
    await shows(orderId, 'PROCESSING');
    // The goods lie at the seller: it ships them again, and nothing is accepted before.
    await buyer.sees(supervisionId, { status: 'AWAIT_SHIPMENT', rejectionCount: 0 });
    await advance(30 * DAY);
    await buyer.sees(supervisionId, { status: 'AWAIT_SHIPMENT' });
    await act(buyer, 'changeAddress', supervisionId, RECIPIENT);
    await act(sellerManager, 'ship', supervisionId, PARCEL);
    await act(buyer, 'accept', supervisionId);
    await shows(orderId, 'COMPLETED');
  });

  it('that is not sent back within 10 days ends the request; the customer is reminded', async () => {
    const before = (await mails()).length;
    const { id, orderId } = await approved();
    await advance(10 * DAY - 1_000);
    await stage.buyer.sees(id, { status: 'AWAITING_RETURN' });
    // The approval and two reminders.
    expect((await mails()).length - before).toBe(3);
    await advance(1_000);
    await stage.buyer.sees(id, { status: 'WITHDRAWN' });
    await shows(orderId, 'PROCESSING');
  });

  it('that is not checked within 15 days is refunded', async () => {
    const { id, orderId } = await approved();
    await shipBack(id);
    await advance(15 * DAY - 1_000);
    await stage.buyer.sees(id, { status: 'RETURNING' });
    await advance(1_000);
    await stage.buyer.sees(id, { status: 'REFUNDED' });
    await shows(orderId, 'REFUNDED', '-12345.67');
  });

  it('that was not shipped yet is refunded at once, if the seller says so', async () => {
    const { id, orderId } = await requestedOf(stage, 'HARDWARE');
    await approve(id, { withoutReturn: true });
    await shows(orderId, 'REFUNDED', '-12345.67');
  });
});

describe('a request and the delivery', () => {
  it('pauses the automatic acceptance, which goes on with the time left', async () => {
    const { buyer } = stage;
    const supervisionId = await signedFor();
    await advance(4 * DAY);
    const id = await requested(stage, await orderOfDelivery(supervisionId));
    await advance(20 * DAY);
    await buyer.sees(supervisionId, { status: 'AWAIT_ACCEPTANCE' });
    await reject(id, '商品完好');
    await buyer.sees(supervisionId, { autoAcceptAt: now(6 * DAY), dueAt: now(6 * DAY) });
    await advance(6 * DAY);
    await buyer.sees(supervisionId, { status: 'COMPLETED' });
  });

  it('a sign-off during the request starts no acceptance', async () => {
    const { supervisionId } = await asked('HARDWARE');
    await signOff(supervisionId);
    await advance(11 * DAY);
    await stage.buyer.sees(supervisionId, { status: 'AWAIT_ACCEPTANCE' });
  });

  it('an appeal during the request adds its pause to that of the request', async () => {
    const { buyer } = stage;
    const supervisionId = await signedFor();
    const { clockSince } = await seen(buyer, supervisionId, 'clockSince');
    await advance(2 * DAY);
    const id = await requested(stage, await orderOfDelivery(supervisionId));
    await advance(6 * DAY);
    const appeal = await appealed(supervisionId);
    await advance(2 * DAY);
    await buyer.mutate('appealWithdraw', { id: appeal });
    // Two of the ten days are over; the other eight wait for the decision on the request.
    const left = () => ({ autoAcceptAt: now(8 * DAY), dueAt: now(8 * DAY) });
    await buyer.sees(supervisionId, { clockSince: moved(clockSince, 8 * DAY), ...left() });
    await advance(DAY);
    await reject(id, '商品完好');
    await buyer.sees(supervisionId, { clockSince: moved(clockSince, 9 * DAY), ...left() });
    await advance(8 * DAY - 1);
    await buyer.sees(supervisionId, { status: 'AWAIT_ACCEPTANCE' });
    await advance(1);
    await buyer.sees(supervisionId, { status: 'COMPLETED' });
  });

  it('moves the promised delivery, so that no delivery in time is late', async () => {
    const { buyer, sellerManager, world } = stage;
    const { id: supervisionId, orderId } = await supervised(stage, 'WEBSITE');
    const requirementFiles = [await uploaded(world, buyer)];
    await act(buyer, 'submitRequirement', supervisionId, { requirementFiles });
    await act(sellerManager, 'confirmRequirement', supervisionId);
    const before = await seen(buyer, supervisionId, 'clockSince deliverBy dueAt');
    await advance(2 * DAY);
    const first = await requested(stage, orderId);
    await advance(7 * DAY);
    await reject(first, '正在设计');
    await buyer.sees(supervisionId, {
      clockSince: moved(before.clockSince, 7 * DAY),
      deliverBy: moved(before.deliverBy, 7 * DAY),
      dueAt: moved(before.dueAt, 7 * DAY),
      isOverdue: false,
    });
    // The next request is open while the former time of delivery passes; the flow goes on meanwhile.
    const second = await requested(stage, orderId);
    await advance(20 * DAY);
    const draftFiles = [await uploaded(world, sellerManager)];
    await act(sellerManager, 'submitDraft', supervisionId, { draftFiles });
    const begun = now();
    await advance(DAY);
    await reject(second, '设计已完成');
    await buyer.sees(supervisionId, {
      clockSince: moved(begun, DAY),
      deliverBy: moved(before.deliverBy, 28 * DAY),
      isOverdue: false,
    });
  });

  it('the acceptance by the customer withdraws its request', async () => {
    const { id, orderId, supervisionId } = await asked('LICENSE_PACKAGE');
    expect(await act(stage.buyer, 'accept', supervisionId)).toBe('COMPLETED');
    await stage.buyer.sees(id, { status: 'WITHDRAWN' });
    await shows(orderId, 'COMPLETED');
  });

  /** An appeal of the buyer about a delivery with an open request, which the operator decides. */
  async function decided(outcome: string, more: object = {}) {
    const request = await asked('LICENSE_PACKAGE');
    const id = await appealed(request.supervisionId);
    await advance(2 * DAY);
    await stage.operator.mutate('appealTake', { id });
    await stage.operator.mutate('appealDecide', { id, outcome, reason: '证据齐备', ...more });
    return request;
  }

  it.each([
    ['FORCE_COMPLETE', {}, 'REJECTED', 'COMPLETED', []],
    ['REFUND', {}, 'REFUNDED', 'REFUNDED', ['-12345.67']],
    ['REFUND', { refund: '45.67' }, 'REFUNDED', 'COMPLETED', ['-45.67']],
  ])('an appeal decided as %s (%s) ends it as %s', async (outcome, refund, status, line, cash) => {
    const { id, orderId } = await decided(outcome, refund);
    await stage.buyer.sees(id, { status, decisionReason: '证据齐备' });
    const refunds = cash.map((amount) => ({ cash: { amount } }));
    await stage.operator.sees(orderId, { lines: [{ status: line, refunds }] });
  });

  it('an appeal pauses its clock, and resumes it with the flow', async () => {
    const { id } = await decided('RESUME');
    // Two days of the appeal; the seller has all of its five.
    await stage.buyer.sees(id, { status: 'REQUESTED', dueAt: now(5 * DAY) });
  });

  it('is refused while an appeal is open, with the reason at the button', async () => {
    const { buyer } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    await appealed(id);
    await buyer.sees(orderId, {
      viewerActions: expect.arrayContaining([
        { name: 'requestRefund', enabled: false, reasons: [{ code: 'LINE_FROZEN' }] },
      ]),
    });
    const { lines } = await orderOf(buyer, orderId, 'lines { id }');
    const input = { id: orderId, lines: [{ orderLineId: lines[0].id }], reason: '需求变化' };
    await buyer.cannot('orderRequestRefund', input, 'LINE_FROZEN');
    expect(await requestsOf(buyer, orderId, 'id')).toEqual([]);
    expect(await refusal(buyer, 'appeal', id, { category: 'OTHER', reason: 'x' })).toEqual([
      'APPEAL_OPEN',
    ]);
  });
});
