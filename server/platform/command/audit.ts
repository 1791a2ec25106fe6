import { hash } from 'node:crypto';
import { calendar } from '../calendar.ts';
import type { Transaction } from '../db/transaction.ts';
import { insertionFrom } from '../db/write.ts';
import { print, sql, type Template } from '../sql/sql.ts';
import { advisoryLock } from './lock.ts';
import { AuditEntryEntity } from './records.entity.ts';
import type { AuditLine } from './types.ts';

export interface AuditContext {
  readonly now: Date;
  readonly requestId: string;
  newId(): string;
}

const GENESIS = '0'.repeat(64);

/** The fields that the hash covers, in a fixed order. */
export interface HashedEntry {
  readonly tenantId: string;
  readonly day: string;
  readonly position: number;
  readonly createdAt: Date;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string;
  readonly via: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly requestId: string;
  readonly detail: unknown;
}

/** JSON with sorted keys: equal values give equal texts, even after PostgreSQL has reordered the keys. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object' || value instanceof Date)
    return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort())
    if (fields[name] !== undefined)
      text += `${text && ','}${JSON.stringify(name)}:${canonical(fields[name])}`;
  return `{${text}}`;
}

function hashedText(e: Omit<HashedEntry, 'position'>): readonly [string, string] {
  const head = canonical([e.tenantId, e.day]);
  const tail = canonical([
    e.createdAt.toISOString(),
    e.actorId,
    e.actorName,
    e.role,
    e.via,
    e.action,
    e.subjectType,
    e.subjectId,
    e.requestId,
    e.detail,
  ]);
  return [`${head.slice(0, -1)},`, `,${tail.slice(1)}`];
}

function entryHash(previous: string, entry: HashedEntry): string {
  const [head, tail] = hashedText(entry);
  return hash('sha256', `${previous}${head}${entry.position}${tail}`);
}

export const auditChain = {
  genesis: GENESIS,
  hash: entryHash,
};

/**
 * Appends lines to the chain of tenant and day; call it last, since it locks the chain until the commit. PostgreSQL
 * finds the chain's end and computes the hash. The lock is a statement of its own, because a statement sees only rows
 * committed before it.
 */
export function appendAudit(
  tx: Transaction,
  { now, requestId, newId }: AuditContext,
  lines: readonly AuditLine[],
): void {
  if (lines.length === 0) return;
  const { tenantId, actorId, actorName, role, via } = tx.viewer;
  const day = calendar.localDate(now);
  tx.write(advisoryLock(`audit:${tenantId}:${day}`));
  for (const { action, subjectType, subjectId, detail = {} } of lines) {
    const by = { tenantId, day, createdAt: now, actorId, actorName, role, via };
    const entry = { ...by, action, subjectType, subjectId, requestId, detail };
    const [head, tail] = hashedText(entry);
    const args = { id: newId(), ...entry, detail: JSON.stringify(detail), head, tail };
    appending ??= chained();
    tx.write(print(appending, { args }));
  }
}

let appending: Template | undefined;

function chained(): Template {
  const given = [
    ...['id', 'tenantId', 'day', 'createdAt', 'actorId', 'actorName', 'role', 'via'],
    ...['action', 'subjectType', 'subjectId', 'requestId', 'detail'],
  ];
  const end = sql`(
    select coalesce(max(l.position), 0) + 1 as position, coalesce(max(l.hash), ${sql.literal(GENESIS)}) as previous from (
      select position, hash from audit_entry where tenant_id = ${sql.arg('tenantId')} and day = ${sql.arg('day')}
      order by position desc limit 1) l) e`;
  const text = sql`e.previous || ${sql.arg('head')}::text || e.position || ${sql.arg('tail')}::text`;
  const row = {
    ...Object.fromEntries(given.map((name) => [name, sql.arg(name)])),
    position: sql`e.position`,
    previousHash: sql`e.previous`,
    hash: sql`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`,
  };
  return sql.template(insertionFrom(AuditEntryEntity, row, end));
}
