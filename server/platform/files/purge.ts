import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, HOUR } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { JobTask } from '../jobs/worker.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';
import { unattachedHours } from './file.policies.ts';
import type { Files } from './open-store.ts';

const BATCH = 100;

/**
 * Removes files that no command has attached in time. The bytes go before the row, so that a failure leaves a row for
 * the next run; a file that a command attaches meanwhile is locked, and stays.
 */
export const purgeFiles = (
  db: Database,
  clock: Clock,
  realClock: Clock,
  { store, incoming }: Files,
): JobTask => ({
  name: 'purge-files',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const before = new Date(now.getTime() - (await unattachedHours.value(tx, now)) * HOUR);
      const old = await tx.rows<{ id: string; key: string }>(sql`
        select id, storage_key as key from attachment where subject_id is null and created_at < ${before}
        order by created_at limit ${BATCH} for update skip locked`);
      for (const { key } of old) await store.remove(key);
      await tx.rows(sql`delete from attachment where id = any(${old.map(({ id }) => id)}::uuid[])`);
      await tidy(incoming, new Date(realClock.now().getTime() - LEFT_MS));
      return old.length;
    }),
});

/** An upload takes seconds. A file that is older was left by a process that was killed. */
const LEFT_MS = HOUR;

async function tidy(incoming: string, before: Date): Promise<void> {
  const names = await readdir(incoming).catch(() => []);
  for (const name of names) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtime < before) await rm(path, { force: true });
  }
}
