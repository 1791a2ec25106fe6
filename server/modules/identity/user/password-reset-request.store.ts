import { hash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { begun, ended, type Limits, networkOf, waitFor } from '../../../platform/auth/lockout.ts';
import { rowsIn } from '../../../platform/db/database.ts';
import { uuidv7 } from '../../../platform/ids.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { countAttempts } from './sign-in-attempt.store.ts';

export const PASSWORD_RESET_TASK = 'password-resets';

/**
 * Largest number of mails to one address per hour; further requests change nothing, and earlier links remain
 * valid.
 */
const OF_ACCOUNT: Limits = { free: 3, stop: 3 };
const OF_NETWORK: Limits = { free: 20, stop: 20 };

/**
 * Records a request for a new password for a mail address, known or not, in the transaction of `em`. Returns
 * the time in milliseconds that the network must wait; 0 if the request was accepted.
 */
export async function requestPasswordReset(
  em: SqlEntityManager,
  mail: string,
  ip: string,
  now: Date,
): Promise<number> {
  const at = now.getTime();
  const keys = [`reset:${hash('sha256', mail)}`, `reset-network:${networkOf(ip)}`];
  const { wait, mails } = await countAttempts(em, keys, ([account, network]) => {
    const wait = waitFor(network!, at, OF_NETWORK);
    const mails = wait === 0 && waitFor(account!, at, OF_ACCOUNT) === 0;
    const counted = (attempts: NonNullable<typeof account>) =>
      ended(begun(attempts, at), at, at, 'failed');
    const next = [mails ? counted(account!) : account!, wait === 0 ? counted(network!) : network!];
    return { next, result: { wait, mails } };
  });
  if (!mails) return wait;
  await rowsIn(
    em,
    sql`insert into password_reset_request (id, created_at, mail) values (${uuidv7(now)}, ${now}, ${mail})`,
  );
  await hint(em, PASSWORD_RESET_TASK, 0, PASSWORD_RESET_TASK);
  return 0;
}
