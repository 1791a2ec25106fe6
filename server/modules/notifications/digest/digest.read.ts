import { calendar } from '../../../platform/calendar.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import type { MailLocale } from '../../../platform/mail/locales.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Role } from '../../../platform/viewer.ts';
import { assigned } from '../../customers/index.ts';
import { MembershipEntity } from '../../identity/index.ts';
import { SETTINGS_PATH, wordsOf } from '../mail-words.ts';
import { notifiedOf, pathOf } from '../subjects.ts';

/** Objects that a mail names; further ones are only counted. */
const MOST = 30;

/** Unread notification in a digest, with its reader. */
interface Item {
  readonly type: string;
  readonly subjectId: string;
  readonly event: string;
  readonly label: string;
  readonly actor: string | null;
  readonly at: Date;
  readonly name: string;
  readonly mail: string;
  readonly orgId: string;
  readonly role: Role;
  readonly locale: MailLocale | null;
}

/** Returns those of a statement's notifications that their reader has not read and may see, oldest first. */
export async function itemsOf(tx: Rows, taken: Sql): Promise<readonly Item[]> {
  const items = await tx.rows<Item>(sql`
    with taken as (${taken})
    select n.subject_type as type, n.subject_id as "subjectId", n.event, n.label, n.actor_name as actor,
      n.created_at as at, m.name, m.mail, m.role, m.org_id as "orgId", p.mail_locale as locale
    from taken n join ${sql.table(MembershipEntity)} m on m.id = n.member_id left join notification_preference p on p.member_id = m.id
    where m.status = 'ACTIVE' and n.read_at is null
      and (m.role <> 'csp.rep' or ${assigned(sql.raw('n.customer_id'), { tenantId: sql.raw('m.org_id'), memberId: sql.raw('m.id') })})
    order by n.created_at, n.id`);
  return items.filter(({ type, role }) => notifiedOf(role).includes(type));
}

/** Returns the mail of a digest; null without notifications. */
export function digestOf(items: readonly Item[], now: Date) {
  const [first] = items;
  if (!first) return null;
  const objects = [...Map.groupBy(items, ({ subjectId }) => subjectId).values()];
  return {
    template: 'digest' as const,
    locale: first.locale,
    params: {
      name: first.name,
      date: calendar.localDate(now),
      count: items.length,
      objects: objects.length,
      more: Math.max(0, objects.length - MOST),
      entries: objects.slice(0, MOST).map(entryOf),
    },
    links: { portal: '/', settings: SETTINGS_PATH },
  };
}

/** Returns the entry of one object: its events, oldest first, and its link. */
function entryOf(items: readonly Item[]) {
  const { type, subjectId, label } = items.at(-1)!;
  return {
    text: 'mail.digest.object',
    params: {
      type: `enum.Subject.${type}`,
      label,
      lines: items.map((item) => ({
        text: 'mail.digest.line',
        params: wordsOf(item),
      })),
    },
    links: { link: pathOf(type, subjectId) },
  };
}

/** Returns the digest that the viewer's member would receive now; null without notifications for it. */
export const nextDigest = async (tx: Rows, memberId: string, now: Date) =>
  digestOf(
    await itemsOf(
      tx,
      sql`select * from notification where member_id = ${memberId} and awaits_digest`,
    ),
    now,
  );
