import { hash } from 'node:crypto';
import { DAY } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { lookUp } from '../db/look-up.ts';
import { PublicError, type UserError } from '../errors.ts';
import { isReason } from '../reasons.ts';
import { print, sql } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import { canonical } from './audit.ts';
import type { Tx } from './types.ts';

const KEEP_DAYS = 30;

export interface Key {
  readonly key: string;
  readonly command: string;
  /** Hash of command and input. Reuse of a key with another hash is a caller's error. */
  readonly fingerprint: string;
}

/** Throws BAD_USER_INPUT unless the key has 1 to 200 characters. */
export function keyOf(key: string, command: string, input: unknown): Key {
  if (key.length < 1 || key.length > 200)
    throw PublicError.badInput('An idempotency key must have 1 to 200 characters.');
  return { key, command, fingerprint: hash('sha256', canonical([command, input])) };
}

const claim = sql.template(sql`
  insert into idempotency_key (tenant_id, actor_id, key, command, fingerprint, created_at, expires_at)
  values (${sql.viewer.tenantId}, ${sql.viewer.callerId}, ${sql.arg('key')}, ${sql.arg('command')}, ${sql.arg('fingerprint')},
    ${sql.arg('now')}, ${sql.arg('expires')})`);

/** Claims the key. A concurrent claim waits for the first transaction's commit, then fails as `isTaken`. */
export async function claimKey({ now, rows }: Tx, made: Key): Promise<void> {
  const expires = new Date(now.getTime() + KEEP_DAYS * DAY);
  await rows(claim, { ...made, now, expires });
}

export const isTaken = (error: unknown): boolean =>
  (error as { constraint?: string }).constraint === 'idempotency_key_pkey';

const outcome = sql.template(sql`
  update idempotency_key set response = ${sql.arg('values')}::jsonb
  where tenant_id = ${sql.viewer.tenantId} and actor_id = ${sql.viewer.callerId} and key = ${sql.arg('key')}`);

/** Stores the response for a repeat with the key: values of the payload, or `userErrors`. */
export const storeOutcome = ({ viewer, write }: Tx, { key }: Key, values: object): void =>
  write(print(outcome, { viewer, args: { key, values: JSON.stringify(values) } }));

/** The stored response of a claimed key. Throws CONFLICT if the key belongs to another command or input. */
export async function storedOutcome(
  db: Database,
  viewer: Viewer,
  { key, fingerprint }: Key,
): Promise<{ values: Readonly<Record<string, unknown>>; userErrors: readonly UserError[] }> {
  const [held] = await db.lookUp<{
    fingerprint: string;
    response: Record<string, unknown> & { userErrors?: readonly UserError[] };
  }>(outcomeKept(viewer, { key }));
  if (held?.fingerprint !== fingerprint)
    throw new PublicError('CONFLICT', 'This idempotency key was used for another input.');
  const { userErrors = [], ...values } = held.response;
  const known = userErrors.map(({ code, ...error }) => ({
    ...error,
    code: isReason(code) ? code : ('UNKNOWN_REASON' as const),
  }));
  return { values, userErrors: known };
}

/** Whether a command has claimed the key and committed. */
export const wasUsed = async (db: Database, viewer: Viewer, { key }: Key): Promise<boolean> =>
  (await db.lookUp(outcomeKept(viewer, { key }))).length > 0;

const outcomeKept = lookUp(
  sql`
    select fingerprint, response from idempotency_key
    where tenant_id = ${sql.viewer.tenantId} and actor_id = ${sql.viewer.callerId} and key = ${sql.arg('key')}`,
);
