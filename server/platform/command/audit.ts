import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn } from '../db/database.ts';
import { sql } from '../read/sql.ts';
import type { Viewer } from '../viewer.ts';
import type { AuditLine } from './command.ts';
import { insertion } from './insertion.ts';
import { AuditEntryEntity } from './records.entity.ts';

export interface AuditContext {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly requestId: string;
  newId(): string;
}

const SHANGHAI_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
/** Hash before the first line of a day. */
export const GENESIS = '0'.repeat(64);

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

/** JSON with sorted keys: the same value gives the same text whatever PostgreSQL did to its key order. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

/** Hash of an entry under the hash before it. */
export function entryHash(previous: string, e: HashedEntry): string {
  const row = [
    e.tenantId,
    e.day,
    e.position,
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
  ];
  return createHash('sha256').update(previous).update(canonical(row)).digest('hex');
}

/**
 * Appends lines to the chain of the viewer's tenant and day. Call it last in a transaction: it holds
 * the chain's lock until the commit.
 */
export async function appendAudit(
  em: SqlEntityManager,
  context: AuditContext,
  lines: readonly AuditLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const { viewer, now } = context;
  const day = SHANGHAI_DAY.format(now);
  await rowsIn(
    em,
    sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${viewer.tenantId}:${day}`}, 0))`,
  );
  const [last] = await rowsIn<{ position: number; hash: string }>(
    em,
    sql`select position, hash from audit_entry where tenant_id = ${viewer.tenantId} and day = ${day} order by position desc limit 1`,
  );
  let position = last?.position ?? 0;
  let previousHash = last?.hash ?? GENESIS;
  const entries = lines.map((line) => {
    position += 1;
    const entry = {
      tenantId: viewer.tenantId,
      day,
      position,
      createdAt: now,
      actorId: viewer.actorId,
      actorName: viewer.actorName,
      role: viewer.role,
      via: viewer.via,
      action: line.action,
      subjectType: line.subjectType,
      subjectId: line.subjectId,
      requestId: context.requestId,
      detail: line.detail ?? {},
    };
    const hash = entryHash(previousHash, entry);
    const written = { id: context.newId(), ...entry, previousHash, hash };
    previousHash = hash;
    return written;
  });
  await rowsIn(em, insertion(AuditEntryEntity, entries));
}
