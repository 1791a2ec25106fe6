import { beforeEach, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY, HOUR, ShiftedClock } from '../../../server/platform/clock.ts';
import { fireClockEvent } from '../../../server/platform/command/life-cycle/clock-events.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { sizes } from '../../kit/sizes.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo } from '../../kit/time.ts';
import { demandOf, seenDemand, setDemandStage, submittedDemand } from './stage.ts';

const stage = testStage('demands', setDemandStage);

const demandCount = async (): Promise<number> =>
  (await stage.world.rows(sql`select 1 from customer_demand`)).length;

const notices = async (id: string, event: string): Promise<string[]> => {
  const rows = await stage.world.rows<{ role: string }>(sql`
    select m.role from notification n join membership m on m.id = n.member_id
    where n.subject_id = ${id.slice(4)} and n.event = ${event} order by m.role`);
  return rows.map(({ role }) => role);
};
const OF_SELLER = ['seller.manager', 'seller.reviewer'];
const OF_BOTH = ['csp.manager', ...OF_SELLER];

describe('creating a demand', () => {
  it('keeps a draft from the seller until it is submitted', async () => {
    const { world, manager, sellerManager, operator, buyer, joint } = stage;
    const facts = { expectedAmount: '260000.00', expectedOrderOn: '2026-04-15' };
    const { id } = await manager.mutate('customerDemandCreate', demandOf(stage, facts));
    await sellerManager.sees(id, null);
    await operator.sees(id, { status: 'DRAFT' });
    await manager.mutate('customerDemandUpdate', {
      id,
      productId: joint.productId,
      expectedShareRatio: '0.18',
      requirement: '客户已立项',
      ...facts,
    });
    await manager.mutate('customerDemandSubmit', { id });
    await sellerManager.sees(id, {
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
      dueAt: new Date(world.clock.now().getTime() + 5 * DAY).toISOString(),
    });
    expect(await notices(id, 'submit')).toEqual(OF_SELLER);
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
    for (const submit of [true, false])
      await stage.manager.cannot(
        'customerDemandCreate',
        demandOf(stage, { ...changes, submit }),
        code,
      );
    expect(await demandCount()).toBe(before);
  });

  it('refuses a common product and one off sale', async () => {
    const before = await demandCount();
    const refused = (productId: string, code: string) =>
      stage.manager.cannot(
        'customerDemandCreate',
        demandOf(stage, { productId, submit: true }),
        code,
      );
    const turn = (status: string, at: Date | null) =>
      stage.world.rows(
        sql`update product set status = ${status}, delisted_at = ${at} where id = ${stage.joint.productId.slice(4)}`,
      );
    await refused(stage.goods.productId, 'PRODUCT_NOT_JOINT');
    await turn('DELISTED', stage.world.clock.now());
    await refused(stage.joint.productId, 'PRODUCT_DELISTED');
    await turn('ON_SALE', null);
    expect(await demandCount()).toBe(before);
  });

  it('takes a foreign customer by its exact account and name, not from a representative', async () => {
    const { manager, rep } = stage;
    const { cloudAccount, name } = stage.stranger;
    const named = { customerId: undefined, customer: { cloudAccount, name } };
    const id = await submittedDemand(stage, named);
    await manager.sees(id, { customerName: name, cloudAccount, customer: null });
    const misnamed = demandOf(stage, { ...named, customer: { cloudAccount, name: '北方' } });
    await manager.cannot('customerDemandCreate', misnamed, 'CUSTOMER_ACCOUNT_UNKNOWN');
    await rep.cannot('customerDemandCreate', demandOf(stage, named), 'NOT_YOUR_CUSTOMER');
    await rep.sees(id, null);
  });

  it('submits only within the share that is the largest at that time', async () => {
    const { id } = await stage.manager.mutate('customerDemandCreate', demandOf(stage));
    const largest = (ratio: string) =>
      stage.world.rows(sql`update product set max_share_ratio = ${ratio}, standard_share_ratio = 0.1
        where id = ${stage.joint.productId.slice(4)}`);
    await largest('0.2');
    await stage.manager.cannot('customerDemandSubmit', { id }, 'SHARE_ABOVE_MAXIMUM');
    await largest('0.3');
  });
});

describe('a submitted demand', () => {
  let id: string;
  beforeEach(async () => {
    const expectedOrderOn = calendar.localDate(stage.world.clock.now());
    id = await submittedDemand(stage, { expectedOrderOn });
  });

  it('is received with a message, and closed with a reason', async () => {
    const { manager, reviewer, sellerManager } = stage;
    await reviewer.mutate('customerDemandReceive', { id, reason: '可以谈' });
    await manager.sees(id, {
      status: 'ACCEPTED',
      answeredByName: '钱进',
      answerReason: '可以谈',
    });
    expect(await notices(id, 'receive')).toEqual(['csp.manager']);
    await sellerManager.mutate('customerDemandClose', { id, reason: '客户暂停采购' });
    await manager.sees(id, { status: 'CLOSED', closeReason: '客户暂停采购', dueAt: null });
  });

  it('is rejected with a reason only', async () => {
    const { manager, reviewer } = stage;
    await reviewer.cannot('customerDemandReject', { id, reason: ' ' }, 'BLANK');
    await reviewer.mutate('customerDemandReject', { id, reason: '不再合作此商品' });
    await manager.sees(id, { status: 'REJECTED', answerReason: '不再合作此商品' });
  });

  it('is nudged once a day', async () => {
    const { manager, sellerManager, world } = stage;
    await manager.mutate('customerDemandNudge', { id });
    expect(await notices(id, 'nudge')).toEqual(OF_SELLER);
    await manager.cannot('customerDemandNudge', { id }, 'NUDGED_TODAY');
    world.clock.advance(15 * HOUR);
    await manager.mutate('customerDemandNudge', { id });
    await sellerManager.sees(id, { nudgeCount: 2 });
  });

  it('times out to the second, after two reminders, and can be copied without its expected day', async () => {
    const { world, manager, reviewer } = stage;
    const due = Date.parse((await seenDemand(manager, id, 'dueAt')).dueAt);
    const dueIn = (ms: number) => goTo(world, new Date(due - ms));
    await dueIn(48 * HOUR);
    expect(await notices(id, 'remind-2')).toEqual(OF_BOTH);
    expect(await notices(id, 'remind-0.5')).toEqual([]);
    await dueIn(12 * HOUR);
    expect(await notices(id, 'remind-0.5')).toEqual(OF_BOTH);
    await dueIn(1_000);
    await manager.sees(id, { status: 'SUBMITTED' });
    world.clock.advance(1_000);
    await reviewer.cannot('customerDemandReceive', { id }, 'DEMAND_LAPSED');
    await world.settle();
    await manager.sees(id, { status: 'AUTO_REJECTED' });
    expect(await notices(id, 'lapse')).toEqual(OF_BOTH);
    await reviewer.cannot('customerDemandReceive', { id }, 'CONFLICT');
    const copy = await manager.mutate('customerDemandClone', { id });
    await manager.sees(copy.id, {
      status: 'DRAFT',
      expectedOrderOn: null,
      expectedShareRatio: '0.25',
      requirement: '客户已立项，年内采购',
      customerName: '东方制造',
      clonedFrom: { id },
    });
    await manager.mutate('customerDemandSubmit', { id: copy.id });
  });
});

it('demands are listed by state, deadline, seller, product and text, and outcomes summed up', async () => {
  const id = await submittedDemand(stage, { expectedAmount: '1000.00' });
  const list = async (filter: string) =>
    (
      await stage.sellerManager.ask(
        `{ customerDemands(first: 50, filter: ${filter}, orderBy: { field: DUE, direction: ASC }) { nodes { id } } }`,
      )
    ).customerDemands.nodes;
  expect(await list(`{ search: "dfzz", status: [SUBMITTED] }`)).toContainEqual({ id });
  expect(await list(`{ productId: ["${stage.goods.productId}"] }`)).toEqual([]);
  const { demandReport } = await stage.manager.ask(
    '{ demandReport(groupBy: [STATUS], first: 20) { rows { status demandCount convertedCount lapsedCount } } }',
  );
  const lapsed = demandReport.rows.find((row: any) => row.status === 'AUTO_REJECTED');
  expect(lapsed.demandCount).toBeGreaterThan(0);
  expect(lapsed).toMatchObject({ convertedCount: 0, lapsedCount: lapsed.demandCount });
});

it('one of receipt and time-out wins at the same instant', async () => {
  const { world } = stage;
  const wins = { ACCEPTED: 0, AUTO_REJECTED: 0 };
  for (let round = 0; round < sizes.demandRaces; round++) {
    const id = await submittedDemand(stage);
    const due = new Date((await seenDemand(stage.manager, id, 'dueAt')).dueAt);
    const [deadline] = await world.rows<{ id: string }>(sql`
      select id from deadline where subject_id = ${id.slice(4)} and event = 'lapse' and fired_at is null`);
    // The seller's clock shows the last millisecond, the worker's clock the deadline itself.
    world.clock.moveTo(new Date(due.getTime() - 1));
    const lapse = fireClockEvent({ ...world.deps, clock: new ShiftedClock({ now: () => due }) });
    const timeOut = () => lapse('CustomerDemand', 'lapse', id.slice(4), deadline!.id);
    const receive = () => stage.reviewer.refused('customerDemandReceive', { id });
    // Each starts first in half of the rounds, so that both can win.
    const [codes] =
      round % 2 === 0
        ? await Promise.all([receive(), timeOut()])
        : await Promise.all([timeOut(), receive()]).then(([, answer]) => [answer] as const);
    const { status } = await seenDemand(stage.manager, id);
    wins[status as keyof typeof wins] += 1;
    expect([status, codes]).toEqual(
      status === 'ACCEPTED' ? ['ACCEPTED', []] : ['AUTO_REJECTED', ['CONFLICT']],
    );
    const outcomes = await world.rows<{ event: string }>(sql`
      select event from domain_event where subject_id = ${id.slice(4)} and event in ('receive', 'lapse')`);
    expect(outcomes).toHaveLength(1);
  }
  expect(wins.ACCEPTED + wins.AUTO_REJECTED).toBe(sizes.demandRaces);
});
