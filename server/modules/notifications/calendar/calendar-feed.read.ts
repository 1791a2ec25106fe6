import type { CommandDeps } from '../../../platform/command/types.ts';
import { tokens } from '../../../platform/secrets.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type Role, systemViewer } from '../../../platform/viewer.ts';
import { MembershipEntity, OrganizationEntity, UserEntity } from '../../identity/index.ts';

export interface FeedOwner {
  readonly memberId: string;
  readonly userId: string;
  readonly orgId: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: 'zh' | 'en' | null;
}

/** The active member whose feed has this token. */
export async function feedOwner(
  { db }: CommandDeps,
  token: string,
): Promise<FeedOwner | undefined> {
  const [owner] = await db.transaction(systemViewer('calendar feed'), (tx) =>
    tx.rows<FeedOwner>(sql`
      select m.id as "memberId", u.id as "userId", m.org_id as "orgId", m.name, m.role, p.mail_locale as locale
      from calendar_feed f
      join ${sql.table(MembershipEntity)} m on m.id = f.member_id
      join ${sql.table(UserEntity)} u on u.id = m.user_id
      join ${sql.table(OrganizationEntity)} o on o.id = m.org_id
      left join notification_preference p on p.member_id = m.id
      where f.token_hash = ${tokens.hash(token)}
        and m.status = 'ACTIVE' and u.status = 'ACTIVE' and o.status = 'ACTIVE'`),
  );
  return owner;
}
