import { hash } from 'node:crypto';
import { lockout } from '../../../platform/auth/lockout.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { uuidv7 } from '../../../platform/ids.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { countAttempts } from './sign-in-attempt.store.ts';

export const PASSWORD_RESET_TASK = 'password-resets';

/**
 * Largest number of mails to one address per hour; further requests change nothing, and earlier links remain
 * valid.
 */
const OF_ACCOUNT = { free: 3, stop: 3 };
const OF_NETWORK = { free: 20, stop: 20 };

/**
 * Writes down that somebody wants a new password for a mail address, known or not, in the transaction `tx`.
 * Returns how long the network has to wait, in milliseconds; 0: taken.
 */
export async function requestPasswordReset(
  tx: Rows,
  mail: string,
  ip: string,
  now: Date,
): Promise<number> {
  const at = now.getTime();
  const keys = [`reset:${hash('sha256', mail)}`, `reset-network:${lockout.networkOf(ip)}`];
  const { wait, mails } = await countAttempts(tx, keys, ([account, network]) => {
    const wait = lockout.waitFor(network!, at, OF_NETWORK);
    const mails = wait === 0 && lockout.waitFor(account!, at, OF_ACCOUNT) === 0;
    const counted = (attempts: NonNullable<typeof account>) =>
      lockout.ended(lockout.begun(attempts, at), at, at, 'failed');
    const next = [mails ? counted(account!) : account!, wait === 0 ? counted(network!) : network!];
    return { next, result: { wait, mails } };
  });
  if (!mails) return wait;
  await tx.rows(
    sql`insert into password_reset_request (id, created_at, mail) values (${uuidv7(now)}, ${now}, ${mail})`,
  );
  await hint(tx, PASSWORD_RESET_TASK, 0, PASSWORD_RESET_TASK);
  return 0;
}
