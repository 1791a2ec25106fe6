import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bulkTask, purgeJobs } from '../../../server/modules/workspace/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { failingAfter } from '../../kit/killed-database.ts';
import { type Live, openLive } from '../../kit/live.ts';
import { LONG } from '../../kit/sizes.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { type BulkStage, bulk, jobOf, openBulkStage, outcomes, tagsOf } from './bulk-stage.ts';

const ROWS = 60;
const PROGRESS =
  'subscription($id: ID!) { jobProgress(id: $id) { status done total viewerActions { name enabled } } }';

const world = testWorld('jobs');
let stage: BulkStage;

beforeAll(async () => {
  stage = await openBulkStage(world, ROWS);
});

afterEach(async () => {
  await world.rows(sql`update customer_access set tags = '{}'`);
});

const ask = async (tag: string): Promise<string> => {
  const { job, userErrors } = await bulk(stage.manager, 'customersAddTags', {
    filter: {},
    tags: [tag],
  });
  expect([userErrors, job.status, job.total]).toEqual([[], 'QUEUED', ROWS]);
  return job.id;
};
const tagged = async (tag: string): Promise<number> => {
  const [row] = await world.rows<{ n: number }>(
    sql`select count(*)::int as n from customer_access where tags @> array[${tag}]::text[]`,
  );
  return row!.n;
};
const lines = async (tag: string): Promise<number> => {
  const [row] = await world.rows<{ n: number }>(
    sql`select count(*)::int as n from audit_entry where detail->'tags' @> ${JSON.stringify([tag])}::jsonb`,
  );
  return row!.n;
};

/** The signal of a server that stops after a number of rows. */
function stoppingAfter(rows: number): AbortSignal {
  let left = rows + 1;
  return Object.defineProperty(new AbortController().signal, 'aborted', { get: () => left-- <= 0 });
}

const work = () => bulkTask(world.deps).run();
const later = (ms: number): void => {
  world.clock.offsetMs += ms;
};

describe('a job', () => {
  it('continues in the background if it is large', async () => {
    const id = await ask('大批');
    expect(await work()).toBe(0);
    await world.settle();
    expect(await jobOf(stage.manager, id)).toMatchObject({ status: 'RUNNING', done: 0 });
    await work();
    const job = await jobOf(stage.manager, id);
    expect(job).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
    expect(job.rows.count.value).toBe(ROWS);
    expect(await tagged('大批')).toBe(ROWS);
  });

  it.each(LONG ? [4, 9, 23, 40] : [4, 23])(
    'killed after %i transactions is resumed and repeats no row',
    async (n) => {
      const tag = `杀${n}`;
      const id = await ask(tag);
      await world.settle();
      await bulkTask({ ...world.deps, db: failingAfter(world, n) })
        .run()
        .catch(() => 0);
      const half = await jobOf(stage.manager, id);
      expect(half.status).toBe('RUNNING');
      expect(half.done).toBeLessThan(ROWS);
      expect(await tagged(tag)).toBe(half.done);
      // Another worker may still hold the job.
      expect(await work()).toBe(0);
      later(20_000);
      expect(await work()).toBe(1);
      expect(await jobOf(stage.manager, id)).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
      expect([await tagged(tag), await lines(tag)]).toEqual([ROWS, ROWS]);
    },
  );

  it('ends after five attempts without progress, each of which ended its server', async () => {
    const id = await ask('五次');
    await world.settle();
    for (let attempt = 1; attempt <= 5; attempt++) {
      await bulkTask({ ...world.deps, db: failingAfter(world, 3) })
        .run()
        .catch(() => 0);
      expect(await jobOf(stage.manager, id)).toMatchObject({ status: 'RUNNING', done: 0 });
      later(20_000);
    }
    expect(await work()).toBe(0);
    const job = await jobOf(stage.manager, id);
    expect(job.status).toBe('FAILED');
    expect(outcomes(job)).toEqual([`${ROWS} SKIPPED INTERNAL`]);
  });

  it('does not count attempts that a stopping server interrupts, or that get on', async () => {
    const id = await ask('停机');
    await world.settle();
    for (let attempt = 1; attempt <= 8; attempt++) {
      await bulkTask(world.deps).run(stoppingAfter(1));
      later(20_000);
    }
    expect(await work()).toBe(1);
    expect(await jobOf(stage.manager, id)).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
  });

  it('is processed by two servers at once without repeating a row', async () => {
    const id = await ask('同时');
    await world.settle();
    const one = work();
    await world.rows(sql`update job set lease_until = null where status = 'RUNNING'`);
    await Promise.all([one, work(), work()]);
    later(20_000);
    await work();
    expect(await jobOf(stage.manager, id)).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
    expect(await lines('同时')).toBe(ROWS);
  });

  it('is stopped by its requester, and by colleagues who could have started it', async () => {
    const auditor = await world.member(stage.partner, 'csp.auditor');
    const colleague = await world.member(stage.partner, 'csp.owner');
    const id = await ask('只读');
    const cancel = async (caller: Caller) =>
      (await jobOf(caller, id)).viewerActions.find(({ name }: any) => name === 'cancel');
    expect(await cancel(auditor)).toMatchObject({ enabled: false, reasonCode: 'ONLY_REQUESTER' });
    await auditor.cannot('jobCancel', { id }, 'ONLY_REQUESTER');
    expect(await cancel(stage.manager)).toMatchObject({ enabled: true });
    await colleague.mutate('jobCancel', { id });
  });

  it('stops where it is when cancelled, and its rows can be undone', async () => {
    const id = await ask('停');
    await world.settle();
    await bulkTask({ ...world.deps, db: failingAfter(world, 20) })
      .run()
      .catch(() => 0);
    await stage.manager.mutate('jobCancel', { id });
    later(20_000);
    await work();
    const job = await jobOf(stage.manager, id);
    const done = await tagged('停');
    expect(job.status).toBe('CANCELLED');
    expect(outcomes(job)).toEqual([`${done} DONE`, `${ROWS - done} SKIPPED`]);
    const undone = await stage.manager.mutate('jobUndo', { id }, 'job { status total }');
    expect(undone.job).toEqual({ status: 'SUCCEEDED', total: done });
    expect(await tagged('停')).toBe(0);
    await stage.manager.cannot('jobCancel', { id }, 'NOT_IN_THIS_STATE');
  });

  it('ends when its member may no longer act', async () => {
    const id = await ask('离职');
    await world.settle();
    await bulkTask({ ...world.deps, db: failingAfter(world, 12) })
      .run()
      .catch(() => 0);
    const owner = await world.member(stage.partner, 'csp.owner');
    await owner.mutate('memberSuspend', { id: `mem_${stage.manager.viewer.memberId}` });
    later(20_000);
    await work();
    const job = await jobOf(owner, id);
    expect(job.status).toBe('PARTIAL');
    expect(job.results.at(-1)).toMatchObject({ outcome: 'SKIPPED', code: 'REQUESTER_GONE' });
    await world.rows(
      sql`update membership set status = 'ACTIVE' where id = ${stage.manager.viewer.memberId}`,
    );
  });

  it('is not started a day late', async () => {
    const id = await ask('迟');
    later(25 * 3_600_000);
    await world.settle();
    await work();
    const job = await jobOf(stage.manager, id);
    expect(job.status).toBe('EXPIRED');
    expect(outcomes(job)).toEqual([`${ROWS} SKIPPED JOB_EXPIRED`]);
    expect(await tagsOf(stage.manager, stage.customers[0]!)).toEqual([]);
  });

  it('previews large batches by their first rows, and says how many', async () => {
    const { summary } = await bulk(
      stage.manager,
      'customersAddTags',
      { filter: {}, tags: ['x'] },
      { validateOnly: true },
    );
    const worth = [{ kind: 'SOLD_LAST_YEAR', amount: { amount: '0.00' } }];
    expect(summary).toEqual({ total: ROWS, accepted: ROWS, tried: ROWS, refusals: [], worth });
  });

  it('is deleted a month after its end, with its rows; its effects stay', async () => {
    const { job } = await bulk(stage.manager, 'customersAddTags', {
      ids: stage.customers.slice(0, 2),
      tags: ['久'],
    });
    const purge = purgeJobs(world.deps);
    later(30 * DAY - 60_000);
    await purge.run();
    expect(await jobOf(stage.manager, job.id)).not.toBeNull();
    later(120_000);
    expect(await purge.run()).toBeGreaterThan(0);
    expect(await jobOf(stage.manager, job.id)).toBeNull();
    expect(await world.rows(sql`select 1 from job_row where job_id = ${job.id.slice(4)}`)).toEqual(
      [],
    );
    expect(await tagged('久')).toBe(2);
  });
});

describe('the progress of a job', () => {
  let live: Live;
  beforeAll(async () => {
    live = await openLive(world, [PROGRESS]);
  });
  afterAll(() => live?.close());

  it('is followed from its present state to its end, at most twenty rows behind', async () => {
    const id = await ask('跟随');
    const stream = await (await live.as(stage.manager)).follow(PROGRESS, { id });
    const next = async () => (await stream.next()).data.jobProgress;
    expect(await next()).toMatchObject({ status: 'QUEUED', done: 0, total: ROWS });
    await world.settle();
    await bulkTask(world.deps).run();
    const seen = [await next()];
    while (seen.at(-1).status === 'QUEUED' || seen.at(-1).status === 'RUNNING')
      seen.push(await next());
    expect(seen.at(-1)).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
    const counts = seen.map(({ done }) => done);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    stream.leave();
  });

  it('of another member does not exist for the caller', async () => {
    const id = await ask('跟随');
    const stream = await (await live.as(stage.rep)).follow(PROGRESS, { id });
    await stream.ended.catch(() => {});
    expect(stream.text()).toContain('NOT_FOUND');
    expect(stream.text()).not.toContain('QUEUED');
  });
});
