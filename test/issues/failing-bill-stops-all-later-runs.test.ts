import { beforeAll, describe, expect, it } from '@jest/globals';
import { billRuns } from '../../server/modules/settlement/index.ts';
import type { Database } from '../../server/platform/db/database.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { partnerOf } from '../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../api/discounts/stage.ts';
import { noon, ordered } from '../api/orders/deals.ts';
import { certified } from '../api/settlement/bills.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('failing bill', setStage);
let failing: Stage;

const HOUR = 3_600_000;
const at = (iso: string): void => stage.world.clock.moveTo(new Date(iso));

/** Dependencies with which the failing partner's bill of a month cannot be stored. */
function broken(period: string) {
  const { deps } = stage.world;
  const transaction: Database['transaction'] = (viewer, work, now) =>
    deps.db.transaction(
      viewer,
      async (tx) => {
        const value = await work(tx);
        const made = await tx.rows(
          sql`select 1 from settlement_bill b where b.partner_id = ${failing.partner.id} and b.period = ${period}`,
        );
        if (made.length > 0) throw new Error('disk full');
        return value;
      },
      now,
    );
  return { ...deps, db: { ...deps.db, transaction } };
}
const tick = (deps = stage.world.deps): Promise<number> => billRuns(deps).run();

async function runOf(period: string): Promise<any> {
  const { billRun } = await stage.operator.ask(`{ billRun(by: { period: "${period}" }) {
    status waitingCount parkedCount
    partners(first: 9) { nodes { id status bound attempts lastError nextTryAt lineCount gross { amount } partner { name }
      bill { carriedIn { amount } } viewerActions { name enabled reasonCode } } } } }`);
  const [one] = billRun.partners.nodes.filter(({ partner }: any) => partner.name === '北辰数科');
  return { ...billRun, one };
}
const sell = async (day: string): Promise<void> => {
  for (const one of [stage, failing])
    await ordered(one, { placedAt: noon(day), lines: [{ listMinor: 3_000_000n }] });
};
/** Lets the job try until it parks the partner. */
async function exhausted(period: string): Promise<void> {
  for (let attempt = 1; attempt < 5; attempt++) {
    await tick(broken(period));
    expect((await runOf(period)).one).toMatchObject({ status: 'WAITING', attempts: attempt });
    stage.world.clock.advance(HOUR);
  }
  await tick(broken(period));
}

beforeAll(async () => {
  failing = { ...stage, partner: await partnerOf(stage.world, '北辰数科') };
  for (const one of [stage, failing]) await certified(one);
});

// The run of the month never ended, so that no later month was billed for anybody.
describe('a partner whose bill fails every time', () => {
  it('is shown with its reason, and parked after five attempts: the month ends', async () => {
    await sell('02-10');
    at('2026-03-03T10:00:00+08:00');
    await tick(broken('2026-02'));
    const waits = await runOf('2026-02');
    expect(waits).toMatchObject({ status: 'RUNNING', waitingCount: 1 });
    expect(waits.one).toMatchObject({
      attempts: 1,
      lastError: 'disk full',
      nextTryAt: '2026-03-03T02:01:00.000Z',
    });
    stage.world.clock.advance(HOUR);
    for (let attempt = 2; attempt <= 5; attempt++) {
      await tick(broken('2026-02'));
      stage.world.clock.advance(HOUR);
    }
    const parked = await runOf('2026-02');
    expect(parked).toMatchObject({ status: 'COMPLETED', waitingCount: 0, parkedCount: 1 });
    expect(parked.one).toMatchObject({
      status: 'PARKED',
      bound: 'FAILED',
      attempts: 5,
      lastError: 'disk full',
      nextTryAt: null,
      viewerActions: [
        { name: 'recompute', enabled: true, reasonCode: null },
        { name: 'release', enabled: false, reasonCode: 'NOT_COMPUTED' },
      ],
    });
  });

  it('is computed again by an operator, and released once the cause is mended', async () => {
    const { id } = (await runOf('2026-02')).one;
    await stage.operator.cannot('billRunPartnerRelease', { id, reason: '放行' }, 'NOT_COMPUTED');
    await stage.operator.mutate('billRunPartnerRecompute', { id });
    expect((await runOf('2026-02')).one).toMatchObject({
      status: 'PARKED',
      bound: 'FAILED',
      lineCount: 1,
      gross: { amount: '3376.99' },
    });
    await stage.operator.mutate('billRunPartnerRelease', { id, reason: '磁盘已扩容' });
    expect((await runOf('2026-02')).one).toMatchObject({ status: 'BILLED', lastError: null });
  });

  it('joins the next run if nobody releases it, while the others are billed each month', async () => {
    await sell('03-10');
    at('2026-04-03T10:00:00+08:00');
    await exhausted('2026-03');
    expect(await runOf('2026-03')).toMatchObject({ status: 'COMPLETED', parkedCount: 1 });
    await sell('04-10');
    at('2026-05-07T10:00:00+08:00');
    expect(await tick()).toBe(2);
    const next = await runOf('2026-04');
    expect(next).toMatchObject({ status: 'COMPLETED', parkedCount: 0 });
    expect(next.one).toMatchObject({
      status: 'BILLED',
      lineCount: 2,
      attempts: 0,
      bill: { carriedIn: { amount: '3376.99' } },
    });
    const { id, viewerActions } = (await runOf('2026-03')).one;
    expect(viewerActions).toContainEqual({
      name: 'recompute',
      enabled: false,
      reasonCode: 'LATER_RUN_STARTED',
    });
    await stage.operator.cannot('billRunPartnerRecompute', { id }, 'LATER_RUN_STARTED');
  });
});
