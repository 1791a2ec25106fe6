import { beforeAll, describe, expect, it } from '@jest/globals';
import { refundLines } from '../../../server/modules/orders/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { requestedOf } from '../orders/refunds.ts';
import { act, appealed, cannotAct, delivered, files, seen, supervised } from './delivery.ts';

const stage = testStage('appeals', setStage);
let second: Caller;
beforeAll(async () => {
  const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
  second = await stage.world.member(site, 'operator', '许明');
});

const now = (ms = 0): string => new Date(stage.world.clock.now().getTime() + ms).toISOString();
const advance = async (ms: number): Promise<void> => {
  stage.world.clock.advance(ms);
  await stage.world.settle();
};
const grounds = async () => ({
  category: 'NOT_ACCEPTING',
  ...(await files(stage.world, stage.sellerManager, 'proofFiles', 'commitmentFiles')),
});
const decide = (id: string, input: object, by = stage.operator) =>
  by.mutate('appealDecide', { id, reason: '证据齐备', ...input }, 'appeal { status }');
/** An appeal about a delivery, by default of the seller about a fresh one, taken by the operator. */
async function taken(of?: string): Promise<{ id: string; appeal: string }> {
  const id = of ?? (await delivered(stage, 'LICENSE_PACKAGE'));
  const appeal = of
    ? await appealed(stage.buyer, id)
    : await appealed(stage.sellerManager, id, await grounds());
  await stage.operator.mutate('appealTake', { id: appeal });
  return { id, appeal };
}

describe('an appeal', () => {
  it('of a seller whose buyer does not accept needs proof and a commitment letter', async () => {
    const { sellerManager: seller, buyer } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const asked = { category: 'NOT_ACCEPTING', reason: '七天未验收' };
    await cannotAct(seller, 'appeal', id, asked, 'PROOF_REQUIRED', 'PROOF_REQUIRED');
    const { proofFiles } = await grounds();
    await cannotAct(seller, 'appeal', id, { ...asked, proofFiles }, 'PROOF_REQUIRED');
    await cannotAct(buyer, 'appeal', id, asked, 'CATEGORY_OF_OTHER_SIDE');
    const damaged = { category: 'DAMAGED', reason: 'x' };
    await cannotAct(seller, 'appeal', id, damaged, 'CATEGORY_OF_OTHER_SIDE');
    const early = (await supervised(stage, 'LICENSE_PACKAGE')).id;
    const whole = { ...asked, ...(await grounds()) };
    await cannotAct(seller, 'appeal', early, whole, 'NOT_AWAITING_ACCEPTANCE');
    await seller.sees(id, { status: 'AWAIT_ACCEPTANCE', 'appeals(first: 1)': { nodes: [] } });
  });

  it('freezes the flow for both sides; a second one of the order is refused', async () => {
    const { sellerManager: seller, buyer, manager } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const appeal = await appealed(seller, id, await grounds());
    const evidence = [{ kind: 'PROOF' }, { kind: 'COMMITMENT_LETTER' }];
    await manager.sees(appeal, {
      status: 'SUBMITTED',
      node: 'AWAIT_ACCEPTANCE',
      openedBy: 'SELLER',
      decideBy: now(3 * DAY),
      isBreached: false,
      statements: [{ side: 'SELLER', text: '请裁决', evidence: expect.arrayContaining(evidence) }],
    });
    await buyer.sees(id, {
      status: 'FROZEN',
      frozenNode: 'AWAIT_ACCEPTANCE',
      actsSide: null,
      dueAt: null,
    });
    await cannotAct(buyer, 'accept', id, {}, 'NOT_IN_THIS_STATE');
    const again = { category: 'OTHER', reason: 'again' };
    for (const by of [buyer, seller]) await cannotAct(by, 'appeal', id, again, 'APPEAL_OPEN');
    await seller.mutate('appealWithdraw', { id: appeal });
    await buyer.sees(id, { status: 'AWAIT_ACCEPTANCE' });
    await buyer.sees(appeal, { status: 'WITHDRAWN' });
  });

  it('keeps the elapsed time of the frozen clocks', async () => {
    const { sellerManager: seller, buyer, world } = stage;
    const { id } = await supervised(stage, 'LICENSE_PACKAGE');
    const before = await seen(seller, id, 'clockSince deliverBy dueAt');
    await advance(2 * DAY);
    const appeal = await appealed(buyer, id);
    const paused = await world.rows<{ event: string }>(
      sql`select event from deadline where subject_id = ${id.slice(4)} and fired_at is null and paused_since is not null order by event`,
    );
    expect(paused.map(({ event }) => event)).toEqual([
      'flagOverdue',
      'flagStalled',
      'remind-2',
      'warnDelivery',
    ]);
    await advance(40 * DAY);
    await seller.sees(id, { status: 'FROZEN', isStalled: false, isOverdue: false });
    await buyer.mutate('appealWithdraw', { id: appeal });
    const moved = Object.entries(before).map(([name, at]) => [
      name,
      new Date(Date.parse(String(at)) + 40 * DAY).toISOString(),
    ]);
    await seller.sees(id, Object.fromEntries(moved));
    await advance(3 * DAY - 1_000);
    await seller.sees(id, { isStalled: false });
    await advance(1_000);
    await seller.sees(id, { isStalled: true, isLogIntact: true });
  });

  it('is taken, handed over and decided by operators; both sides respond with files', async () => {
    const { buyer, operator, sellerManager: seller, world } = stage;
    const { id, appeal } = await taken();
    await operator.sees(appeal, { status: 'IN_REVIEW', isMine: true, takenByName: '孙正' });
    const what = '性能要求的书面依据';
    const material = { id: appeal, side: 'CUSTOMER', what, by: now(DAY) };
    await operator.cannot('appealAskMaterial', { ...material, by: now(-1_000) }, 'DUE_IN_PAST');
    await operator.mutate('appealAskMaterial', material);
    await buyer.sees(appeal, {
      materials: [{ side: 'CUSTOMER', what, dueAt: material.by, providedAt: null }],
    });
    const { appeal: asked } = await buyer.ask(
      `{ appeal(by: { id: "${appeal}" }) { materials { id } } }`,
    );
    const respond = { id: appeal, text: '压测只到 3,200 QPS', materialId: asked.materials[0].id };
    await seller.cannot('appealRespond', respond, 'MATERIAL_OF_OTHER_SIDE');
    const supplement = await files(world, buyer, 'supplementFiles');
    await buyer.mutate('appealRespond', { ...respond, ...supplement });
    const to = ({ viewer }: Caller) => ({ id: appeal, memberId: `mem_${viewer.memberId}` });
    await operator.cannot('appealHandOver', to(operator), 'TAKEN_BY_THIS_MEMBER');
    await operator.mutate('appealHandOver', to(second));
    await second.sees(appeal, {
      isMine: true,
      takenByName: '许明',
      materials: [{ providedAt: now() }],
      statements: [
        expect.objectContaining({ side: 'SELLER' }),
        { side: 'CUSTOMER', text: respond.text, evidence: [{ kind: 'SUPPLEMENT' }] },
      ],
    });
    await decide(appeal, { outcome: 'DISMISSED' }, second);
    await buyer.sees(id, { status: 'AWAIT_ACCEPTANCE' });
    await seller.sees(appeal, {
      status: 'RESOLVED',
      outcome: 'DISMISSED',
      decisionReason: '证据齐备',
      decidedByName: '许明',
      outcomes: [],
    });
    await appealed(seller, id, await grounds());
  });
});

describe('the decision', () => {
  it('shows the effect of each outcome before it is made', async () => {
    const { operator, buyer } = stage;
    const { appeal } = await taken();
    const open = { refundAtMost: null, endsGuarantee: false, paysSeller: false };
    const resumed = {
      flow: 'AWAIT_ACCEPTANCE',
      ...open,
      mayAppealAgain: true,
      partnerShare: 'PENDING',
    };
    const ended = { endsGuarantee: true, mayAppealAgain: false };
    const outcomes = [
      { outcome: 'RESUME', ...resumed },
      {
        outcome: 'FORCE_COMPLETE',
        flow: 'COMPLETED',
        ...open,
        ...ended,
        paysSeller: true,
        partnerShare: 'BILLED',
      },
      {
        outcome: 'REFUND',
        flow: 'REFUNDED',
        ...ended,
        refundAtMost: { amount: '12345.67' },
        paysSeller: false,
        partnerShare: 'NONE',
      },
      { outcome: 'DISMISSED', ...resumed },
    ];
    await operator.sees(appeal, { outcomes });
    await buyer.sees(appeal, { outcomes: outcomes.map(() => ({ partnerShare: null })) });
  });

  it('to force the completion completes line and order', async () => {
    const { operator } = stage;
    const { id, appeal } = await taken();
    await decide(appeal, { outcome: 'FORCE_COMPLETE' });
    await operator.sees(id, {
      status: 'COMPLETED',
      acceptance: 'APPEAL',
      isLogIntact: true,
      order: { status: 'COMPLETED' },
      nodes: [{ state: 'DONE' }, { state: 'DONE' }],
      'log(first: 1, orderBy: { field: POSITION, direction: DESC })': {
        nodes: [{ event: 'resolve', actorName: '孙正', actorSide: 'OPERATOR', reason: '证据齐备' }],
      },
    });
  });

  it('to refund refunds the line, and not more than its cash', async () => {
    const { operator } = stage;
    const { id, appeal } = await taken();
    const above = { id: appeal, outcome: 'REFUND', reason: 'x', refund: '12345.68' };
    await operator.cannot('appealDecide', above, 'REFUND_ABOVE_PAID_CASH');
    await operator.sees(appeal, { status: 'IN_REVIEW' });
    await decide(appeal, { outcome: 'REFUND' });
    await operator.sees(id, { status: 'REFUNDED', endedAt: now(), order: { status: 'REFUNDED' } });
    await operator.sees(appeal, { outcome: 'REFUND', refund: { amount: '12345.67' } });
  });

  it('to refund a part completes the rest, which the seller is paid', async () => {
    const { id, appeal } = await taken();
    await decide(appeal, { outcome: 'REFUND', refund: '345.67' });
    const line = { status: 'COMPLETED', supervision: 'COMPLETED', cash: { amount: '12345.67' } };
    await stage.operator.sees(id, {
      status: 'REFUNDED',
      order: { status: 'COMPLETED', lines: [line] },
    });
  });

  it('to refund what vouchers paid takes the order back without cash', async () => {
    const { id } = await supervised(stage, 'STANDARD', { voucher: '12345.67' });
    const { appeal } = await taken(id);
    await decide(appeal, { outcome: 'REFUND' });
    await stage.operator.sees(appeal, {
      status: 'RESOLVED',
      outcome: 'REFUND',
      refund: { amount: '0.00' },
    });
    const refunds = [{ voucher: { amount: '-12345.67' } }];
    await stage.operator.sees(id, { order: { status: 'REFUNDED', lines: [{ refunds }] } });
  });

  it.each([
    ['refunds what is left, and not more', {}],
    ['of the whole rest completes nothing', { refund: '8345.67' }],
  ])('to refund after a partial refund %s', async (_, input) => {
    const { operator } = stage;
    const { id, orderId, supervisionId } = await requestedOf(stage, 'STANDARD', '4000.00');
    await stage.sellerManager.mutate('refundRequestApprove', { id });
    const { appeal } = await taken(supervisionId);
    await operator.sees(appeal, {
      outcomes: expect.arrayContaining([{ refundAtMost: { amount: '8345.67' } }]),
    });
    const above = { id: appeal, outcome: 'REFUND', reason: 'x', refund: '8345.68' };
    await operator.cannot('appealDecide', above, 'REFUND_ABOVE_PAID_CASH');
    await decide(appeal, { outcome: 'REFUND', ...input });
    await operator.sees(appeal, { refund: { amount: '8345.67' } });
    const line = { status: 'REFUNDED', supervision: expect.not.stringMatching('COMPLETED') };
    await operator.sees(orderId, {
      status: 'REFUNDED',
      lines: [
        {
          ...line,
          refunds: [{ cash: { amount: '-4000.00' } }, { cash: { amount: '-8345.67' } }],
        },
      ],
    });
  });
});

it('a refund of the order closes the supervision and an open appeal about it', async () => {
  const { operator, buyer, world } = stage;
  const { id, orderId } = await supervised(stage, 'STANDARD');
  const appeal = await appealed(buyer, id);
  const { orderLine } = await seen(operator, id, 'orderLine { id }');
  await world.system((tx) =>
    refundLines(tx, orderId.slice(4), [{ orderLineId: orderLine.id.slice(4) }]),
  );
  await operator.sees(id, { status: 'CLOSED', isLogIntact: true });
  await operator.sees(appeal, { status: 'WITHDRAWN' });
});

it('the older rule lets a side appeal only when the other has stalled or after three rejections', async () => {
  const { operator, sellerManager: seller, buyer, world } = stage;
  await operator.mutate('policySet', { key: 'appeals.strict', value: '1', reason: 'older rule' });
  world.clock.advance(1_000);
  const { id } = await supervised(stage, 'STANDARD');
  const input = { category: 'OTHER', reason: 'x' };
  await cannotAct(seller, 'appeal', id, input, 'APPEAL_TOO_EARLY');
  await advance(5 * DAY);
  await cannotAct(buyer, 'appeal', id, input, 'APPEAL_TOO_EARLY');
  await appealed(seller, id);
  const other = await delivered(stage, 'LICENSE_PACKAGE');
  for (let i = 0; i < 3; i++) {
    await act(buyer, 'rejectAcceptance', other, { reason: 'x' });
    await act(seller, 'deploy', other);
  }
  await appealed(buyer, other);
});
