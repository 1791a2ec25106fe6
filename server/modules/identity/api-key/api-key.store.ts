import { randomBytes } from 'node:crypto';
import type { AuthStores } from '../../../platform/auth/ports.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { lookUp } from '../../../platform/db/look-up.ts';
import type { Rows, Transaction } from '../../../platform/db/transaction.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { globalId } from '../../../platform/ids.ts';
import { tokens } from '../../../platform/secrets.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role, systemViewer, type Viewer } from '../../../platform/viewer.ts';
import { Background } from '../background.ts';
import type { OrganizationKind } from '../organization/organization.entity.ts';
import { validSession } from '../session/session.store.ts';
import { sessionsEnd } from '../session/session-end.store.ts';
import { ApiKeyEntity, KEY_ROLES, type KeyRole } from './api-key.entity.ts';

const KEYS_PER_ORGANIZATION = 20;
const MARK_MS = 60_000;
/** `temp`: the key ends with the session in which it was created. */
const KEY = /^pg_(live|temp)_([0-9a-f]{8})_([\w-]{43})$/;
const KEY_USE = systemViewer('api keys');
/** Hash to compare for an unknown key, so that the response takes the same time. */
const NO_HASH = tokens.hash('');

/**
 * Roles that a key of an organization may have: its members' roles; for the marketplace also the program
 * roles.
 */
export function keyRolesOf(kind: OrganizationKind): Role[] {
  if (kind === 'OPERATOR') return ['operator', 'service', 'reporting'];
  // A rep sees the customers of one member, and a key has no member.
  return Role.of(kind === 'PARTNER' ? 'partner' : 'seller').filter((role) => role !== 'csp.rep');
}

/** Roles that may issue a key in any role of their organization; a developer only in its own role. */
export const ISSUERS: readonly Role[] = ['csp.owner', 'seller.manager', 'operator'];
export const issuedBy = (role: Role): readonly KeyRole[] =>
  ISSUERS.includes(role) ? KEY_ROLES : role === 'csp.developer' ? [role] : [];

export interface NewApiKey {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly role: KeyRole;
  readonly scopes: Viewer['scopes'];
  readonly expiresAt: Date | null;
  /** First of the keys that this one replaces. */
  readonly originId?: string | null;
}

/**
 * Serializes the creation and revocation of an organization's keys: a key being revoked cannot create another
 * one.
 */
const lockKeys = (tx: Rows, orgId: string): Promise<unknown> =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys:${orgId}`}, 0))`);

/**
 * Writes a key inside the transaction `tx` and returns its full text, shown only now. Throws
 * KEY_LIMIT_REACHED beyond twenty valid keys and ROLE_UNKNOWN for a role of another kind of organization. A
 * key never exceeds its creator: only owners, developers and operators create keys, and a scope that the
 * creator lacks is FORBIDDEN. A key created with a key is its child: it inherits the parent's expiry, and a
 * later one is KEY_OUTLIVES_PARENT.
 */
export async function createApiKey(
  tx: Transaction,
  viewer: Viewer,
  now: Date,
  key: NewApiKey,
): Promise<string> {
  if (key.scopes.some((scope) => !grantable(viewer).includes(scope))) throw PublicError.forbidden();
  const parentId = viewer.via === 'API_KEY' ? viewer.actorId : null;
  await lockKeys(tx, key.orgId);
  const [owner] = await tx.rows<{
    kind: OrganizationKind;
    live: number;
    parentWorks: boolean;
    parentEnds: Date | null;
  }>(sql`
    select o.kind, p.id is not null as "parentWorks", p.expires_at as "parentEnds",
      (select count(*)::int from api_key k where k.org_id = o.id and k.session_id is null and ${works(sql`k`, now)}) as live
    from organization o left join api_key p on p.id = ${parentId} and ${works(sql`p`, now)}
    where o.id = ${key.orgId}`);
  if (!owner || !keyRolesOf(owner.kind).includes(key.role))
    throw refuse('ROLE_UNKNOWN', 'role', { role: key.role });
  if (parentId && !owner.parentWorks) throw PublicError.unauthenticated();
  const ends = owner.parentEnds;
  if (ends && key.expiresAt && key.expiresAt > ends)
    throw refuse('KEY_OUTLIVES_PARENT', 'expiresAt');
  if (owner.live >= KEYS_PER_ORGANIZATION)
    throw refuse('KEY_LIMIT_REACHED', null, { limit: KEYS_PER_ORGANIZATION });
  return await writeKey(tx, now, {
    ...key,
    expiresAt: key.expiresAt ?? ends,
    createdBy: viewer.memberId,
    parentId,
  });
}

const works = (k: Sql, now: Date): Sql =>
  sql`${k}.revoked_at is null and (${k}.expires_at is null or ${k}.expires_at > ${now})`;

/** Writes a key without further checks and returns its full text. */
export async function writeKey(
  tx: Transaction,
  now: Date,
  key: NewApiKey & {
    readonly createdBy: string | null;
    readonly parentId?: string | null;
    readonly sessionId?: string;
  },
): Promise<string> {
  const prefix = randomBytes(4).toString('hex');
  const secret = tokens.create();
  tx.insert(ApiKeyEntity, {
    ...key,
    scopes: [...new Set(key.scopes)],
    createdAt: now,
    prefix,
    secretHash: tokens.hash(secret),
  });
  return `pg_${key.sessionId ? 'temp' : 'live'}_${prefix}_${secret}`;
}

/** Scopes that the viewer may grant: a person may add SCHEMA_READ; a key can only pass on its own scopes. */
const grantable = (viewer: Viewer): Viewer['scopes'] =>
  viewer.via === 'API_KEY' ? viewer.scopes : ['read', 'write', 'schema:read'];

/** A key and every key that was made with it. */
const familyOf = (id: string): Sql => sql`
  with recursive family as (
    select id from api_key where id = ${id}
    union all select k.id from api_key k join family f on k.parent_id = f.id)`;

/** Lets a key and every key that was made with it expire at a time, if they do not before. */
export async function endApiKey(
  tx: Rows,
  { id, orgId }: { readonly id: string; readonly orgId: string },
  until: Date,
): Promise<void> {
  await lockKeys(tx, orgId);
  await tx.rows(sql`
    ${familyOf(id)}
    update api_key set expires_at = ${until}, version = version + 1
    where id in (select id from family) and revoked_at is null and (expires_at is null or expires_at > ${until})`);
}

/**
 * Revokes a key for good, with every key that was made with it, inside the transaction `tx`; their next
 * requests fail. Returns the number of revoked keys.
 */
export async function revokeApiKey(
  tx: Rows,
  { id, orgId }: { readonly id: string; readonly orgId: string },
  now: Date,
): Promise<number> {
  await lockKeys(tx, orgId);
  const revoked = await tx.rows(sql`
    ${familyOf(id)}
    update api_key set revoked_at = ${now}, version = version + 1
    where id in (select id from family) and revoked_at is null
    returning ${sessionsEnd(sql`array[id]`)}`);
  return revoked.length;
}

/**
 * Revokes the keys that a member created, with the keys created with them; those in a role in `kept` stay. The audit
 * names each.
 */
export async function revokeKeysOf(
  tx: Tx,
  { id, orgId }: { readonly id: string; readonly orgId: string },
  kept: readonly KeyRole[],
): Promise<void> {
  await lockKeys(tx, orgId);
  const issued = await tx.rows<{ id: string; name: string; role: KeyRole }>(sql`
    select k.id, k.name, k.role from api_key k
    where k.created_by = ${id} and k.session_id is null and ${works(sql`k`, tx.now)} order by k.created_at, k.id`);
  for (const key of issued.filter(({ role }) => !kept.includes(role))) {
    const keys = await revokeApiKey(tx, { id: key.id, orgId }, tx.now);
    const detail = { name: key.name, keys, createdBy: globalId('mem', id) };
    tx.audit({ action: 'apiKeyRevoke', subjectType: 'ApiKey', subjectId: key.id, detail });
  }
}

interface KeyRow {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly originId: string | null;
  readonly secretHash: string;
  readonly role: KeyRole;
  readonly scopes: Viewer['scopes'];
  readonly lastUsedMs: number | null;
}

/** Keys as credentials: looked up by their prefix, compared by hash in constant time. */
export function keyStore({
  db,
  clock,
  log,
}: CommandDeps): Omit<AuthStores['keys'], 'openExplorer'> {
  const marks = new Background(log);
  const judge = (row: KeyRow | undefined, hash: string, now: Date): Viewer | null => {
    if (!tokens.areEqual(hash, row?.secretHash ?? NO_HASH) || !row) return null;
    if (row.lastUsedMs === null || now.getTime() - row.lastUsedMs >= MARK_MS) {
      marks.once(row.id, () =>
        db.transaction(KEY_USE, (tx) =>
          tx.rows(sql`update api_key set last_used_at = ${now} where id = ${row.id}`),
        ),
      );
    }
    const { id, orgId, originId, name, role, scopes } = row;
    return {
      via: 'API_KEY',
      role,
      side: Role.sideOf(role),
      tenantId: orgId,
      actorId: id,
      ...(originId !== null && { callerId: originId }),
      actorName: name,
      memberId: null,
      scopes,
      subjectId: null,
    };
  };

  const check: AuthStores['keys']['check'] = (text) => {
    const [, kind, prefix, secret] = KEY.exec(text) ?? [];
    if (!prefix || !secret) return null;
    const hash = tokens.hash(secret);
    return {
      id: `${prefix} ${hash}`,
      lookUp(found, expected = KEY_USE) {
        const now = clock.now();
        const take = ([row]: readonly unknown[]): void =>
          found(judge(row as KeyRow | undefined, hash, now));
        return kind === 'temp'
          ? liveKeyOfSession(KEY_USE, { prefix, now }, take)
          : liveKey(expected, { prefix, now }, take);
      },
    };
  };

  return {
    check,
    settle: () => marks.settle(),
  };
}

const keyWhile = (stands: Sql): Sql => sql`
  select k.id, k.org_id as "orgId", k.origin_id as "originId", k.name, k.secret_hash as "secretHash", k.role, k.scopes,
    ${sql.ms(sql.raw('k.last_used_at'))} as "lastUsedMs"
  from api_key k
  where k.prefix = ${sql.arg('prefix')} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${sql.arg('now')})
    and (select o.status from organization o where o.id = k.org_id) = 'ACTIVE' and ${stands}`;

const liveKey = lookUp(keyWhile(sql`k.session_id is null`));
/** A statement of its own: PostgreSQL opens every table of a statement, even those that it does not read. */
const liveKeyOfSession = lookUp(keyWhile(sql`exists (${validSession(sql`k.session_id`)})`));
