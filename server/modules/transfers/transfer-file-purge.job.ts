import type { CommandDeps } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import { systemViewer } from '../../platform/viewer.ts';

const BATCH = 100;

/**
 * Removes the bytes of expired files; their rows stay with the job's history. The bytes go before the row is marked,
 * so that a failure repeats the removal.
 */
export const purgeTransferFiles = ({ db, clock, files }: CommandDeps) => ({
  name: 'purge-transfer-files',
  run: () =>
    db.transaction(systemViewer('purge'), async (tx) => {
      const now = clock.now();
      const old = await tx.rows<{ id: string; key: string }>(sql`
        select id, storage_key as key from transfer_file where removed_at is null and expires_at <= ${now}
        order by expires_at limit ${BATCH} for update skip locked`);
      for (const { key } of old) await files.store.remove(key);
      await tx.rows(
        sql`update transfer_file set removed_at = ${now} where id = any(${old.map(({ id }) => id)}::uuid[])`,
      );
      return old.length;
    }),
});
