import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { recountDeadlines } from '../../../server/platform/command/life-cycle/recount.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { orderOf } from '../orders/checkout.ts';
import { requestedOf } from '../orders/refunds.ts';
import { act, delivered, refusal, seen, supervised, uploaded } from './delivery.ts';

const stage = testStage('appeals', setStage);
let second: Caller;
beforeAll(async () => {
  const [site] = await stage.world.rows<{ id: string }>(
    sql`select id from organization where kind = 'OPERATOR'`,
  );
  second = await stage.world.member({ id: site!.id, name: '云商店' }, 'operator', '许明');
});

const now = (ms = 0): string => new Date(stage.world.clock.now().getTime() + ms).toISOString();
const advance = async (ms: number): Promise<void> => {
  stage.world.clock.advance(ms);
  await stage.world.settle();
};

/** Opens an appeal; returns its id. */
const opened = async (by: Caller, id: string, input: object = {}): Promise<string> =>
  (
    await by.mutate(
      'supervisionAppeal',
      { id, category: 'OTHER', reason: '请裁决', ...input },
      'appeal { id }',
    )
  ).appeal.id;
const grounds = async () => {
  const { world, sellerManager } = stage;
  return {
    category: 'NOT_ACCEPTING',
    proofFiles: [await uploaded(world, sellerManager)],
    commitmentFiles: [await uploaded(world, sellerManager)],
  };
};
const appealOf = async (viewer: Caller, id: string, fields = 'status'): Promise<any> =>
  (await viewer.ask(`query($id: ID!) { appeal(by: { id: $id }) { ${fields} } }`, { id })).appeal;
const decide = (by: Caller, id: string, input: object) =>
  by.mutate('appealDecide', { id, reason: '证据齐备', ...input }, 'appeal { status }');
/** Appeals against a fresh delivery, taken by the operator. */
async function taken(): Promise<{ id: string; appeal: string }> {
  const id = await delivered(stage, 'LICENSE_PACKAGE');
  const appeal = await opened(stage.sellerManager, id, await grounds());
  await stage.operator.mutate('appealTake', { id: appeal });
  return { id, appeal };
}

describe('an appeal', () => {
  it('of a seller whose buyer does not accept needs proof and a commitment letter', async () => {
    const { sellerManager: seller, buyer } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const asked = { category: 'NOT_ACCEPTING', reason: '七天未验收' };
    expect(await refusal(seller, 'appeal', id, asked)).toEqual([
      'PROOF_REQUIRED',
      'PROOF_REQUIRED',
    ]);
    const { proofFiles } = await grounds();
    expect(await refusal(seller, 'appeal', id, { ...asked, proofFiles })).toEqual([
      'PROOF_REQUIRED',
    ]);
    expect(await refusal(buyer, 'appeal', id, asked)).toEqual(['CATEGORY_OF_OTHER_SIDE']);
    expect(await refusal(seller, 'appeal', id, { category: 'DAMAGED', reason: 'x' })).toEqual([
      'CATEGORY_OF_OTHER_SIDE',
    ]);
    const early = (await supervised(stage, 'LICENSE_PACKAGE')).id;
    expect(await refusal(seller, 'appeal', early, { ...asked, ...(await grounds()) })).toEqual([
      'NOT_AWAITING_ACCEPTANCE',
    ]);
    expect(await seen(seller, id, 'status appeals(first: 1) { nodes { id } }')).toEqual({
      status: 'AWAIT_ACCEPTANCE',
      appeals: { nodes: [] },
    });
  });

  it('freezes the flow for both sides; a second one of the order is refused', async () => {
    const { sellerManager: seller, buyer, manager } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const appeal = await opened(seller, id, await grounds());
    expect(
      await appealOf(
        manager,
        appeal,
        'status node openedBy decideBy isBreached statements { side text evidence { kind } }',
      ),
    ).toEqual({
      status: 'SUBMITTED',
      node: 'AWAIT_ACCEPTANCE',
      openedBy: 'SELLER',
      decideBy: now(3 * DAY),
      isBreached: false,
      statements: [
        {
          side: 'SELLER',
          text: '请裁决',
          evidence: expect.arrayContaining([{ kind: 'PROOF' }, { kind: 'COMMITMENT_LETTER' }]),
        },
      ],
    });
    expect(await seen(buyer, id, 'status frozenNode actsSide dueAt')).toEqual({
      status: 'FROZEN',
      frozenNode: 'AWAIT_ACCEPTANCE',
      actsSide: null,
      dueAt: null,
    });
    expect(await refusal(buyer, 'accept', id)).toEqual(['NOT_IN_THIS_STATE']);
    for (const by of [buyer, seller])
      expect(await refusal(by, 'appeal', id, { category: 'OTHER', reason: 'again' })).toEqual([
        'APPEAL_OPEN',
      ]);
    await seller.mutate('appealWithdraw', { id: appeal });
    expect(await seen(buyer, id)).toEqual({ status: 'AWAIT_ACCEPTANCE' });
    expect(await appealOf(buyer, appeal)).toEqual({ status: 'WITHDRAWN' });
  });

  it('keeps the elapsed time of the frozen clocks', async () => {
    const { sellerManager: seller, buyer, world } = stage;
    const { id } = await supervised(stage, 'LICENSE_PACKAGE');
    const before = await seen(seller, id, 'clockSince deliverBy dueAt');
    await advance(2 * DAY);
    const appeal = await opened(buyer, id);
    const paused = await world.rows<{ event: string; paused: boolean }>(
      sql`select event, paused_since is not null as paused from deadline
        where subject_id = ${id.slice(4)} and fired_at is null order by event`,
    );
    expect(paused.map(({ event, paused: is }) => `${event} ${is}`)).toEqual([
      'flagOverdue true',
      'flagStalled true',
      'remind-2 true',
      'warnDelivery true',
    ]);
    await advance(40 * DAY);
    expect(await seen(seller, id, 'status isStalled isOverdue')).toEqual({
      status: 'FROZEN',
      isStalled: false,
      isOverdue: false,
    });
    await buyer.mutate('appealWithdraw', { id: appeal });
    const moved = (at: string): string => new Date(Date.parse(at) + 40 * DAY).toISOString();
    expect(await seen(seller, id, 'clockSince deliverBy dueAt')).toEqual({
      clockSince: moved(before.clockSince),
      deliverBy: moved(before.deliverBy),
      dueAt: moved(before.dueAt),
    });
    await advance(3 * DAY - 1_000);
    expect(await seen(seller, id, 'isStalled')).toEqual({ isStalled: false });
    await advance(1_000);
    expect(await seen(seller, id, 'isStalled isLogIntact')).toEqual({
      isStalled: true,
      isLogIntact: true,
    });
  });

  it('is taken, handed over and decided by operators; both sides respond with files', async () => {
    const { buyer, operator, sellerManager: seller, world } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const appeal = await opened(seller, id, await grounds());
    await operator.mutate('appealTake', { id: appeal });
    expect(await appealOf(operator, appeal, 'status isMine takenByName')).toEqual({
      status: 'IN_REVIEW',
      isMine: true,
      takenByName: '孙正',
    });
    const by = now(DAY);
    await operator.cannot(
      'appealAskMaterial',
      {
        id: appeal,
        side: 'CUSTOMER',
        what: 'x',
        by: now(-1_000),
      },
      'DUE_IN_PAST',
    );
    await operator.mutate('appealAskMaterial', {
      id: appeal,
      side: 'CUSTOMER',
      what: '性能要求的书面依据',
      by,
    });
    const { materials } = await appealOf(
      buyer,
      appeal,
      'materials { id side what dueAt providedAt }',
    );
    expect(materials).toEqual([
      {
        id: expect.any(String),
        side: 'CUSTOMER',
        what: '性能要求的书面依据',
        dueAt: by,
        providedAt: null,
      },
    ]);
    const materialId = materials[0].id;
    await seller.cannot(
      'appealRespond',
      { id: appeal, text: 'not asked', materialId },
      'MATERIAL_OF_OTHER_SIDE',
    );
    await buyer.mutate('appealRespond', {
      id: appeal,
      text: '压测只到 3,200 QPS',
      materialId,
      supplementFiles: [await uploaded(world, buyer)],
    });
    const me = `mem_${second.viewer.memberId}`;
    await operator.cannot(
      'appealHandOver',
      {
        id: appeal,
        memberId: `mem_${operator.viewer.memberId}`,
      },
      'TAKEN_BY_THIS_MEMBER',
    );
    await operator.mutate('appealHandOver', { id: appeal, memberId: me });
    expect(
      await appealOf(
        second,
        appeal,
        'isMine takenByName materials { providedAt } statements { side text evidence { kind } }',
      ),
    ).toMatchObject({
      isMine: true,
      takenByName: '许明',
      materials: [{ providedAt: now() }],
      statements: [
        { side: 'SELLER' },
        { side: 'CUSTOMER', text: '压测只到 3,200 QPS', evidence: [{ kind: 'SUPPLEMENT' }] },
      ],
    });
    await decide(second, appeal, { outcome: 'DISMISSED' });
    expect(await seen(buyer, id)).toEqual({ status: 'AWAIT_ACCEPTANCE' });
    expect(
      await appealOf(
        seller,
        appeal,
        'status outcome decisionReason decidedByName outcomes { flow }',
      ),
    ).toEqual({
      status: 'RESOLVED',
      outcome: 'DISMISSED',
      decisionReason: '证据齐备',
      decidedByName: '许明',
      outcomes: [],
    });
    const again = await opened(seller, id, await grounds());
    await seller.mutate('appealWithdraw', { id: again });
  });

  it('is flagged after three working days, and nothing is decided by the clock', async () => {
    const { operator, buyer, world } = stage;
    // A Thursday before a weekend: three working days end on Tuesday.
    const thursday = new Date('2027-03-04T02:00:00.000Z');
    world.clock.moveTo(thursday);
    const { id } = await supervised(stage, 'STANDARD');
    const appeal = await opened(buyer, id);
    expect(await appealOf(operator, appeal, 'decideBy')).toEqual({
      decideBy: '2027-03-09T02:00:00.000Z',
    });
    world.clock.moveTo(new Date('2027-03-09T01:59:59.000Z'));
    await world.settle();
    expect(await appealOf(operator, appeal, 'isBreached')).toEqual({ isBreached: false });
    await advance(1_000);
    expect(await appealOf(operator, appeal, 'isBreached status')).toEqual({
      isBreached: true,
      status: 'SUBMITTED',
    });
    await advance(30 * DAY + HOUR);
    expect(await appealOf(operator, appeal)).toEqual({ status: 'SUBMITTED' });
    await buyer.mutate('appealWithdraw', { id: appeal });
  });

  it('is due later when a plan of holidays comes out', async () => {
    const { operator, buyer, world } = stage;
    world.clock.moveTo(new Date('2027-05-12T02:00:00.000Z'));
    const { id } = await supervised(stage, 'STANDARD');
    const appeal = await opened(buyer, id);
    const seen = () => appealOf(operator, appeal, 'decideBy isDecideByProvisional');
    expect(await seen()).toEqual({
      decideBy: '2027-05-17T02:00:00.000Z',
      isDecideByProvisional: true,
    });
    await operator.mutate('holidayPlanSet', {
      year: 2027,
      days: ['2027-05-13', '2027-10-01'].map((date) => ({
        date,
        isWorkingDay: false,
        name: '放假',
      })),
      reason: '年度计划',
    });
    await recountDeadlines(world.deps).run();
    expect(await seen()).toEqual({
      decideBy: '2027-05-18T02:00:00.000Z',
      isDecideByProvisional: false,
    });
    await buyer.mutate('appealWithdraw', { id: appeal });
  });
});

describe('the decision', () => {
  it('shows the effect of each outcome before it is made', async () => {
    const { operator, buyer } = stage;
    const { appeal } = await taken();
    const fields =
      'outcomes { outcome flow refundAtMost { amount } endsGuarantee paysSeller mayAppealAgain partnerShare }';
    const { outcomes } = await appealOf(operator, appeal, fields);
    const none = {
      refundAtMost: null,
      endsGuarantee: false,
      paysSeller: false,
      mayAppealAgain: true,
    };
    const resumed = { flow: 'AWAIT_ACCEPTANCE', ...none, partnerShare: 'PENDING' };
    expect(outcomes).toEqual([
      { outcome: 'RESUME', ...resumed },
      {
        outcome: 'FORCE_COMPLETE',
        flow: 'COMPLETED',
        refundAtMost: null,
        endsGuarantee: true,
        paysSeller: true,
        mayAppealAgain: false,
        partnerShare: 'BILLED',
      },
      {
        outcome: 'REFUND',
        flow: 'REFUNDED',
        refundAtMost: { amount: '12345.67' },
        endsGuarantee: true,
        paysSeller: false,
        mayAppealAgain: false,
        partnerShare: 'NONE',
      },
      { outcome: 'DISMISSED', ...resumed },
    ]);
    const ofBuyer = (await appealOf(buyer, appeal, 'outcomes { partnerShare }')).outcomes;
    expect(ofBuyer).toEqual(outcomes.map(() => ({ partnerShare: null })));
  });

  it('to force the completion completes line and order', async () => {
    const { operator } = stage;
    const { id, appeal } = await taken();
    await decide(operator, appeal, { outcome: 'FORCE_COMPLETE' });
    expect(
      await seen(operator, id, 'status acceptance isLogIntact order { status } nodes { state }'),
    ).toEqual({
      status: 'COMPLETED',
      acceptance: 'APPEAL',
      isLogIntact: true,
      order: { status: 'COMPLETED' },
      nodes: [{ state: 'DONE' }, { state: 'DONE' }],
    });
    const { log } = await seen(
      operator,
      id,
      'log(first: 1, orderBy: { field: POSITION, direction: DESC }) { nodes { event actorName actorSide reason } }',
    );
    expect(log.nodes).toEqual([
      { event: 'resolve', actorName: '孙正', actorSide: 'OPERATOR', reason: '证据齐备' },
    ]);
  });

  it('to refund refunds the line, and not more than its cash', async () => {
    const { operator } = stage;
    const { id, appeal } = await taken();
    await operator.cannot(
      'appealDecide',
      {
        id: appeal,
        outcome: 'REFUND',
        reason: 'x',
        refund: '12345.68',
      },
      'REFUND_ABOVE_PAID_CASH',
    );
    expect(await appealOf(operator, appeal)).toEqual({ status: 'IN_REVIEW' });
    await decide(operator, appeal, { outcome: 'REFUND' });
    const { order, ...rest } = await seen(operator, id, 'status order { id status } endedAt');
    expect(rest).toEqual({ status: 'REFUNDED', endedAt: now() });
    expect(order.status).toBe('REFUNDED');
    expect(await appealOf(operator, appeal, 'outcome refund { amount }')).toEqual({
      outcome: 'REFUND',
      refund: { amount: '12345.67' },
    });
  });

  it('to refund a part completes the rest, which the seller is paid', async () => {
    const { operator } = stage;
    const { id, appeal } = await taken();
    await decide(operator, appeal, { outcome: 'REFUND', refund: '345.67' });
    const { status, order } = await seen(operator, id, 'status order { id }');
    expect(status).toBe('REFUNDED');
    expect(
      await orderOf(operator, order.id, 'status lines { status supervision cash { amount } }'),
    ).toEqual({
      status: 'COMPLETED',
      lines: [{ status: 'COMPLETED', supervision: 'COMPLETED', cash: { amount: '12345.67' } }],
    });
  });
});

describe('the decision on a delivery that vouchers paid', () => {
  it('to refund takes the order back without cash', async () => {
    const { operator, buyer } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD', { voucher: '12345.67' });
    const appeal = await opened(buyer, id);
    await operator.mutate('appealTake', { id: appeal });
    await decide(operator, appeal, { outcome: 'REFUND' });
    expect(await appealOf(operator, appeal, 'status outcome refund { amount }')).toEqual({
      status: 'RESOLVED',
      outcome: 'REFUND',
      refund: { amount: '0.00' },
    });
    expect(
      await orderOf(operator, orderId, 'status lines { refunds { voucher { amount } } }'),
    ).toEqual({ status: 'REFUNDED', lines: [{ refunds: [{ voucher: { amount: '-12345.67' } }] }] });
  });
});

describe('the decision after a partial refund', () => {
  /** Has a part refunded by agreement, then appeals. */
  async function appealed() {
    const { id, orderId, supervisionId } = await requestedOf(stage, 'STANDARD', '4000.00');
    await stage.sellerManager.mutate('refundRequestApprove', { id });
    const appeal = await opened(stage.buyer, supervisionId);
    await stage.operator.mutate('appealTake', { id: appeal });
    return { appeal, orderId };
  }
  const seenOrder = async (id: string) =>
    await orderOf(
      stage.operator,
      id,
      'status lines { status supervision refunds { cash { amount } } }',
    );

  it('to refund refunds what is left, and not more', async () => {
    const { operator } = stage;
    const { appeal, orderId } = await appealed();
    const { outcomes } = await appealOf(operator, appeal, 'outcomes { refundAtMost { amount } }');
    expect(outcomes).toContainEqual({ refundAtMost: { amount: '8345.67' } });
    const above = { id: appeal, outcome: 'REFUND', reason: 'x', refund: '8345.68' };
    await operator.cannot('appealDecide', above, 'REFUND_ABOVE_PAID_CASH');
    await decide(operator, appeal, { outcome: 'REFUND' });
    expect(await appealOf(operator, appeal, 'refund { amount }')).toEqual({
      refund: { amount: '8345.67' },
    });
    expect(await seenOrder(orderId)).toMatchObject({
      status: 'REFUNDED',
      lines: [{ status: 'REFUNDED', refunds: { length: 2 } }],
    });
  });

  it('to refund the whole rest completes nothing', async () => {
    const { operator } = stage;
    const { appeal, orderId } = await appealed();
    await decide(operator, appeal, { outcome: 'REFUND', refund: '8345.67' });
    const { lines } = await seenOrder(orderId);
    expect(lines).toMatchObject([{ status: 'REFUNDED', refunds: { length: 2 } }]);
    expect(lines[0].supervision).not.toBe('COMPLETED');
  });
});

describe('a refund of the order', () => {
  it('closes the supervision and an open appeal about it', async () => {
    const { operator, buyer, world } = stage;
    const { id, orderId } = await supervised(stage, 'STANDARD');
    const appeal = await opened(buyer, id);
    const { orderLine } = await seen(operator, id, 'orderLine { id }');
    const { refundLines } = await import('../../../server/modules/orders/index.ts');
    await world.system((tx) =>
      refundLines(tx, orderId.slice(4), [{ orderLineId: orderLine.id.slice(4) }]),
    );
    expect(await seen(operator, id, 'status isLogIntact')).toEqual({
      status: 'CLOSED',
      isLogIntact: true,
    });
    expect(await appealOf(operator, appeal)).toEqual({ status: 'WITHDRAWN' });
  });
});

describe('the older rule of appeals', () => {
  it('lets a side appeal only when the other has stalled or after three rejections', async () => {
    const { operator, sellerManager: seller, buyer, world } = stage;
    await operator.mutate('policySet', { key: 'appeals.strict', value: '1', reason: 'older rule' });
    world.clock.advance(1_000);
    const { id } = await supervised(stage, 'STANDARD');
    const input = { category: 'OTHER', reason: 'x' };
    expect(await refusal(seller, 'appeal', id, input)).toEqual(['APPEAL_TOO_EARLY']);
    await advance(5 * DAY);
    expect(await refusal(buyer, 'appeal', id, input)).toEqual(['APPEAL_TOO_EARLY']);
    await opened(seller, id);
    const other = await delivered(stage, 'LICENSE_PACKAGE');
    for (let i = 0; i < 3; i++) {
      await act(buyer, 'rejectAcceptance', other, { reason: 'x' });
      await act(seller, 'deploy', other);
    }
    await opened(buyer, other);
  });
});
