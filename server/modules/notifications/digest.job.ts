import { calendar } from '../../platform/calendar.ts';
import { transact } from '../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../platform/command/types.ts';
import { enqueueMail } from '../../platform/jobs/outbox.ts';
import type { JobTask } from '../../platform/jobs/worker.ts';
import type { MailLocale } from '../../platform/mail/locales.ts';
import type { MailPhrase } from '../../platform/mail/render.ts';
import { sql } from '../../platform/sql/sql.ts';
import { type Role, systemViewer } from '../../platform/viewer.ts';
import { assigned } from '../customers/index.ts';
import { MembershipEntity } from '../identity/index.ts';
import { SETTINGS_PATH, wordsOf } from './mail-words.ts';
import { DIGEST_HOUR, DIGEST_HOURS } from './notification-preference.entity.ts';
import { pathOf, readableBy } from './subjects.ts';

const BATCH = 100;
/** Objects that a mail names; further ones are only counted. */
const MOST = 30;

interface Due {
  readonly memberId: string;
  /** Instant as database text; the digest contains the notifications before it. */
  readonly until: string;
}

interface Item {
  readonly type: string;
  readonly subjectId: string;
  readonly event: string;
  readonly label: string;
  readonly actor: string | null;
  readonly atMs: number;
  readonly name: string;
  readonly mail: string;
  readonly orgId: string;
  readonly role: Role;
  readonly locale: MailLocale | null;
}

/**
 * Sends each member, at their hour on working days, one mail with their unread notifications, or none if they
 * have read all. The transaction that writes the mail also marks the notifications in it, so that several
 * servers, or a restarted one, send each only once.
 */
export const sendDigests = (deps: CommandDeps): JobTask => ({
  name: 'send-digests',
  async run() {
    const now = deps.clock.now();
    const today = calendar.localDate(now);
    if (!calendar.isWorkingDay(today)) return 0;
    const begun = DIGEST_HOURS.map((hour) => ({
      hour,
      at: calendar.instantAt(today, `${String(hour).padStart(2, '0')}:00:00`),
    })).filter(({ at }) => at <= now);
    if (begun.length === 0) return 0;
    const hours = begun.map(({ hour, at }) => sql`(${hour}::int, ${at}::timestamptz)`);
    const due = await transact(deps, systemViewer('digest'), 'digest', (tx) =>
      tx.rows<Due>(sql`
        select distinct n.member_id as "memberId", h.at as "until" from notification n
        left join notification_preference p on p.member_id = n.member_id
        join (values ${sql.join(hours, ', ')}) h (hour, at) on h.hour = coalesce(p.digest_hour, ${sql.raw(String(DIGEST_HOUR))})
        where n.awaits_digest and n.created_at < h.at
        order by 1 limit ${BATCH}`),
    );
    for (const one of due)
      await transact(deps, systemViewer('digest'), `digest-${one.memberId}`, (tx) =>
        sendDigest(tx, one),
      );
    return due.length;
  },
});

async function sendDigest(tx: Tx, { memberId, until }: Due): Promise<void> {
  const taken = await tx.rows<Item>(sql`
    with taken as (
      update notification set awaits_digest = false
      where member_id = ${memberId} and awaits_digest and created_at < ${until}::timestamptz returning *
    )
    select n.subject_type as type, n.subject_id as "subjectId", n.event, n.label, n.actor_name as actor,
      (extract(epoch from n.created_at) * 1000)::float8 as "atMs", m.name, m.mail, m.role, m.org_id as "orgId", p.mail_locale as locale
    from taken n join ${sql.table(MembershipEntity)} m on m.id = n.member_id left join notification_preference p on p.member_id = m.id
    where m.status = 'ACTIVE' and n.read_at is null
      and (m.role <> 'csp.rep' or ${assigned(sql.raw('n.customer_id'), { tenantId: sql.raw('m.org_id'), memberId: sql.raw('m.id') })})
    order by n.created_at, n.id`);
  const items = taken.filter(({ type, role }) => readableBy(role).includes(type));
  const [first] = items;
  if (!first) return;
  const objects = [...Map.groupBy(items, ({ subjectId }) => subjectId).values()];
  await enqueueMail(tx, {
    template: 'digest',
    locale: first.locale,
    to: first.mail,
    recipientOrgId: first.orgId,
    params: {
      name: first.name,
      date: calendar.localDate(tx.now),
      count: items.length,
      objects: objects.length,
      more: Math.max(0, objects.length - MOST),
      entries: objects.slice(0, MOST).map(entryOf),
    },
    links: { portal: '/', settings: SETTINGS_PATH },
    now: tx.now,
  });
}

/** Returns the entry of one object: its events, oldest first, and its link. */
function entryOf(items: readonly Item[]): MailPhrase {
  const { type, subjectId, label } = items.at(-1)!;
  return {
    text: 'mail.digest.object',
    params: {
      type: `enum.Subject.${type}`,
      label,
      lines: items.map((item) => ({
        text: 'mail.digest.line',
        params: wordsOf({ ...item, at: new Date(item.atMs) }),
      })),
    },
    links: { link: pathOf(type, subjectId) },
  };
}
