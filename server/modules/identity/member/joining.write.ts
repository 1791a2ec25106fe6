import type { Tx } from '../../../platform/command/types.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import type { MailLocale } from '../../../platform/mail/locales.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { LinkPurpose } from '../link/one-time-link.entity.ts';
import { memberInvitationLife, memberLife } from './member.commands.ts';

interface Subject {
  readonly mail: string;
  /** Set for a person who has an account and sets a new password. */
  readonly person?: { readonly name: string; readonly locale: MailLocale | null };
  /** Hash of the current password, which the owner must prove; null if a password may be set without it. */
  readonly currentHash: string | null;
}

/** Returns the account whose password a link sets, in the system's transaction; null if the account is gone. */
export async function passwordOf(
  tx: Rows,
  link: { purpose: LinkPurpose; subjectId: string },
  now: Date,
): Promise<Subject | null> {
  if (link.purpose === 'SET_PASSWORD') {
    const [user] = await tx.rows<{ mail: string; name: string; locale: MailLocale | null }>(
      sql`select mail, name, locale from app_user where id = ${link.subjectId} and status = 'ACTIVE'`,
    );
    if (!user) return null;
    const { mail, ...person } = user;
    return { mail, currentHash: null, person };
  }
  if (link.purpose !== 'JOIN_ORGANIZATION') return null;
  const [invited] = await tx.rows<Subject>(sql`
    select i.mail, u.password_hash as "currentHash"
    from member_invitation i left join app_user u on u.mail = i.mail
    where i.id = ${link.subjectId} and i.status = 'PENDING' and i.expires_at > ${now}`);
  return invited ?? null;
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly suspended: boolean;
  readonly hasPassword: boolean;
  readonly secondFactor: boolean;
  readonly elsewhere: boolean;
  readonly member: boolean;
}

/**
 * Makes the invited person a member, in the system's transaction: with a new account and this password, or
 * with the account of the invited mail address. Returns the reason for a refusal. An account of another
 * organization without a password is left alone, so that an inviter cannot set its password.
 */
export async function joinByInvitation(
  tx: Tx,
  invitationId: string,
  passwordHash: string,
): Promise<string | null> {
  const { now } = tx;
  const invited = await tx.get(memberInvitationLife, invitationId);
  if (invited.status !== 'PENDING' || invited.expiresAt <= now) return 'UNKNOWN';
  const { orgId, mail, role } = invited;
  tx.lock('Account', mail);
  const [account] = await tx.rows<Account>(sql`
    select u.id, u.name, u.status <> 'ACTIVE' as suspended, u.password_hash is not null as "hasPassword",
      u.totp_confirmed_at is not null as "secondFactor",
      exists (select 1 from membership m where m.user_id = u.id and m.org_id <> ${orgId}) as elsewhere,
      exists (select 1 from membership m where m.user_id = u.id and m.org_id = ${orgId}) as member
    from app_user u where u.mail = ${mail}`);
  if (account?.suspended) return 'ACCOUNT_SUSPENDED';
  if (account?.member) return 'ALREADY_MEMBER';
  if (account?.elsewhere && !account.hasPassword) return 'SET_PASSWORD_FIRST';
  const userId = account?.id ?? tx.newId();
  const name = account?.name ?? invited.name;
  if (!account) {
    await tx.rows(sql`
      insert into app_user (id, created_at, mail, name, password_hash, status, session_epoch)
      values (${userId}, ${now}, ${mail}, ${name}, ${passwordHash}, 'ACTIVE', 0)`);
  } else if (!account.hasPassword) {
    await tx.rows(sql`update app_user set password_hash = ${passwordHash} where id = ${userId}`);
  }
  const row = await tx.begin(
    memberLife,
    {
      createdAt: now,
      userId,
      orgId,
      role,
      name,
      mail,
      secondFactor: account?.secondFactor ?? false,
    },
    'join',
  );
  invited.acceptedAt = now;
  invited.membershipId = row.id;
  await tx.fire(memberInvitationLife, invited, 'accept');
  return null;
}
