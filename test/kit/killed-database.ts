import type { Database } from '../../server/platform/db/database.ts';
import type { World } from './world.ts';

/** A database of which only so many transactions work, as for a process that is killed after them. */
export function failingAfter({ db }: World, transactions: number): Database {
  let left = transactions;
  const transaction = (...args: Parameters<typeof db.transaction>) =>
    left-- > 0 ? db.transaction(...args) : Promise.reject(new Error('killed'));
  return { ...db, transaction: transaction as typeof db.transaction };
}
