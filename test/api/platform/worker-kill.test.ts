import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { systemClock } from '../../../server/platform/clock.ts';
import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { uuidv7 } from '../../../server/platform/ids.ts';
import { claimDeadline, setDeadline } from '../../../server/platform/jobs/deadlines.ts';
import { jobEntities } from '../../../server/platform/jobs/index.ts';
import { startJobs } from '../../../server/platform/jobs/worker.ts';
import { mailboxMailer } from '../../../server/platform/mail/mailer.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { ROOT } from '../../kit/launcher.ts';
import { sizes } from '../../kit/sizes.ts';

const system = systemViewer('test');
let fresh: FreshDatabase;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  const { url, ownerUrl } = fresh;
  db = await openDatabase({ url, ownerUrl, entities: jobEntities });
});
afterAll(async () => {
  await db?.close();
  await fresh?.drop();
});

/** Starts a worker process; resolves when it is in the middle of a deadline. */
function workerInTheMiddle(): Promise<{ child: ChildProcess; deadline: string }> {
  const args = ['--no-warnings', '--import', './server/tools/ts.mjs'];
  const child = spawn(
    process.execPath,
    [...args, 'test/api/platform/worker-child.ts', fresh.url, fresh.ownerUrl],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)));
    child.stdout!.on('data', (text: Buffer) => {
      const deadline = /claimed (\S+)/.exec(text.toString())?.[1];
      if (deadline) resolve({ child, deadline });
    });
  });
}

const startDeadline = (now: Date): Promise<void> =>
  db.transaction(system, (tx) =>
    setDeadline(tx, {
      subjectType: 'Demand',
      subjectId: uuidv7(now),
      event: 'expire',
      kind: 'INSTANT',
      dueAt: now,
      onExpiry: 'REJECTED',
      label: 'a demand',
      now,
    }),
  );

test(`deadlines of killed workers fire within 60 s, once, ${sizes.workerKills} times`, async () => {
  for (let round = 0; round < sizes.workerKills; round++) {
    await startDeadline(systemClock.now());
    const { child, deadline } = await workerInTheMiddle();
    const dead = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await dead;
    const killedAt = performance.now();
    const fired: string[] = [];
    const jobs = await startJobs({
      db,
      clock: systemClock,
      log: pino({ level: 'silent' }),
      mailer: mailboxMailer,
      publicUrl: 'https://portal.example.com',
      fire: (_type, _event, _subject, id) =>
        db.transaction(system, async (tx) => {
          if (await claimDeadline(tx, id, systemClock.now())) fired.push(id);
        }),
    });
    try {
      while (fired.length === 0 && performance.now() - killedAt < 90_000)
        await new Promise((resolve) => setTimeout(resolve, 250));
      expect(fired).toEqual([deadline]);
      expect(performance.now() - killedAt).toBeLessThan(60_000);
    } finally {
      await jobs.stop();
    }
    const rows = await db.transaction(system, (tx) =>
      tx.rows(sql`select 1 from deadline where fired_at is null`),
    );
    expect(rows).toEqual([]);
  }
}, 5_400_000);
