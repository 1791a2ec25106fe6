import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { uuidv7 } from '../../../server/platform/ids.ts';
import { claimDeadline, setDeadline } from '../../../server/platform/jobs/deadlines.ts';
import { outbox } from '../../../server/platform/jobs/outbox.ts';
import {
  type Jobs,
  type JobsDeps,
  settleJobs,
  startJobs,
} from '../../../server/platform/jobs/worker.ts';
import type { Mailer, OutgoingMail } from '../../../server/platform/mail/mailer.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { ROOT } from '../../kit/launcher.ts';
import { LONG, sizes } from '../../kit/sizes.ts';
import { openJobsDatabase } from './jobs-database.ts';

const log = pino({ level: 'silent' });
const system = systemViewer('test');
const clock = new ShiftedClock();
const sent: OutgoingMail[] = [];
const mailer: Mailer = {
  keepsBodies: false,
  close() {},
  send: async (mail) => String(sent.push(mail)),
};

let db: Database;
let drop: () => Promise<void>;
let deps: JobsDeps;
let admin: pg.Client;
let jobs: Jobs | undefined;

beforeAll(async () => {
  let superuserUrl: string;
  ({ db, drop, superuserUrl } = await openJobsDatabase());
  admin = new pg.Client({ connectionString: superuserUrl });
  await admin.connect();
  deps = {
    db,
    clock,
    log,
    mailer,
    publicUrl: 'https://portal.example.com',
    fire: (_type, _event, _subject, id) =>
      db.transaction(system, async (tx) => {
        if (await claimDeadline(tx, id, clock.now())) await mail(tx);
      }),
  };
});
afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
  sent.length = 0;
});
afterAll(async () => {
  await admin.end();
  await drop();
});

const mail = (tx: Parameters<typeof outbox.mail>[0]): Promise<string> =>
  outbox.mail(tx, {
    template: 'passwordReset',
    locale: 'zh',
    to: 'a@example.com',
    params: { name: '李', hours: 1 },
    links: { resetLink: '/r' },
    now: clock.now(),
  });

const clockIn = (ms: number): Promise<void> =>
  db.transaction(system, (tx) =>
    setDeadline(tx, {
      subjectType: 'Demand',
      subjectId: uuidv7(clock.now()),
      event: 'expire',
      kind: 'INSTANT',
      dueAt: new Date(clock.now().getTime() + ms),
      onExpiry: 'REJECTED',
      label: 'a demand',
      now: clock.now(),
    }),
  );

async function eventually(
  condition: () => boolean | Promise<boolean>,
  patienceMs = 8_000,
): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error(`did not happen within ${patienceMs} ms`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

const count = async (query: string): Promise<number> =>
  Number((await admin.query(`select count(*) from ${query}`)).rows[0].count);

test('a mail is sent at once and a clock fires at its time, without waiting for the minute', async () => {
  jobs = await startJobs(deps);
  await db.transaction(system, (tx) => mail(tx));
  await eventually(() => sent.length === 1);
  await clockIn(300);
  await eventually(() => sent.length === 2);
});

test('a mail server that does not answer blocks no other job and no stop', async () => {
  let asked = 0;
  let hangUp = (): void => {};
  const hanging: Mailer = {
    keepsBodies: false,
    send: () => {
      asked += 1;
      return new Promise((_, reject) => {
        hangUp = () => reject(new Error('closed'));
      });
    },
    close: () => hangUp(),
  };
  jobs = await startJobs({ ...deps, mailer: hanging });
  for (let i = 0; i < 10; i++) await db.transaction(system, (tx) => mail(tx));
  await eventually(() => asked > 0);
  await clockIn(0);
  await eventually(async () => (await count('deadline where fired_at is null')) === 0);
  expect(asked).toBe(1);
  await jobs.stop();
  jobs = undefined;
  expect(await count(`outbox_message where last_error = 'closed'`)).toBe(1);
  await admin.query('delete from outbox_message');
});

test('work written while no worker ran is found by the next one', async () => {
  await db.transaction(system, (tx) => mail(tx));
  await clockIn(0);
  expect(sent).toHaveLength(0);
  jobs = await startJobs(deps);
  await eventually(() => sent.length === 2);
});

test('a hint is part of its transaction', async () => {
  const before = await count('graphile_worker.jobs');
  const failing = db.transaction(system, async (tx) => {
    await mail(tx);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await count('graphile_worker.jobs')).toBe(before);
});

test('the application may notify a worker but not touch its queue', async () => {
  const touch = db.transaction(system, (tx) => tx.rows(sql`select * from graphile_worker.jobs`));
  await expect(touch).rejects.toThrow(/permission denied/);
});

test('lost hints cost nothing: settling needs no queue', async () => {
  await db.transaction(system, (tx) => mail(tx));
  await clockIn(0);
  await admin.query('delete from graphile_worker._private_jobs');
  await settleJobs(deps);
  expect(sent).toHaveLength(2);
});

test('settling continues until the consequences are done', async () => {
  let left = 3;
  const series = {
    name: 'series',
    async run() {
      if (left === 0) return 0;
      left -= 1;
      await clockIn(0);
      return 1;
    },
  };
  await settleJobs({ ...deps, tasks: [series] });
  expect([left, sent.length]).toEqual([0, 3]);
});

test('jobs of a killed worker are freed, those of a living one are not', async () => {
  const lock = async (worker: string, age: string): Promise<void> => {
    await admin.query(
      `select graphile_worker.add_job('other', run_at => now() + interval '1 day', job_key => $1)`,
      [worker],
    );
    await admin.query(
      `update graphile_worker._private_jobs set locked_by = key, locked_at = now() - $2::interval where key = $1`,
      [worker, age],
    );
  };
  const beat = (worker: string, age: string): Promise<unknown> =>
    admin.query(
      `insert into worker_heartbeat values (gen_random_uuid(), array[$1], now() - $2::interval)`,
      [worker, age],
    );
  await lock('killed', '2 minutes');
  await beat('killed', '1 minute');
  await lock('working', '2 minutes');
  await beat('working', '5 seconds');
  await lock('unnamed', '5 seconds');
  jobs = await startJobs(deps);
  await eventually(
    async () => (await count(`graphile_worker.jobs where locked_by = 'killed'`)) === 0,
  );
  expect(await count(`graphile_worker.jobs where locked_by in ('working', 'unnamed')`)).toBe(2);
});

/** Starts a worker process; resolves when it is in the middle of a deadline. */
async function workerInTheMiddle(): Promise<{ child: ChildProcess; deadline: string }> {
  const args = ['--no-warnings', '--import', './server/tools/ts.mjs'];
  const child = spawn(
    process.execPath,
    [...args, 'test/api/platform/worker-child.ts', db.url, db.ownerUrl],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [text] = await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${code}`))),
  ]);
  return { child, deadline: /claimed (\S+)/.exec(String(text))![1]! };
}

/** Fifty seconds pass for the leases of a dead worker; the long run waits for them. */
async function leasesAge(): Promise<void> {
  clock.advance(50_000);
  await admin.query(
    `update worker_heartbeat set beat_at = beat_at - interval '50 seconds';
     update graphile_worker._private_jobs set locked_at = locked_at - interval '50 seconds' where locked_by is not null`,
  );
}

test(`deadlines of killed workers fire within 60 s, once, ${sizes.workerKills} times`, async () => {
  await admin.query('delete from worker_heartbeat; delete from graphile_worker._private_jobs');
  for (let round = 0; round < sizes.workerKills; round++) {
    await clockIn(0);
    const { child, deadline } = await workerInTheMiddle();
    const dead = once(child, 'exit');
    child.kill('SIGKILL');
    await dead;
    if (!LONG) await leasesAge();
    const fired: string[] = [];
    jobs = await startJobs({
      ...deps,
      fire: (_type, _event, _subject, id) =>
        db.transaction(system, async (tx) => {
          if (await claimDeadline(tx, id, clock.now())) fired.push(id);
        }),
    });
    await eventually(() => fired.length > 0, LONG ? 60_000 : 8_000);
    await jobs.stop();
    jobs = undefined;
    expect(fired).toEqual([deadline]);
    expect(await count('deadline where fired_at is null')).toBe(0);
  }
}, 5_400_000);

test('a stopped worker leaves no lock and no heartbeat', async () => {
  await admin.query('delete from worker_heartbeat; delete from graphile_worker._private_jobs');
  jobs = await startJobs(deps);
  expect(await count('worker_heartbeat')).toBe(1);
  await jobs.stop();
  jobs = undefined;
  expect(await count('worker_heartbeat')).toBe(0);
  expect(await count('graphile_worker.jobs where locked_by is not null')).toBe(0);
});
