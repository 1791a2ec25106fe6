import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn } from '../../platform/db/database.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { sql } from '../../platform/read/sql.ts';
import type { LinkPurpose } from './one-time-link.entity.ts';

interface Subject {
  readonly mail: string;
  /** The hash its owner must prove to know; null when a password may simply be set. */
  readonly currentHash: string | null;
}

/** Whose password a link is about, in the system's transaction; null when it is about none, or not any more. */
export async function passwordOf(
  em: SqlEntityManager,
  link: { purpose: LinkPurpose; subjectId: string },
  now: Date,
): Promise<Subject | null> {
  if (link.purpose === 'SET_PASSWORD') {
    const [user] = await rowsIn<{ mail: string }>(
      em,
      sql`select mail from app_user where id = ${link.subjectId} and status = 'ACTIVE'`,
    );
    return user ? { mail: user.mail, currentHash: null } : null;
  }
  if (link.purpose !== 'JOIN_ORGANIZATION') return null;
  const [invited] = await rowsIn<Subject>(
    em,
    sql`
    select i.mail, u.password_hash as "currentHash"
    from member_invitation i left join app_user u on u.mail = i.mail
    where i.id = ${link.subjectId} and i.status = 'PENDING' and i.expires_at > ${now}`,
  );
  return invited ?? null;
}

interface Invited {
  readonly orgId: string;
  readonly mail: string;
  readonly name: string;
  readonly role: string;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly suspended: boolean;
  readonly hasPassword: boolean;
  readonly elsewhere: boolean;
  readonly member: boolean;
}

/**
 * Makes the invited person a member, in the system's transaction: a new account with this password, or
 * the one with the invited mail. Returns why not. An account that belongs to another organization and
 * has no password yet is left alone: whoever invites must not be able to set it.
 */
export async function joinByInvitation(
  em: SqlEntityManager,
  invitationId: string,
  passwordHash: string,
  now: Date,
): Promise<string | null> {
  const [invited] = await rowsIn<Invited>(
    em,
    sql`
    select i.org_id as "orgId", i.mail, i.name, i.role, u.id as "userId", u.name as "userName",
      coalesce(u.status <> 'ACTIVE', false) as suspended, u.password_hash is not null as "hasPassword",
      exists (select 1 from membership m where m.user_id = u.id and m.org_id <> i.org_id) as elsewhere,
      exists (select 1 from membership m where m.user_id = u.id and m.org_id = i.org_id) as member
    from member_invitation i left join app_user u on u.mail = i.mail
    where i.id = ${invitationId} and i.status = 'PENDING' and i.expires_at > ${now} for update of i`,
  );
  if (!invited) return 'UNKNOWN';
  const { orgId, mail, name, role, hasPassword } = invited;
  if (invited.suspended) return 'ACCOUNT_SUSPENDED';
  if (invited.member) return 'ALREADY_MEMBER';
  if (invited.elsewhere && !hasPassword) return 'SET_PASSWORD_FIRST';
  const userId = invited.userId ?? uuidv7(now);
  if (invited.userId === null) {
    await rowsIn(
      em,
      sql`
      insert into app_user (id, created_at, mail, name, password_hash, status, session_epoch)
      values (${userId}, ${now}, ${mail}, ${name}, ${passwordHash}, 'ACTIVE', 0)`,
    );
  } else if (!hasPassword) {
    await rowsIn(em, sql`update app_user set password_hash = ${passwordHash} where id = ${userId}`);
  }
  const membershipId = uuidv7(now);
  await rowsIn(
    em,
    sql`
    insert into membership (id, created_at, user_id, org_id, role, status, name, mail, session_epoch, version)
    values (${membershipId}, ${now}, ${userId}, ${orgId}, ${role}, 'ACTIVE', ${invited.userName ?? name}, ${mail}, 0, 1)`,
  );
  await rowsIn(
    em,
    sql`
    update member_invitation set status = 'ACCEPTED', accepted_at = ${now}, membership_id = ${membershipId}, version = version + 1
    where id = ${invitationId}`,
  );
  return null;
}
