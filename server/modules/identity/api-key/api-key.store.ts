import { randomBytes } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { answerOf } from '../../../platform/auth/optimistic-credential.ts';
import type { KeyStore } from '../../../platform/auth/ports.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Database, rowsIn } from '../../../platform/db/database.ts';
import { lookUp } from '../../../platform/db/look-up.ts';
import { forbidden, refuse, unauthenticated } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/log.ts';
import { hashToken, newToken, sameSecret } from '../../../platform/secrets.ts';
import { arg, type Sql, sql } from '../../../platform/sql/sql.ts';
import {
  ROLES,
  type Role,
  rolesOf,
  type Scope,
  systemViewer,
  type Viewer,
} from '../../../platform/viewer.ts';
import { Background } from '../background.ts';
import type { OrganizationKind } from '../organization/organization.entity.ts';
import { sessionStands } from '../session/session.store.ts';
import { sessionsEnd } from '../session/session-end.store.ts';
import { ApiKeyEntity, type KeyRole } from './api-key.entity.ts';

const KEYS_PER_ORGANIZATION = 20;
const MARK_MS = 60_000;
/** `temp`: it ends with the session that it was made in. */
const KEY = /^pg_(live|temp)_([0-9a-f]{8})_([\w-]{43})$/;
const KEY_USE = systemViewer('api keys');
/** A key that does not exist is compared with this, so that the answer takes the same time. */
const NO_HASH = hashToken('');

/** Roles a key of an organization may have: its members' roles; for the marketplace also the program roles. */
export function keyRolesOf(kind: OrganizationKind): Role[] {
  if (kind === 'OPERATOR') return ['operator', 'service', 'reporting'];
  // A representative sees the customers of one member, and a key has no member.
  return rolesOf(kind === 'PARTNER' ? 'partner' : 'seller').filter((role) => role !== 'csp.rep');
}

export interface NewApiKey {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly role: KeyRole;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** Taken by whatever makes or ends keys of an organization: a key that is being revoked makes no further one. */
const lockKeys = (em: SqlEntityManager, orgId: string): Promise<unknown> =>
  rowsIn(em, sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys:${orgId}`}, 0))`);

/**
 * Writes a key inside the transaction of `em` and returns its full text, shown this once.
 * Refuses KEY_LIMIT_REACHED beyond twenty live keys, ROLE_UNKNOWN for a role that is not the
 * organization's. A key gives away no more than its maker has: only the owner, a developer or an
 * operator makes keys, and a scope the maker lacks is FORBIDDEN. A key that a key makes is its child: it
 * takes over the parent's end, and a later one is KEY_OUTLIVES_PARENT.
 */
export async function createApiKey(
  em: SqlEntityManager,
  viewer: Viewer,
  now: Date,
  key: NewApiKey,
): Promise<string> {
  if (key.scopes.some((scope) => !grantable(viewer).includes(scope))) throw forbidden();
  const parentId = viewer.via === 'API_KEY' ? viewer.actorId : null;
  await lockKeys(em, key.orgId);
  const [owner] = await rowsIn<{
    kind: OrganizationKind;
    live: number;
    parentWorks: boolean;
    parentEndsMs: number | null;
  }>(
    em,
    sql`
    select o.kind, p.id is not null as "parentWorks",
      (extract(epoch from p.expires_at) * 1000)::float8 as "parentEndsMs",
      (select count(*)::int from api_key k where k.org_id = o.id and k.session_id is null and ${works(sql`k`, now)}) as live
    from organization o left join api_key p on p.id = ${parentId} and ${works(sql`p`, now)}
    where o.id = ${key.orgId}`,
  );
  if (!owner || !keyRolesOf(owner.kind).includes(key.role))
    throw refuse('ROLE_UNKNOWN', 'role', { role: key.role });
  if (parentId && !owner.parentWorks) throw unauthenticated();
  const ends = owner.parentEndsMs === null ? null : new Date(owner.parentEndsMs);
  if (ends && key.expiresAt && key.expiresAt > ends)
    throw refuse('KEY_OUTLIVES_PARENT', 'expiresAt');
  if (owner.live >= KEYS_PER_ORGANIZATION)
    throw refuse('KEY_LIMIT_REACHED', null, { limit: KEYS_PER_ORGANIZATION });
  return await writeKey(em, now, {
    ...key,
    expiresAt: key.expiresAt ?? ends,
    createdBy: viewer.memberId,
    parentId,
  });
}

const works = (k: Sql, now: Date): Sql =>
  sql`${k}.revoked_at is null and (${k}.expires_at is null or ${k}.expires_at > ${now})`;

/** Writes a key that was decided on, and returns its full text. */
export async function writeKey(
  em: SqlEntityManager,
  now: Date,
  key: NewApiKey & {
    readonly createdBy: string | null;
    readonly parentId?: string | null;
    readonly sessionId?: string;
  },
): Promise<string> {
  const prefix = randomBytes(4).toString('hex');
  const secret = newToken();
  em.create(ApiKeyEntity, {
    ...key,
    scopes: [...new Set(key.scopes)],
    createdAt: now,
    prefix,
    secretHash: hashToken(secret),
  });
  await em.flush();
  return `pg_${key.sessionId ? 'temp' : 'live'}_${prefix}_${secret}`;
}

/** A person may let a key read the schema; a key may only pass on what it has. */
const grantable = (viewer: Viewer): readonly Scope[] =>
  viewer.via === 'API_KEY' ? viewer.scopes : ['read', 'write', 'schema:read'];

/**
 * Revokes a key for good, with every key that was made with it, inside the transaction of `em`; their next
 * requests fail. Returns the number of revoked keys.
 */
export async function revokeApiKey(
  em: SqlEntityManager,
  { id, orgId }: { readonly id: string; readonly orgId: string },
  now: Date,
): Promise<number> {
  await lockKeys(em, orgId);
  const revoked = await rowsIn(
    em,
    sql`
    with recursive family as (
      select id from api_key where id = ${id}
      union all select k.id from api_key k join family f on k.parent_id = f.id)
    update api_key set revoked_at = ${now}, version = version + 1
    where id in (select id from family) and revoked_at is null
    returning ${sessionsEnd(sql`array[id]`)}`,
  );
  return revoked.length;
}

interface KeyRow {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly secretHash: string;
  readonly role: KeyRole;
  readonly scopes: Scope[];
  readonly lastUsedMs: number | null;
}

/** Keys as credentials: looked up by their prefix, compared by hash in constant time. */
export function keyStore({
  db,
  clock,
  log,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
}): Omit<KeyStore, 'openExplorer'> {
  const marks = new Background(log);
  const judge = (row: KeyRow | undefined, hash: string, now: Date): Viewer | null => {
    if (!sameSecret(hash, row?.secretHash ?? NO_HASH) || !row) return null;
    if (row.lastUsedMs === null || now.getTime() - row.lastUsedMs >= MARK_MS) {
      marks.once(row.id, () =>
        db.transaction(KEY_USE, (em) =>
          rowsIn(em, sql`update api_key set last_used_at = ${now} where id = ${row.id}`),
        ),
      );
    }
    const { id, orgId, name, role, scopes } = row;
    return {
      via: 'API_KEY',
      role,
      side: ROLES[role],
      tenantId: orgId,
      actorId: id,
      actorName: name,
      memberId: null,
      scopes,
      subjectId: null,
    };
  };

  const check: KeyStore['check'] = (text) => {
    const [, kind, prefix, secret] = KEY.exec(text) ?? [];
    if (!prefix || !secret) return null;
    const hash = hashToken(secret);
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
    async viewerOf(text) {
      const asked = check(text);
      return asked && (await answerOf(db, asked));
    },
    settle: () => marks.settle(),
  };
}

const keyWhile = (stands: Sql): Sql => sql`
  select k.id, k.org_id as "orgId", k.name, k.secret_hash as "secretHash", k.role, k.scopes,
    (extract(epoch from k.last_used_at) * 1000)::float8 as "lastUsedMs"
  from api_key k join organization o on o.id = k.org_id
  where k.prefix = ${arg('prefix')} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${arg('now')})
    and o.status = 'ACTIVE' and ${stands}`;

const liveKey = lookUp(keyWhile(sql`k.session_id is null`));
/** Asked for by itself: PostgreSQL opens every table of a statement, those that it will not read, too. */
const liveKeyOfSession = lookUp(keyWhile(sql`exists (${sessionStands(sql`k.session_id`)})`));
