import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/actions.ts';
import { testWorld } from '../../kit/test-world.ts';
import { goTo, pass } from '../../kit/time.ts';
import { superuserUrl } from '../../policy/fixtures/dump.ts';
import { line, placed } from '../orders/checkout.ts';
import {
  authorizedJoint,
  during,
  listed,
  on,
  type Stage,
  saved,
  scheduled,
  seen,
  setStage,
  submitted,
  unbound,
} from './stage.ts';

const world = testWorld('discount ends');
let stage: Stage;

beforeEach(async () => {
  stage = await setStage(world);
});

const state = async (id: string) => {
  const { status, unusableReason } = await seen(stage.manager, id, 'status unusableReason');
  return [status, unusableReason];
};
const later = (days: number): string =>
  new Date(world.clock.now().getTime() + days * DAY).toISOString();
/** From the next day on, for five days. */
const soon = () => ({ validFrom: later(1), validUntil: later(6) });
/** Lines on both specifications. */
const both = () => ({
  lines: stage.goods.specifications.map((specificationId) => ({ specificationId, payRate: '0.9' })),
});
const delist = (index: 0 | 1) =>
  stage.sellerManager.mutate('specificationDelist', {
    id: stage.goods.specifications[index],
    reason: '停止供应',
  });
const delistProduct = () =>
  stage.sellerManager.mutate('productDelist', { id: stage.goods.productId, reason: '停止供应' });
const clocks = (id: string) =>
  world.rows(
    sql`select event from deadline where subject_id = ${id.slice(4)} and fired_at is null order by event`,
  );

describe('a discount becomes unusable', () => {
  it('when its customer leaves, in review or granted, even by a customer who cannot see it', async () => {
    const { manager } = stage;
    const second = during('2027-01-01', '2027-02-01');
    const granted = await scheduled(stage);
    const inReview = await submitted(stage, second);
    const draft = await saved(stage);
    await pass(world, 100 * DAY);
    expect(await state(granted)).toEqual(['EXPIRED', null]);
    const waiting = await scheduled(stage, second);
    await unbound(stage);
    for (const id of [waiting, inReview]) {
      expect(await state(id)).toEqual(['UNUSABLE', 'CUSTOMER_UNBOUND']);
      expect(await clocks(id)).toEqual([]);
    }
    expect(await state(draft)).toEqual(['DRAFT', null]);
    await manager.cannot('exclusiveDiscountSubmit', { id: draft }, 'CUSTOMER_NOT_BOUND');
    await manager.sees(inReview, {
      'activities(first: 1)': {
        nodes: [{ event: 'unbind', via: 'SYSTEM', actorName: 'exclusive discounts' }],
      },
    });
  });

  it('line by line when a specification is delisted, and entirely with its last line', async () => {
    const { manager, buyer, goods, customerId } = stage;
    const id = await scheduled(stage, { ...soon(), ...both() });
    const { validUntil } = await seen(manager, id, 'validUntil');
    await pass(world, 2 * DAY);
    const running = await clocks(id);
    const { privateUrl } = await seen(manager, id, 'privateUrl');
    await delist(1);
    const left = {
      status: 'EFFECTIVE',
      listTotal: { amount: '12345.67' },
      netTotal: { amount: '11111.10' },
    };
    const usable = { specificationCode: 'STD', isUsable: true };
    await manager.sees(id, {
      ...left,
      privateUrl,
      lines: [usable, { specificationCode: 'ADD', isUsable: false }],
    });
    await buyer.sees(id, { ...left, privateUrl: null, lines: [usable] });
    expect(await clocks(id)).toEqual(running);
    const price = async (specificationId: string) =>
      (
        await manager.ask(
          `query($input: PriceExplanationInput!) { priceExplanation(input: $input) { winner { kind } rules { kind standing } } }`,
          { input: { customerId, specificationId } },
        )
      ).priceExplanation;
    const [standard, users] = goods.specifications;
    expect((await price(standard)).winner).toEqual({ kind: 'EXCLUSIVE_DISCOUNT' });
    expect(await price(users)).toMatchObject({
      winner: null,
      rules: [{ kind: 'EXCLUSIVE_DISCOUNT', standing: 'UNUSABLE' }, {}, {}],
    });
    const { exclusiveDiscount: next } = await manager.mutate(
      'exclusiveDiscountExtend',
      { id, validUntil: new Date(Date.parse(validUntil) + DAY).toISOString() },
      'exclusiveDiscount { lines { specificationCode } }',
    );
    expect(next.lines).toEqual([{ specificationCode: 'STD' }]);
    await delist(0);
    expect(await state(id)).toEqual(['UNUSABLE', 'SPECIFICATION_DELISTED']);
    await manager.sees(id, { lines: [{ isUsable: false }, { isUsable: false }] });
    expect(await clocks(id)).toEqual([]);
  });

  it('when its product is delisted; a review of it cannot be approved', async () => {
    const { reviewer } = stage;
    const effective = await scheduled(stage, soon());
    const id = await submitted(stage, during('2028-01-01', '2028-02-01'));
    await pass(world, 2 * DAY);
    await delistProduct();
    expect(await state(effective)).toEqual(['UNUSABLE', 'PRODUCT_DELISTED']);
    expect(await state(id)).toEqual(['SELLER_REVIEW', null]);
    await reviewer.cannot('exclusiveDiscountApprove', { id }, 'PRODUCT_DELISTED');
    expect(await actionsOf(reviewer, id)).toMatchObject({ approve: 'PRODUCT_DELISTED' });
  });

  // The unbinding ended the discounts that it found; the successor was written at the same moment.
  it('with the extension that is written while its customer leaves', async () => {
    const { manager, buyer, bindingId, customerId } = stage;
    const goods = await listed(stage.sellerManager, '联营ERP', { saleModel: 'JOINT_OPERATION' });
    await authorizedJoint(stage, goods);
    const id = await submitted(stage, { ...on(goods), ...soon() });
    await pass(world, 2 * DAY);
    await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });

    const superuser = new pg.Client(superuserUrl(world));
    await superuser.connect();
    /** Waits until some transactions wait for locks. */
    const blocked = async (count: number) => {
      for (;;) {
        const { rows } = await superuser.query(
          `select count(distinct pid)::int as n from pg_locks where not granted
            and pid in (select pid from pg_stat_activity where datname = current_database())`,
        );
        if (rows[0].n >= count) return;
        await sleep(20);
      }
    };
    try {
      // Holds the extension at its last lock, after it has taken the discount's.
      const slot = `ExclusiveDiscountSlot:${customerId.slice(4)}:${goods.specifications[0].slice(4)}`;
      await superuser.query('begin');
      await superuser.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [slot]);
      const extended = manager.mutate('exclusiveDiscountExtend', { id, months: 1 });
      await blocked(1);
      const left = buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
      await blocked(2);
      await superuser.query('commit');
      await Promise.all([extended, left]);
    } finally {
      await superuser.end();
    }
    await manager.sees(id, { status: 'UNUSABLE', successor: { status: 'UNUSABLE' } });
  });
});

describe('an unpaid order at the price of a discount', () => {
  const mails = async () =>
    (await world.rows(sql`select 1 from outbox_message where template = 'orderPriceEnded'`)).length;
  const order = (index: 0 | 1) =>
    placed(stage, {
      lines: [line(stage.goods.specifications[index])],
      selectedPartnerId: undefined,
    });
  const ended = { status: 'CANCELLED', lines: [{ status: 'CANCELLED' }] };
  let discount: string;
  beforeEach(async () => {
    discount = await scheduled(stage, { ...soon(), ...both() });
    await pass(world, 2 * DAY);
  });

  // An order that waits for its payment could lose its price (domain §4.4).
  it('keeps the discount from being revoked until it is cancelled', async () => {
    const { manager, buyer } = stage;
    const id = await order(0);
    const revoke = { id: discount, reason: '价格有误' };
    await manager.cannot('exclusiveDiscountRevoke', revoke, {
      code: 'USED_IN_UNPAID_ORDER',
      field: null,
    });
    expect(await actionsOf(manager, discount)).toMatchObject({ revoke: 'USED_IN_UNPAID_ORDER' });
    await buyer.mutate('orderCancel', { id });
    await manager.mutate('exclusiveDiscountRevoke', revoke);
    await manager.sees(discount, { status: 'REVOKED' });
  });

  it('ends with the price of its specification and with the binding, and is not paid at it', async () => {
    const { buyer } = stage;
    const before = await mails();
    const [first, second] = [await order(0), await order(1)];
    await delist(0);
    await buyer.sees(first, ended);
    await buyer.sees(second, { status: 'PENDING_PAYMENT' });
    expect(await mails()).toBe(before + 1);
    await unbound(stage);
    await buyer.sees(second, ended);
    await buyer.cannot('orderConfirmPayment', { id: second }, 'NOT_IN_THIS_STATE');
    expect(await mails()).toBe(before + 2);
    // As if placing and the end had not seen each other.
    for (const [table, id] of [
      ['customer_order', 'id'],
      ['order_line', 'order_id'],
    ] as const)
      await world.rows(
        sql`update ${sql.ident(table)} set status = 'PENDING_PAYMENT' where ${sql.ident(id)} = ${second.slice(4)}::uuid`,
      );
    await buyer.cannot('orderConfirmPayment', { id: second }, 'PRICE_NOT_IN_FORCE');
  });
});

it('a discount counts in the report until it is revoked, delisted or loses its customer', async () => {
  const { manager, sellerManager, goods } = stage;
  const half = during('2029-03-10', '2029-07-01');
  const [revoked] = [
    await scheduled(stage, half),
    await scheduled(stage, {
      ...half,
      lines: [{ specificationId: goods.specifications[1], payRate: '0.85' }],
    }),
  ];
  await goTo(world, '2029-04-10T02:00:00Z');
  await manager.mutate('exclusiveDiscountRevoke', { id: revoked, reason: '改签合同' });
  await goTo(world, '2029-05-10T02:00:00Z');
  await sellerManager.mutate('productDelist', { id: goods.productId, reason: '停售' });
  const { discountReport } = await manager.ask(
    '{ discountReport(first: 100, groupBy: [VALID_MONTH], orderBy: { field: VALID_MONTH, direction: ASC }) { rows { validMonth discountCount } } }',
  );
  expect(discountReport.rows).toEqual(
    [
      ['2029-03', 2],
      ['2029-04', 2],
      ['2029-05', 1],
    ].map(([validMonth, discountCount]) => ({ validMonth, discountCount })),
  );
});
