import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import { errorsOf } from '../discounts/stage.ts';
import {
  type DemandStage,
  demandOf,
  seenDemand,
  setDemandStage,
  submittedDemand,
} from './stage.ts';

const world = testWorld('demands');
let stage: DemandStage;
beforeAll(async () => {
  stage = await setDemandStage(world);
});

const demandCount = async (): Promise<number> => {
  const [row] = await world.rows<{ count: number }>(
    sql`select count(*)::int as count from customer_demand`,
  );
  return row!.count;
};

const notices = async (id: string, event: string): Promise<string[]> => {
  const rows = await world.rows<{ role: string }>(sql`
    select m.role from notification n join membership m on m.id = n.member_id
    where n.subject_id = ${id.slice(4)} and n.event = ${event} order by m.role`);
  return rows.map(({ role }) => role);
};

describe('creating a demand', () => {
  it('keeps a draft from the seller until it is submitted', async () => {
    const { manager, sellerManager, operator, buyer } = stage;
    const { id } = await manager.mutate(
      'customerDemandCreate',
      demandOf(stage, { expectedAmount: '260000.00', expectedOrderOn: '2026-04-15' }),
    );
    await sellerManager.sees(id, null);
    await operator.sees(id, { status: 'DRAFT' });
    await manager.mutate('customerDemandUpdate', {
      id,
      productId: stage.joint.productId,
      expectedShareRatio: '0.18',
      requirement: '客户已立项',
      expectedAmount: '260000.00',
      expectedOrderOn: '2026-04-15',
    });
    await manager.mutate('customerDemandSubmit', { id });
    const fields = `number status customerName cloudAccount productName expectedShareRatio maxShareRatio
      grantedShareRatio expectedAmount { amount } expectedOrderOn dueAt customer { id } submittedByName`;
    const seen = await seenDemand(sellerManager, id, fields);
    expect(seen).toMatchObject({
      number: expect.stringMatching(/^DM-20260302-\d{4}$/),
      status: 'SUBMITTED',
      customerName: '东方制造',
      productName: '星云联营版',
      expectedShareRatio: '0.18',
      maxShareRatio: '0.3',
      grantedShareRatio: null,
      expectedAmount: { amount: '260000.00' },
      expectedOrderOn: '2026-04-15',
      customer: null,
      submittedByName: '李明',
    });
    expect(Date.parse(seen.dueAt) - world.clock.now().getTime()).toBe(5 * DAY);
    expect(await notices(id, 'submit')).toEqual(['seller.manager', 'seller.reviewer']);
    // Share ratios are not for customers: the type has no part for them.
    const { errors } = await buyer.run(`{ customerDemand(by: { id: "${id}" }) { id } }`);
    expect(errors?.[0]?.extensions?.code).toMatch(/FORBIDDEN|NOT_FOUND/);
  });

  it.each([
    ['an expected share above the largest', { expectedShareRatio: '0.31' }, 'SHARE_ABOVE_MAXIMUM'],
    ['both forms of a customer', { customer: { cloudAccount: 'a', name: 'b' } }, 'ONE_CUSTOMER'],
    ['no customer', { customerId: undefined }, 'ONE_CUSTOMER'],
    [
      'an unknown account',
      { customerId: undefined, customer: { cloudAccount: 'nobody', name: '北方能源' } },
      'CUSTOMER_ACCOUNT_UNKNOWN',
    ],
    ['an empty requirement', { requirement: ' ' }, 'BLANK'],
    ['an expected day that has passed', { expectedOrderOn: '2026-03-01' }, 'DAY_IN_PAST'],
    ['a share of zero', { expectedShareRatio: '0' }, 'RATE_NOT_POSITIVE'],
  ])('stores nothing for %s', async (_, changes, code) => {
    const before = await demandCount();
    for (const submit of [true, false]) {
      const errors = await errorsOf(
        stage.manager,
        'customerDemandCreate',
        demandOf(stage, { ...changes, submit }),
      );
      expect(errors.map((error) => error.code)).toEqual([code]);
    }
    expect(await demandCount()).toBe(before);
  });

  it('refuses a common product and one off sale', async () => {
    const before = await demandCount();
    const ask = (productId: string) =>
      stage.manager.refused('customerDemandCreate', demandOf(stage, { productId, submit: true }));
    expect(await ask(stage.goods.productId)).toEqual(['PRODUCT_NOT_JOINT']);
    await world.rows(
      sql`update product set status = 'DELISTED', delisted_at = now() where id = ${stage.joint.productId.slice(4)}`,
    );
    expect(await ask(stage.joint.productId)).toEqual(['PRODUCT_DELISTED']);
    await world.rows(
      sql`update product set status = 'ON_SALE', delisted_at = null where id = ${stage.joint.productId.slice(4)}`,
    );
    expect(await demandCount()).toBe(before);
  });

  it('takes a foreign customer by its exact account and name, not from a representative', async () => {
    const { cloudAccount, name } = stage.stranger;
    const named = { customerId: undefined, customer: { cloudAccount, name } };
    const id = await submittedDemand(stage, named);
    await stage.manager.sees(id, { customerName: name, cloudAccount, customer: null });
    const ask = (caller: typeof stage.rep, changes: object) =>
      caller.refused('customerDemandCreate', demandOf(stage, { ...named, ...changes }));
    expect(await ask(stage.manager, { customer: { cloudAccount, name: '北方' } })).toEqual([
      'CUSTOMER_ACCOUNT_UNKNOWN',
    ]);
    expect(await ask(stage.rep, {})).toEqual(['NOT_YOUR_CUSTOMER']);
    await stage.rep.sees(id, null);
  });

  it('submits only within the share that is the largest at that time', async () => {
    const { id } = await stage.manager.mutate('customerDemandCreate', demandOf(stage));
    const largest = (ratio: string) =>
      world.rows(sql`update product set max_share_ratio = ${ratio}, standard_share_ratio = 0.1
        where id = ${stage.joint.productId.slice(4)}`);
    await largest('0.2');
    await stage.manager.cannot('customerDemandSubmit', { id }, 'SHARE_ABOVE_MAXIMUM');
    await stage.manager.sees(id, { status: 'DRAFT' });
    await largest('0.3');
  });
});

describe('a submitted demand', () => {
  let id: string;
  beforeEach(async () => {
    const expectedOrderOn = calendar.localDate(world.clock.now());
    id = await submittedDemand(stage, { expectedOrderOn });
  });

  it('is received with a message, and closed with a reason', async () => {
    await stage.reviewer.mutate('customerDemandReceive', { id, reason: '可以谈' });
    await stage.manager.sees(id, {
      status: 'ACCEPTED',
      answeredByName: '钱进',
      answerReason: '可以谈',
    });
    expect(await notices(id, 'receive')).toEqual(['csp.manager']);
    await stage.manager.cannot('customerDemandWithdraw', { id }, 'NOT_IN_THIS_STATE');
    await stage.sellerManager.mutate('customerDemandClose', { id, reason: '客户暂停采购' });
    await stage.manager.sees(id, { status: 'CLOSED', closeReason: '客户暂停采购', dueAt: null });
  });

  it('is rejected with a reason only', async () => {
    const reject = (reason: string) =>
      errorsOf(stage.reviewer, 'customerDemandReject', { id, reason });
    expect((await reject(' ')).map(({ code }) => code)).toEqual(['BLANK']);
    expect(await reject('不再合作此商品')).toEqual([]);
    await stage.manager.sees(id, { status: 'REJECTED', answerReason: '不再合作此商品' });
  });

  it('is nudged once a day', async () => {
    await stage.manager.mutate('customerDemandNudge', { id });
    expect(await notices(id, 'nudge')).toEqual(['seller.manager', 'seller.reviewer']);
    await stage.manager.cannot('customerDemandNudge', { id }, 'NUDGED_TODAY');
    world.clock.advance(15 * HOUR);
    await stage.manager.mutate('customerDemandNudge', { id });
    await stage.sellerManager.sees(id, { nudgeCount: 2 });
  });

  it('times out to the second, after two reminders, and can be copied without its expected day', async () => {
    const due = Date.parse((await seenDemand(stage.manager, id, 'dueAt')).dueAt);
    const goTo = async (at: number) => {
      world.clock.moveTo(new Date(at));
      await world.settle();
    };
    await goTo(due - 48 * HOUR);
    expect(await notices(id, 'remind-2')).toEqual([
      'csp.manager',
      'seller.manager',
      'seller.reviewer',
    ]);
    expect(await notices(id, 'remind-0.5')).toEqual([]);
    await goTo(due - 12 * HOUR);
    expect(await notices(id, 'remind-0.5')).toHaveLength(3);
    await goTo(due - 1_000);
    await stage.manager.sees(id, { status: 'SUBMITTED' });
    world.clock.advance(1_000);
    await stage.reviewer.cannot('customerDemandReceive', { id }, 'DEMAND_LAPSED');
    await world.settle();
    await stage.manager.sees(id, { status: 'AUTO_REJECTED' });
    expect(await notices(id, 'lapse')).toEqual([
      'csp.manager',
      'seller.manager',
      'seller.reviewer',
    ]);
    await stage.reviewer.cannot('customerDemandReceive', { id }, 'CONFLICT');
    const copy = await stage.manager.mutate('customerDemandClone', { id });
    const fields =
      'status expectedShareRatio expectedOrderOn requirement customerName clonedFrom { id }';
    expect(await seenDemand(stage.manager, copy.id, fields)).toEqual({
      status: 'DRAFT',
      expectedOrderOn: null,
      expectedShareRatio: '0.25',
      requirement: '客户已立项，年内采购',
      customerName: '东方制造',
      clonedFrom: { id },
    });
    await stage.manager.mutate('customerDemandSubmit', { id: copy.id });
  });

  it('is no business of another seller or partner', async () => {
    const seller = await world.organization('SELLER', '别家软件');
    const others = [
      await world.member(seller, 'seller.manager', '吴敌'),
      await world.member(await world.organization('PARTNER', '远航'), 'csp.owner', '周远'),
    ];
    for (const other of others) {
      await other.sees(id, null);
      const { customerDemands } = await other.ask('{ customerDemands(first: 5) { nodes { id } } }');
      expect(customerDemands.nodes).toEqual([]);
    }
    const { errors } = await others[0]!.run(
      `mutation { customerDemandReceive(input: { id: "${id}" }, idempotencyKey: "foreign") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});

it('lists by state, deadline, seller, product and text, and sums up outcomes', async () => {
  const id = await submittedDemand(stage, { expectedAmount: '1000.00' });
  const list = async (filter: string) =>
    (
      await stage.sellerManager.ask(
        `{ customerDemands(first: 50, filter: ${filter}, orderBy: { field: DUE, direction: ASC }) { nodes { id status } } }`,
      )
    ).customerDemands.nodes;
  expect(await list(`{ search: "dfzz", status: [SUBMITTED] }`)).toContainEqual({
    id,
    status: 'SUBMITTED',
  });
  expect(await list(`{ productId: ["${stage.goods.productId}"] }`)).toEqual([]);
  const { demandReport } = await stage.manager.ask(
    '{ demandReport(groupBy: [STATUS], first: 20) { rows { status demandCount convertedCount lapsedCount } } }',
  );
  const lapsed = demandReport.rows.find(
    ({ status }: { status: string }) => status === 'AUTO_REJECTED',
  );
  expect(lapsed.demandCount).toBeGreaterThan(0);
  expect(lapsed).toMatchObject({ convertedCount: 0, lapsedCount: lapsed.demandCount });
});
