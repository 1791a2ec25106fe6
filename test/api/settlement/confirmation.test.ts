import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import type { MailLocale } from '../../../server/platform/mail/locales.ts';
import { type MailSource, renderMail } from '../../../server/platform/mail/render.ts';
import { money as amounts } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { noticesOf } from '../../kit/notices.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { noon, ordered } from '../orders/deals.ts';
import { billOf, certified, type Money, run } from './bills.ts';

const stage = testStage('bills that partners confirm', setStage);
let money: Money;
let disputed: string;
let confirmed: string;
let raced: string;

const set = (key: string, value: string) =>
  stage.operator.mutate('policySet', { key: `settlement.${key}`, value, reason: '与服务商约定' });
const send = (id: string) => stage.operator.mutate('settlementBillSend', { id: `stl_${id}` });
const linesOf = async (id: string): Promise<string[]> => {
  const { lines } = await billOf(money.finance, id, 'lines(first: 5) { nodes { id } }');
  return lines.nodes.map((line: { id: string }) => line.id);
};
const dispute = async (billLineId: string): Promise<{ id: string }> => {
  const { id } = await money.finance.mutate('lineDisputeOpen', { billLineId, reason: '金额有误' });
  return { id };
};
const dismiss = (one: { id: string }) =>
  stage.operator.mutate('lineDisputeDismiss', { ...one, reason: '金额无误' });
const clockOf = async (id: string) => {
  const { deadlines } = await money.finance.ask(
    `{ deadlines(first: 5, filter: { subjectId: ["stl_${id}"] }) { nodes { event actsSide dueAt pauseReason } } }`,
  );
  return deadlines.nodes;
};
const dueAt = async (id: string): Promise<string> =>
  (await billOf(money.finance, id, 'dueAt')).dueAt;
const isIn = (status: string, id: string) => money.finance.sees(`stl_${id}`, { status });
const working = (days: number): string =>
  calendar.addWorkingDays(stage.world.clock.now(), days).toISOString();
const told = (id: string) => noticesOf(stage.world, money.finance, id);

/** Mails to finance about the bill, in their order. */
async function mailed(
  id: string,
  locale: MailLocale,
): Promise<{ subject: string; text: string }[]> {
  const rows = await stage.world.rows<Pick<MailSource, 'template' | 'params' | 'links'>>(
    sql`select o.template, o.params, o.links from outbox_message o join membership m on m.mail = o.recipient_mail
      where m.id = ${money.finance.viewer.memberId} and o.links->>'link' like ${`%${id}`} order by o.created_at`,
  );
  return rows.map((row) => renderMail({ ...row, locale }, 'http://localhost:4000'));
}

beforeAll(async () => {
  money = await certified(stage);
  for (const month of ['02', '03', '04'])
    for (let i = 0; i < 2; i++)
      await ordered(stage, { placedAt: noon(`${month}-10`), lines: [{ listMinor: 10_000_000n }] });
  stage.world.clock.advance(75 * DAY);
  [disputed] = (await run(stage, '2026-02')) as [string];
  [confirmed] = (await run(stage, '2026-03')) as [string];
  [raced] = (await run(stage, '2026-04')) as [string];
  await set('partner-confirms', '1');
});

describe('a bill that its partner is asked to confirm', () => {
  const open: { id: string }[] = [];
  let due: string;
  let left: number;

  it('awaits the partner’s finance, which may dispute lines meanwhile', async () => {
    const bill = { id: `stl_${disputed}` };
    await send(disputed);
    due = working(5);
    await money.finance.sees(bill.id, {
      status: 'SENT',
      dueAt: due,
      viewerActions: [{ name: 'confirm', enabled: true }],
      'lines(first: 1)': { nodes: [{ canDispute: true }] },
    });
    const countersign = { ...bill, reason: '金额一致' };
    await stage.operator.cannot('settlementBillCountersign', countersign, 'NOT_IN_THIS_STATE');
    await denied(stage.manager.mutate('settlementBillConfirm', bill));
  });

  it('has its time stopped by a dispute: its partner is not silent', async () => {
    stage.world.clock.advance(DAY);
    left = calendar.workingTimeBetween(stage.world.clock.now(), new Date(due));
    for (const line of await linesOf(disputed)) open.push(await dispute(line));
    expect(await clockOf(disputed)).toEqual([
      { event: 'autoConfirm', actsSide: 'PARTNER', dueAt: due, pauseReason: 'DISPUTE' },
    ]);
    stage.world.clock.advance(30 * DAY);
    await stage.world.settle();
    await isIn('SENT', disputed);
    expect(await told(disputed)).toEqual(['BILL_CONFIRMATION send']);
  });

  it('gets the time that was left once the last dispute has ended', async () => {
    await dismiss(open[0]!);
    expect(await clockOf(disputed)).toMatchObject([{ pauseReason: 'DISPUTE' }]);
    await money.finance.mutate('lineDisputeWithdraw', open[1]!);
    const [clock] = await clockOf(disputed);
    expect(clock).toMatchObject({ dueAt: await dueAt(disputed), pauseReason: null });
    expect(calendar.workingTimeBetween(stage.world.clock.now(), new Date(clock.dueAt))).toBe(left);
  });

  it('counts as confirmed at the end of its time, of which its partner is reminded and told', async () => {
    const end = new Date(await dueAt(disputed));
    for (const at of [end.getTime() - 3 * DAY, end.getTime() - DAY, end.getTime() - 1]) {
      stage.world.clock.moveTo(new Date(at));
      await stage.world.settle();
    }
    await isIn('SENT', disputed);
    // A bill that waits keeps its time after the site has stopped asking.
    await set('partner-confirms', '0');
    stage.world.clock.advance(1);
    await stage.world.settle();
    await money.finance.sees(`stl_${disputed}`, {
      status: 'COUNTERSIGNING',
      dueAt: working(8),
      'activities(first: 2)': {
        nodes: expect.arrayContaining([{ event: 'autoConfirm', actorName: 'clock' }]),
      },
    });
    expect(await told(disputed)).toEqual([
      'BILL_CONFIRMATION send',
      'BILL_CONFIRMATION remind-3',
      'BILL_CONFIRMATION remind-1',
      'BILL autoConfirm',
    ]);
  });

  it('is mailed with the amount, the end of its time, and the meaning of silence', async () => {
    const { number, gross, net, tax, sentAt } = await billOf(
      money.finance,
      disputed,
      'number gross { amount } net { amount } tax { amount } sentAt',
    );
    const due = calendar.localMinute(calendar.addWorkingDays(new Date(sentAt), 5));
    const [first, third, last, ...others] = await mailed(disputed, 'en');
    expect(others).toEqual([]);
    expect(first!.subject).toBe(`Please confirm the bill of 2026-02 by ${due}`);
    const texts = (one: { amount: string }) => amounts.text(amounts.parse(one.amount));
    for (const fact of [
      `The bill ${number} of 2026-02 awaits your confirmation.`,
      `Settlement amount (incl. tax): ${texts(gross)}`,
      `Of which: net ${texts(net)}, tax ${texts(tax)}`,
      'Lines: 2',
      `Confirm by: ${due}`,
      'it counts as confirmed; open disputes pause the time',
    ])
      expect(first!.text).toContain(fact);
    expect([third!.subject, last!.subject]).toEqual([
      '3 days left to confirm the bill of 2026-02',
      '1 day left to confirm the bill of 2026-02',
    ]);
    const [chinese] = await mailed(disputed, 'zh');
    expect(chinese!.text).toContain('到期未确认、也未提出异议的，视为确认');
  });

  it('can be confirmed with an open dispute, which only corrects the next bill', async () => {
    stage.world.clock.advance(DAY);
    await set('partner-confirms', '1');
    await send(confirmed);
    const [first, second] = await linesOf(confirmed);
    stage.world.clock.advance(DAY);
    const open = await dispute(first!);
    await money.finance.mutate('settlementBillConfirm', { id: `stl_${confirmed}` });
    const due = working(8);
    await money.finance.sees(`stl_${confirmed}`, { status: 'COUNTERSIGNING', dueAt: due });
    // The countersignature waits for no dispute.
    stage.world.clock.advance(DAY);
    await dispute(second!);
    await dismiss(open);
    expect(await clockOf(confirmed)).toMatchObject([
      { event: null, dueAt: due, pauseReason: null },
    ]);
    expect(await dueAt(confirmed)).toBe(due);
  });

  it('waits for no dispute after two ended at once', async () => {
    await send(raced);
    const due = working(5);
    await set('confirm-days', '9');
    stage.world.clock.advance(DAY);
    const open: { id: string }[] = [];
    for (const line of await linesOf(raced)) open.push(await dispute(line));
    expect(await clockOf(raced)).toMatchObject([{ pauseReason: 'DISPUTE' }]);
    stage.world.clock.advance(DAY);
    await Promise.all([dismiss(open[0]!), money.finance.mutate('lineDisputeWithdraw', open[1]!)]);
    const [clock] = await clockOf(raced);
    expect(clock.pauseReason).toBeNull();
    // The time of its sending holds, longer by the pause.
    const [from, to] = [due, clock.dueAt].map((at: string) => new Date(at));
    expect(calendar.workingTimeBetween(from!, to!)).toBeLessThanOrEqual(DAY);
    stage.world.clock.moveTo(to!);
    await stage.world.settle();
    await isIn('COUNTERSIGNING', raced);
  });
});
