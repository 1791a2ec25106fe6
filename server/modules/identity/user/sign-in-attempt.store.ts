import { lockout } from '../../../platform/auth/lockout.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';

type Attempts = typeof lockout.none;

/** Locks the counters of `keys` in a fixed order, calls `change` and stores its result. */
export async function countAttempts<T>(
  tx: Rows,
  keys: readonly string[],
  change: (found: readonly Attempts[]) => { next: readonly Attempts[]; result: T },
): Promise<T> {
  for (const key of [...keys].sort()) {
    await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${key}`}, 0))`);
  }
  const rows = await tx.rows<Attempts & { key: string }>(sql`
    select key, failures, pending from sign_in_attempt where key in (${sql.join(
      keys.map((key) => sql`${key}`),
      ', ',
    )})`);
  const found = keys.map((key) => rows.find((row) => row.key === key) ?? lockout.none);
  const { next, result } = change(found);
  for (const [i, key] of keys.entries()) {
    const attempts = next[i]!;
    if (attempts === found[i]) continue;
    if (attempts.failures.length === 0 && attempts.pending.length === 0) {
      await tx.rows(sql`delete from sign_in_attempt where key = ${key}`);
      continue;
    }
    await tx.rows(sql`
      insert into sign_in_attempt (key, failures, pending, updated_at)
      values (${key}, ${JSON.stringify(attempts.failures)}::jsonb, ${JSON.stringify(attempts.pending)}::jsonb, now())
      on conflict (key) do update
        set failures = excluded.failures, pending = excluded.pending, updated_at = excluded.updated_at`);
  }
  return result;
}

/** Forgets the failed attempts on an account, because they were made against a previous password. */
export async function forgetAttempts(tx: Rows, mail: string): Promise<void> {
  await tx.rows(sql`delete from sign_in_attempt where key = ${lockout.accountKey(mail)}`);
}

export async function purgeAttempts(tx: Rows): Promise<void> {
  await tx.rows(sql`
    delete from sign_in_attempt where key in (
      select key from sign_in_attempt where updated_at < now() - interval '2 hours' limit 100 for update skip locked)`);
}
