import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalBill, sealSql } from '../../../server/modules/settlement/bill/seal.ts';
import { billRuns, runBills } from '../../../server/modules/settlement/index.ts';
import { previewRun, runTimeOf } from '../../../server/modules/settlement/run/run-preview.read.ts';
import type { CommandDeps } from '../../../server/platform/command/types.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { certified } from './bills.ts';

const stage = testStage('bill-run', setStage);
let stages: readonly Stage[];

const HOUR = 3_600_000;

const at = (iso: string): void => stage.world.clock.moveTo(new Date(iso));

interface Made {
  readonly partner: string;
  readonly status: string;
  readonly bound: string | null;
  readonly seal: string | null;
  readonly number: string | null;
}

/** Outcomes of a run, by partner. */
const outcomes = (period: string): Promise<Made[]> =>
  stage.world.rows<Made>(sql`
    select o.name as partner, p.status, p.bound, b.seal, b.number from settlement_run_partner p join organization o on o.id = p.partner_id
    left join settlement_bill b on b.id = p.bill_id where p.period = ${period} order by o.name`);

const numbersOf = async (period: string): Promise<string[]> =>
  (await outcomes(period)).flatMap(({ number }) => number ?? []).sort();

const preview = (period: string) =>
  stage.world.system(async (tx) => await previewRun(tx, await runTimeOf(tx, period)));

const sealsOf = (made: readonly { readonly seal: string | null }[]): string[] =>
  made.flatMap(({ seal }) => seal ?? []).sort();

/** Dependencies whose n-th transaction dies, before or after its commit. */
function killedAt(deps: CommandDeps, n: number, when: 'before' | 'after'): CommandDeps {
  let count = 0;
  const transaction: Database['transaction'] = async (viewer, work, now) => {
    count += 1;
    const dies = count === n;
    const result = await deps.db.transaction(
      viewer,
      async (tx) => {
        const value = await work(tx);
        if (dies && when === 'before') throw new Error('killed');
        return value;
      },
      now,
    );
    if (dies) throw new Error('killed');
    return result;
  };
  return { ...deps, db: { ...deps.db, transaction } };
}

beforeAll(async () => {
  const others = await Promise.all(
    ['北辰数科', '长河云', '东岭软件'].map((name) => partnerOf(stage.world, name)),
  );
  stages = [stage, ...others.map((partner) => ({ ...stage, partner }))];
  for (const one of stages.slice(0, 3)) await certified(one);
});

/** Sells a month's goods for every partner: 1,200 yuan of settlement and more. */
async function sell(day: string, factor = 1n): Promise<void> {
  for (const [nth, one] of stages.entries())
    await ordered(one, {
      placedAt: noon(day),
      lines: [
        {
          listMinor: (4_000_000n + 1_001n * BigInt(nth)) * factor,
          strategy: 'JOINT_SALE',
          shareRatio: '0.03',
        },
        { listMinor: 333_333n, specification: 1 },
      ],
    });
}

describe('a run that is killed after every step', () => {
  it('goes on where it stopped: the same bytes, and no gap in the numbers', async () => {
    await sell('02-10');
    at('2026-03-03T00:00:00+08:00');
    const expected = await preview('2026-02');
    let kills = 0;
    for (let n = 1; n <= 8; n++)
      for (const when of ['before', 'after'] as const)
        await runBills(killedAt(stage.world.deps, n, when), '2026-02').catch((error: Error) => {
          expect(error.message).toBe('killed');
          kills += 1;
        });
    expect(kills).toBeGreaterThan(6);
    await runBills(stage.world.deps, '2026-02');
    const made = await outcomes('2026-02');
    expect(made.map(({ partner, status, bound }) => [partner, status, bound])).toEqual([
      ['东岭软件', 'PARKED', 'NOT_CERTIFIED'],
      ['云帆科技', 'BILLED', null],
      ['北辰数科', 'BILLED', null],
      ['长河云', 'BILLED', null],
    ]);
    expect(sealsOf(made)).toEqual(sealsOf(expected.filter(({ status }) => status === 'BILLED')));
    expect(await numbersOf('2026-02')).toEqual([1, 2, 3].map((n) => `STL-202602-00000${n}`));
  });

  it('seals each bill over its lines, the same in SQL', async () => {
    const bills = await stage.world.rows<{ seal: string; again: string }>(
      sql`select b.seal, ${sql.raw(sealSql)} as again from settlement_bill b`,
    );
    expect(bills).toHaveLength(3);
    for (const { seal, again } of bills) expect(again).toBe(seal);
    expect(
      canonicalBill(
        {
          period: '2026-02',
          grossMinor: 106n,
          netMinor: 100n,
          taxMinor: 6n,
          carriedInMinor: 0n,
          serviceVatRate: '0.060000',
        },
        [
          {
            orderNumber: 'CS1',
            orderPosition: 0,
            kind: 'SALE',
            productType: 'SAAS',
            month: '2026-02',
            cashMinor: 1_000n,
            baseMinor: 1_000n,
            shareRatio: '0.106000',
            strategy: 'JOINT_SALE',
            productVatRate: '0.130000',
            serviceVatRate: '0.06',
            settlementMinor: 106n,
          },
        ],
      ),
    ).toBe(
      '[{"period":"2026-02","currency":"CNY","gross":"1.06","net":"1.00","tax":"0.06","carriedIn":"0.00","serviceVatRate":"0.06","lineCount":1},' +
        '{"order":"CS1","orderPosition":0,"kind":"SALE","productType":"SAAS","month":"2026-02","cash":"10.00","base":"10.00","shareRatio":"0.106","strategy":"JOINT_SALE","productVatRate":"0.13","serviceVatRate":"0.06","settlement":"1.06"}]',
    );
  });
});

describe('two runs at once', () => {
  it('have one result', async () => {
    await sell('03-10');
    at('2026-04-03T00:00:00+08:00');
    const { deps } = stage.world;
    await Promise.all([runBills(deps, '2026-03'), runBills(deps, '2026-03'), billRuns(deps).run()]);
    expect(await numbersOf('2026-03')).toEqual([1, 2, 3].map((n) => `STL-202603-00000${n}`));
  });
});

describe('inputs that change after the cut-off', () => {
  it('are not in a run that is made days late', async () => {
    await sell('04-10');
    const sold = await ordered(stage, {
      placedAt: noon('04-12'),
      lines: [{ listMinor: 5_000_000n }],
    });
    const open = await ordered(stage, {
      placedAt: noon('04-13'),
      lines: [{ listMinor: 5_000_000n, supervision: 'IN_PROGRESS' }],
    });
    at('2026-05-06T00:00:00+08:00');
    const onTime = await preview('2026-04');
    // The run day passes without a server.
    at('2026-05-08T09:00:00+08:00');
    await refunded(stage, sold.lineIds[0]!, 1_000_000n, stage.world.clock.now());
    await stage.world.rows(sql`
      update order_line set supervision = 'COMPLETED', supervision_completed_at = ${stage.world.clock.now()} where id = ${open.lineIds[0]!.slice(4)}`);
    await certified(stage, 'SMALL_SCALE');
    for (const [key, value] of [
      ['settlement.service-vat-general', '0.09'],
      ['settlement.threshold', '90000000'],
      ['settlement.park-growth', '1'],
      ['settlement.run-day', '7'],
    ])
      await stage.operator.mutate('policySet', { key, value, reason: '调整' });
    at('2026-05-20T09:00:00+08:00');
    await billRuns(stage.world.deps).run();
    const made = await outcomes('2026-04');
    expect(sealsOf(made)).toEqual(sealsOf(onTime.filter(({ status }) => status === 'BILLED')));
    expect(sealsOf(made)).toHaveLength(3);
    await runBills(stage.world.deps, '2026-04');
  });

  it('are in the next run, at the rates of its day', async () => {
    at('2026-06-08T09:00:00+08:00');
    expect(await billRuns(stage.world.deps).run()).toBe(4);
    const [bill] = await stage.world.rows<{ status: string; lines: number; runAt: Date }>(sql`
      select p.status, p.line_count as lines, r.run_at as "runAt" from settlement_run_partner p join settlement_run r on r.id = p.run_id
      where p.period = '2026-05' and p.partner_id = ${stage.partner.id}`);
    // The new threshold keeps everything pending; National holidays do not move Monday, June 8.
    expect(bill).toMatchObject({ status: 'NOTHING', lines: 0 });
    expect(new Date(bill!.runAt).toISOString()).toBe('2026-06-07T16:00:00.000Z');
  });
});

/** The run of the month never ended, so that no later month was billed for anybody. */
describe('a partner whose bill fails every time', () => {
  /** Lets the worker look, while the failing partner's bill of the month cannot be stored. */
  async function tryToBill(period: string): Promise<number> {
    const { deps } = stage.world;
    const transaction: Database['transaction'] = (viewer, work, now) =>
      deps.db.transaction(
        viewer,
        async (tx) => {
          const value = await work(tx);
          const made = await tx.rows(
            sql`select 1 from settlement_bill where partner_id = ${stages[1]!.partner.id} and period = ${period}`,
          );
          if (made.length > 0) throw new Error('disk full');
          return value;
        },
        now,
      );
    return await billRuns({ ...deps, db: { ...deps.db, transaction } }).run();
  }
  async function runOf(period: string): Promise<any> {
    const { billRun } = await stage.operator.ask(`{ billRun(by: { period: "${period}" }) {
      status waitingCount parkedCount
      partners(first: 9) { nodes { id status bound attempts lastError nextTryAt lineCount gross { amount } partner { name }
        bill { carriedIn { amount } } viewerActions { name enabled reasonCode } } } } }`);
    const [one] = billRun.partners.nodes.filter(({ partner }: any) => partner.name === '北辰数科');
    return { ...billRun, one };
  }
  /** Lets the job try the rest of five times. */
  async function exhausted(period: string, tried = 0): Promise<void> {
    for (let attempt = tried + 1; attempt <= 5; attempt++) {
      await tryToBill(period);
      expect((await runOf(period)).one).toMatchObject({ attempts: attempt });
      stage.world.clock.advance(HOUR);
    }
  }

  it('is shown with its reason, and parked after five attempts: the month ends', async () => {
    for (const [key, value] of [
      ['settlement.threshold', '100000'],
      ['settlement.park-growth', '10000'],
    ])
      await stage.operator.mutate('policySet', { key, value, reason: '恢复' });
    await sell('06-10');
    at('2026-07-07T01:00:00+08:00');
    expect(await tryToBill('2026-06')).toBe(3);
    expect(await runOf('2026-06')).toMatchObject({
      status: 'RUNNING',
      waitingCount: 1,
      one: {
        status: 'WAITING',
        attempts: 1,
        lastError: 'disk full',
        nextTryAt: '2026-07-06T17:01:00.000Z',
      },
    });
    expect(await billRuns(stage.world.deps).run()).toBe(0);
    stage.world.clock.advance(HOUR);
    await exhausted('2026-06', 1);
    expect(await runOf('2026-06')).toMatchObject({
      status: 'COMPLETED',
      waitingCount: 0,
      parkedCount: 2,
      one: {
        status: 'PARKED',
        bound: 'FAILED',
        lastError: 'disk full',
        nextTryAt: null,
        viewerActions: [
          { name: 'recompute', enabled: true, reasonCode: null },
          { name: 'release', enabled: false, reasonCode: 'NOT_COMPUTED' },
        ],
      },
    });
  });

  it('is computed again by an operator, and released once the cause is mended', async () => {
    const { id } = (await runOf('2026-06')).one;
    await stage.operator.cannot('billRunPartnerRelease', { id, reason: '放行' }, 'NOT_COMPUTED');
    await stage.operator.mutate('billRunPartnerRecompute', { id });
    const computed = { bound: 'FAILED', lineCount: 2, gross: { amount: '1586.14' } };
    expect((await runOf('2026-06')).one).toMatchObject({ status: 'PARKED', ...computed });
    await stage.operator.mutate('billRunPartnerRelease', { id, reason: '磁盘已扩容' });
    expect((await runOf('2026-06')).one).toMatchObject({ status: 'BILLED', lastError: null });
    expect(await numbersOf('2026-06')).toEqual([1, 2, 3].map((n) => `STL-202606-00000${n}`));
  });

  it('joins the next run if nobody releases it, while the others are billed each month', async () => {
    await sell('07-10');
    at('2026-08-07T10:00:00+08:00');
    await exhausted('2026-07');
    const { one, ...july } = await runOf('2026-07');
    expect(july).toMatchObject({ status: 'COMPLETED', parkedCount: 2 });
    await sell('08-10');
    at('2026-09-07T10:00:00+08:00');
    expect(await billRuns(stage.world.deps).run()).toBe(4);
    expect((await runOf('2026-08')).one).toMatchObject({
      status: 'BILLED',
      lineCount: 4,
      attempts: 0,
      bill: { carriedIn: { amount: '1586.14' } },
    });
    const { id } = one;
    expect((await runOf('2026-07')).one.viewerActions).toContainEqual({
      name: 'recompute',
      enabled: false,
      reasonCode: 'LATER_RUN_STARTED',
    });
    await stage.operator.cannot('billRunPartnerRecompute', { id }, 'LATER_RUN_STARTED');
  });
});
