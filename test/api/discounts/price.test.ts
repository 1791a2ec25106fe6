import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { midnight } from '../../kit/time.ts';
import {
  authorizedJoint,
  changesOf,
  draftOf,
  during,
  errorsOf,
  listed,
  on,
  quoted,
  saved,
  scheduled,
  setStage,
} from './stage.ts';

const stage = testStage('discount price', setStage);

const line = (at: 0 | 1, price: object) => ({
  specificationId: stage.goods.specifications[at],
  ...price,
});
const april = during('2026-04-01', '2026-05-01');

describe('the price of a discount', () => {
  it.each([
    ['neither', () => [line(0, {})], 'lines.0 RATE_OR_PRICE'],
    ['both', () => [line(0, { payRate: '0.9', netPrice: '1' })], 'lines.0 RATE_OR_PRICE'],
    ['a long rate', () => [line(0, { payRate: '0.8500001' })], 'lines.0.payRate INVALID_RATE'],
    ['a part of a fen', () => [line(0, { netPrice: '0.001' })], 'lines.0.netPrice INVALID_AMOUNT'],
    [
      'a price above the list',
      () => [line(1, { netPrice: '300.01' })],
      'lines.0.netPrice PRICE_ABOVE_LIST',
    ],
    [
      'a specification twice',
      () => [line(1, { netPrice: '0.01' }), line(1, { payRate: '1' })],
      'lines.1.specificationId DUPLICATE_SPECIFICATION',
    ],
    ['no line', () => [], 'lines BLANK'],
  ])('is a pay rate or a net price, not %s', async (_, lines, refusal) => {
    const input = draftOf(stage, { lines: lines() });
    const errors = await errorsOf(stage.manager, 'exclusiveDiscountCreate', input);
    expect(errors.map(({ code, field }) => `${field?.join('.')} ${code}`)).toEqual([refusal]);
  });

  it('reserves its place: the other discount is named, and an adjoining period is free', async () => {
    const { manager } = stage;
    await scheduled(stage, { ...april, name: '四月优惠' });
    const id = await saved(stage, during('2026-04-30', '2026-06-01'));
    await manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      {
        code: 'OVERLAPPING_PERIOD',
        field: ['lines', '0', 'specificationId'],
        params: [
          { key: 'number', value: expect.stringMatching(/^EXD-/) },
          { key: 'name', value: '四月优惠' },
        ],
      },
    );
    await manager.sees(await scheduled(stage, during('2026-05-01', '2026-06-01')), {
      status: 'SCHEDULED',
    });
  });

  it('is quoted before it is saved: floor, net price, reviewer, overlap', async () => {
    const FIELDS = `lines { specificationName payRate netPrice { amount } floorPayRate floorPrice { amount } belowFloor overlap { name } }
      listTotal { amount } netTotal { amount } savings { amount } shareRatio estimatedShare { amount } customerBound reviewer reviewDueAt userErrors { code field }`;
    const ask = (input: object) => quoted(stage.manager, stage, input, FIELDS);
    const lines = [line(0, { payRate: '0.85' }), line(1, { netPrice: '150' })];
    expect(await ask({ ...april, lines })).toEqual({
      lines: [
        {
          specificationName: '标准版',
          payRate: '0.85',
          netPrice: { amount: '10493.82' },
          floorPayRate: '0.8',
          floorPrice: { amount: '9876.54' },
          belowFloor: false,
          overlap: { name: '四月优惠' },
        },
        {
          specificationName: '增购用户',
          payRate: '0.5',
          netPrice: { amount: '150.00' },
          floorPayRate: '0.8',
          floorPrice: { amount: '240.00' },
          belowFloor: true,
          overlap: null,
        },
      ],
      listTotal: { amount: '12645.67' },
      netTotal: { amount: '10643.82' },
      savings: { amount: '2001.85' },
      shareRatio: '0.2',
      estimatedShare: { amount: '2128.76' },
      customerBound: true,
      reviewer: 'OPERATOR',
      reviewDueAt: '2026-03-05T02:00:00.000Z',
      userErrors: [],
    });
    expect(await ask({ lines: [line(0, { payRate: '0.9' })] })).toMatchObject({
      reviewer: 'SELLER',
      lines: [{ overlap: null }],
    });
    expect(await ask({ lines: [line(1, { netPrice: '301' })] })).toMatchObject({
      lines: [],
      netTotal: null,
      userErrors: [{ code: 'PRICE_ABOVE_LIST', field: ['lines', '0', 'netPrice'] }],
    });
  });

  it('keeps the list price of the submission day', async () => {
    const { manager, sellerManager, goods } = stage;
    const raise = (listPrice: string) =>
      sellerManager.mutate('specificationReprice', { id: goods.specifications[1], listPrice });
    const lines = [line(1, { payRate: '0.9' })];
    const id = await saved(stage, { ...during('2026-08-01', '2026-09-01'), lines });
    await raise('400');
    await manager.mutate('exclusiveDiscountSubmit', { id });
    await raise('500');
    await manager.sees(id, {
      listTotal: { amount: '400.00' },
      lines: [{ listPrice: { amount: '400.00' }, netPrice: { amount: '360.00' } }],
    });
    await raise('300');
  });

  it.each([
    ['net_price_minor = list_price_minor + 1', /exclusive_discount_line_price/],
    ['pay_rate = 1.1', /exclusive_discount_line_rate/],
    [`valid_from = '2026-04-10T00:00:00Z'`, /exclusive_discount_line_slot/],
  ])('is held by a constraint against %s', async (set, constraint) => {
    const [held] = await stage.world.rows<{ id: string }>(
      sql`select discount_id as id from exclusive_discount_line where valid_from = ${midnight('2026-05-01')}::timestamptz`,
    );
    const changed = stage.world.rows(
      sql.raw(`update exclusive_discount_line set ${set} where discount_id = '${held!.id}'`),
    );
    await expect(changed).rejects.toThrow(constraint);
  });
});

describe('a price below the floor of a common product', () => {
  const specialRequest = { justification: '三年框架采购，竞品报价更低' };
  let month = 0;
  /** A draft below the floor in a month of its own, submitted as a special request. */
  async function special(changes: object = {}): Promise<string> {
    const mm = `2027-${String(++month).padStart(2, '0')}`;
    const lines = [line(0, { payRate: '0.9' }), line(1, { netPrice: '239.99' })];
    const id = await saved(stage, { ...during(`${mm}-01`, `${mm}-28`), lines, ...changes });
    await stage.manager.cannot(
      'exclusiveDiscountSubmit',
      { id },
      { code: 'BELOW_FLOOR', params: [{ key: 'floor', value: '0.8' }] },
    );
    await stage.manager.mutate('exclusiveDiscountSubmit', { id, specialRequest });
    return id;
  }
  const approve = (id: string, reason = '同意') =>
    stage.operator.mutate('exclusiveDiscountApprove', { id, reason });

  it('is decided by the operator first, with a reason, and then by the seller', async () => {
    const { manager, reviewer, operator, world } = stage;
    const id = await special();
    await reviewer.sees(id, { status: 'MANUAL_REVIEW', ...specialRequest });
    await operator.sees(id, { status: 'MANUAL_REVIEW', sellerDecidesNext: true });
    expect((await actionsOf(reviewer, id)).approve).not.toBe(true);
    await expect(reviewer.refused('exclusiveDiscountApprove', { id })).rejects.toThrow('may not');
    await operator.cannot(
      'exclusiveDiscountApprove',
      { id },
      { code: 'REASON_REQUIRED', field: ['reason'] },
    );
    world.clock.advance(1000);
    await approve(id, '战略客户');
    await manager.sees(id, {
      status: 'SELLER_REVIEW',
      sellerDecidesNext: false,
      decidedAt: null,
      reviewDueAt: new Date(world.clock.now().getTime() + 3 * DAY).toISOString(),
      specialDecidedByName: '孙正',
      specialReason: '战略客户',
      lines: [{ isUsable: true }, { isUsable: true }],
    });
    expect((await actionsOf(operator, id)).approve).not.toBe(true);
    const clocks = await world.rows(
      sql`select acts_side as acts from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(clocks).toEqual([{ acts: 'SELLER' }]);
    const notices = await world.rows(
      sql`select distinct kind from notification where subject_id = ${id.slice(4)} and member_id = ${reviewer.viewer.memberId}`,
    );
    expect(notices).toEqual([{ kind: 'DISCOUNT_REVIEW' }]);
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    await manager.sees(id, {
      status: 'SCHEDULED',
      decidedByName: '钱进',
      specialReason: '战略客户',
    });
    const audit = await world.rows(
      sql`select detail->>'reason' as reason from audit_entry where subject_id = ${id.slice(4)} and action = 'exclusiveDiscountApprove'
        and detail->>'to' = 'SELLER_REVIEW'`,
    );
    expect(audit).toEqual([{ reason: '战略客户' }]);
  });

  it("may be rejected by the seller after the operator's approval, and becomes a draft again", async () => {
    const { manager, reviewer } = stage;
    const id = await special();
    await approve(id);
    await reviewer.mutate('exclusiveDiscountReject', { id, reason: '低于成本' });
    await manager.sees(id, {
      status: 'REJECTED',
      decisionReason: '低于成本',
      specialReason: '同意',
    });
    await manager.mutate('exclusiveDiscountUpdate', { id, ...changesOf(stage) });
    await manager.sees(id, { status: 'DRAFT', specialReason: null });
  });

  it('is reviewed one by one by the seller too', async () => {
    const ids = [await special(), await special()];
    for (const id of ids) await approve(id);
    await stage.reviewer.cannot('exclusiveDiscountsApprove', { ids }, 'SPECIAL_REQUEST_ALONE');
  });

  it('is decided by the operator alone if the policy says so, and on a joint-operation product', async () => {
    const { manager, operator, sellerManager } = stage;
    const joint = await listed(sellerManager, '联营商品', { saleModel: 'JOINT_OPERATION' });
    await authorizedJoint(stage, joint);
    const first = await special(on(joint, '0.7'));
    await operator.sees(first, { sellerDecidesNext: false });
    await approve(first);
    await manager.sees(first, { status: 'SCHEDULED' });
    await operator.mutate('policySet', {
      key: 'discounts.below-floor-to-seller',
      value: '0',
      reason: 'test',
    });
    const second = await special();
    await approve(second);
    await manager.sees(second, { status: 'SCHEDULED', decidedByName: '孙正' });
  });
});
