import { calendar } from '../../../platform/calendar.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../../platform/command/types.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { DIGEST_HOUR, DIGEST_HOURS } from '../settings/notification-preference.entity.ts';
import { digestOf, itemsOf } from './digest.read.ts';

const BATCH = 100;
interface Due {
  readonly memberId: string;
  /** The digest contains the notifications before it. */
  readonly until: Date;
}

/**
 * Sends each member, at their hour on working days, one mail with their unread notifications, or none if they
 * have read all. The transaction that writes the mail also marks the notifications in it, so that several
 * servers, or a restarted one, send each only once.
 */
export const sendDigests = (deps: CommandDeps) => ({
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
  const items = await itemsOf(
    tx,
    sql`update notification set awaits_digest = false
      where member_id = ${memberId} and awaits_digest and created_at < ${until} returning *`,
  );
  const mail = digestOf(items, tx.now);
  if (mail)
    await outbox.mail(tx, {
      ...mail,
      to: items[0]!.mail,
      recipientOrgId: items[0]!.orgId,
      now: tx.now,
    });
}
