import { randomInt } from 'node:crypto';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { tokens } from '../../../platform/secrets.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { CodeCounts, CodeSeries } from './one-time-code.read.ts';

const MINUTE = 60_000;
const DIGITS = 6;

/** A code to send and the columns of its row. */
export interface NewCode {
  readonly id: string;
  readonly code: string;
  readonly hash: string;
  readonly minutes: number;
  readonly expiresAt: Date;
}

/** The hashes of a code that are valid; the first is stored. They include the row's id, so that equal codes differ. */
const hashes = (tx: Tx, { purpose }: CodeSeries, id: string, code: string): readonly string[] =>
  tx.secrets.signatures(purpose, `${id}:${code}`);

/** Draws a code. The caller stores its row and has checked the limits. */
export async function newCode(tx: Tx, series: CodeSeries): Promise<NewCode> {
  const id = tx.newId();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const minutes = await series.valid.value(tx, tx.now);
  const expiresAt = new Date(tx.now.getTime() + minutes * MINUTE);
  return { id, code, hash: hashes(tx, series, id, code)[0]!, minutes, expiresAt };
}

/** The latest code that was sent for a purpose. */
export interface SentCode {
  readonly id: string;
  readonly hash: string;
  /** Whether it is used, expired or superseded. */
  readonly isOver: boolean;
}

/**
 * Checks an entered code and uses the sent one up. Refuses with CODE_REQUIRED, CODE_EXPIRED, CODE_WRONG (with the
 * tries left) or CODE_LOCKED; a wrong entry stays counted and is audited.
 */
export async function spendCode(
  tx: Tx,
  series: CodeSeries,
  entry: {
    readonly code: string;
    readonly sent: SentCode | undefined;
    readonly counts: CodeCounts;
    /** Writes the audit line of a wrong entry with the tries left. */
    auditWrong(detail: { readonly left: number }): void;
  },
): Promise<void> {
  const { code, sent, counts } = entry;
  if (!sent) throw refuse('CODE_REQUIRED', 'code');
  const before = await counted(tx, counts);
  if (before.left === 0) throw refuse('CODE_LOCKED', 'code', { at: before.at });
  if (sent.isOver) throw refuse('CODE_EXPIRED', 'code');
  if (hashes(tx, series, sent.id, code).some((one) => tokens.areEqual(one, sent.hash))) {
    await tx.rows(sql`update ${series.table} set used_at = ${tx.now} where id = ${sent.id}`);
    return;
  }
  await tx.rows(
    sql`update ${series.table} set wrong_tries = wrong_tries + 1 where id = ${sent.id}`,
  );
  const { left, at } = await counted(tx, counts);
  entry.auditWrong({ left });
  throw left > 0
    ? refuse.lasting('CODE_WRONG', 'code', { left })
    : refuse.lasting('CODE_LOCKED', 'code', { at });
}

/** Returns the tries left, and the time from which another code may be sent. */
async function counted(
  tx: Tx,
  { triesLeft, nextText }: CodeCounts,
): Promise<{ left: number; at: string }> {
  const [found] = await tx.rows<{ left: number; at: string | null }>(
    sql`select ${triesLeft} as left, ${nextText} as at`,
  );
  return { left: found!.left, at: found!.at ?? '' };
}
