import { beforeAll, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { noon, ordered } from '../orders/deals.ts';
import { billOf, certified, type Money, run } from './bills.ts';

const stage = testStage('bills that partners confirm', setStage);
let money: Money;
let february: string;
let march: string;
let april: string;

const status = async (id: string): Promise<string> =>
  (await billOf(stage.operator, id, 'status')).status;
const asks = (value: '0' | '1') =>
  stage.operator.mutate('policySet', {
    key: 'settlement.partner-confirms',
    value,
    reason: '与服务商约定',
  });

beforeAll(async () => {
  money = await certified(stage);
  for (const month of ['02', '03', '04'])
    await ordered(stage, { placedAt: noon(`${month}-10`), lines: [{ listMinor: 10_000_000n }] });
  stage.world.clock.advance(75 * DAY);
  [february] = (await run(stage, '2026-02')) as [string];
  [march] = (await run(stage, '2026-03')) as [string];
  [april] = (await run(stage, '2026-04')) as [string];
  await asks('1');
});

it('a sent bill awaits the confirmation of its partner, which may dispute lines meanwhile', async () => {
  const bill = { id: `stl_${february}` };
  await stage.operator.mutate('settlementBillSend', bill);
  await money.finance.sees(`stl_${february}`, {
    status: 'SENT',
    dueAt: calendar.addWorkingDays(stage.world.clock.now(), 5).toISOString(),
  });
  await stage.operator.cannot(
    'settlementBillCountersign',
    { ...bill, reason: '金额一致' },
    'NOT_IN_THIS_STATE',
  );
  const { lines, viewerActions } = await billOf(
    money.finance,
    february,
    'lines(first: 1) { nodes { canDispute } } viewerActions { name enabled }',
  );
  expect(lines.nodes).toEqual([{ canDispute: true }]);
  expect(viewerActions).toEqual([{ name: 'confirm', enabled: true }]);
  const { errors } = await stage.manager.run(
    `mutation { settlementBillConfirm(input: { id: "${bill.id}" }, idempotencyKey: "x") { userErrors { code } } }`,
  );
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

it('the confirmation begins the countersignature and its deadline', async () => {
  await money.finance.mutate('settlementBillConfirm', { id: `stl_${february}` });
  await money.finance.sees(`stl_${february}`, {
    status: 'COUNTERSIGNING',
    dueAt: expect.any(String),
  });
});

it('a bill that its partner has not confirmed in time goes on, as the clock notes', async () => {
  const bill = { id: `stl_${april}` };
  await stage.operator.mutate('settlementBillSend', bill);
  const { dueAt } = await billOf(money.finance, april, 'dueAt');
  const mine = `{ deadlines(first: 5, filter: { subjectId: ["${bill.id}"] }) {
    nodes { event actsSide label dueAt } } }`;
  const deadline = { event: 'autoConfirm', actsSide: 'PARTNER', label: expect.any(String) };
  for (const caller of [money.finance, stage.operator])
    expect((await caller.ask(mine)).deadlines.nodes).toEqual([{ ...deadline, dueAt }]);
  stage.world.clock.moveTo(new Date(Date.parse(dueAt) - 1));
  await stage.world.settle();
  expect(await status(april)).toBe('SENT');
  // A bill that waits keeps its time after the site has stopped asking.
  await asks('0');
  stage.world.clock.advance(1);
  await stage.world.settle();
  await money.finance.sees(`stl_${april}`, {
    status: 'COUNTERSIGNING',
    dueAt: calendar.addWorkingDays(stage.world.clock.now(), 8).toISOString(),
  });
  const { activities } = await billOf(
    money.finance,
    april,
    'activities(first: 5) { nodes { event actorName } }',
  );
  expect(activities.nodes).toContainEqual({ event: 'autoConfirm', actorName: 'clock' });
  await money.finance.cannot('settlementBillConfirm', bill, 'NOT_IN_THIS_STATE');
});

it('without the policy a sent bill goes to the countersignature at once', async () => {
  stage.world.clock.advance(DAY);
  await asks('0');
  await stage.operator.mutate('settlementBillSend', { id: `stl_${march}` });
  expect(await status(march)).toBe('COUNTERSIGNING');
});
