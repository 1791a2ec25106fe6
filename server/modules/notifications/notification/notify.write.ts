import { DAY } from '../../../platform/clock.ts';
import type { LifeCycle, Tx } from '../../../platform/command/types.ts';
import { rowAnnouncement } from '../../../platform/db/event.ts';
import { audienceOf } from '../../../platform/db/parties.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { reminder } from '../../../platform/machine.ts';
import type { MailLocale } from '../../../platform/mail/locales.ts';
import { smsTexts } from '../../../platform/sms/render.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity } from '../../identity/index.ts';
import { channelsInForce, chosenFor } from '../kind/channels.read.ts';
import type { Channel } from '../kind/channels.ts';
import { kinds } from '../kind/notified-events.ts';
import { SETTINGS_PATH, wordsOf } from '../mail-words.ts';
import { pathOf } from '../subjects.ts';
import { audiences, type Subject } from './audiences.read.ts';

/** Topic of the live events about new notifications. */
export const NOTIFICATION_TOPIC = 'notification';

interface Reader {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly mail: string;
  readonly locale: MailLocale | null;
  /** Verified mobile number, encrypted. */
  readonly sealedNumber: string | null;
  readonly channels: readonly Channel[];
}

/** Event, as it is stored and mailed. */
interface News {
  readonly type: string;
  readonly row: Subject;
  readonly event: string;
  readonly kind: string;
  /** Text for SMS; null for none. */
  readonly sms: string | null;
  readonly label: string;
  /** Name of the actor; null if the clock triggered the event. */
  readonly actor: string | null;
}

/**
 * Notifies the audience of an event except its actor, in the event's transaction, on the channels that each
 * member chose.
 */
async function notify(tx: Tx, life: LifeCycle, row: Subject, event: string): Promise<void> {
  const told = kinds.flatMap(({ of, ...kind }) =>
    of
      .filter(
        ({ on, events, state, of: concerns }) =>
          on === life &&
          events.includes(event) &&
          (state ?? row.status) === row.status &&
          (concerns?.(row) ?? true),
      )
      .map(({ tell, onlyOthers }) => ({ kind, tell, onlyOthers })),
  )[0];
  if (!told) return;
  const { kind, tell, onlyOthers } = told;
  const parties = audienceOf(life.entity, row);
  const whom = tell
    .map((audience) => audiences[audience].members(parties, row))
    .filter((condition): condition is Sql => condition !== null);
  if (whom.length === 0) return;
  const { viewer } = tx;
  const news: News = {
    type: life.machine.type,
    row,
    event,
    kind: kind.name,
    sms: tx.sendsSms ? (kind.sms ?? null) : null,
    label: await life.label(row as never, tx),
    actor: viewer.via === 'SYSTEM' ? null : viewer.actorName,
  };
  await tx.asSystem('notifications', async (system) => {
    const chooser = { role: sql.raw('m.role'), hasNumber: sql`n.id is not null` };
    const readers = await system.rows<Reader>(sql`
      select m.id, m.org_id as "orgId", m.name, m.mail, p.mail_locale as locale, n.sealed_number as "sealedNumber",
        ${channelsInForce(kind, chooser, chosenFor(kind.name))} as channels
      from ${sql.table(MembershipEntity)} m left join notification_preference p on p.member_id = m.id
        left join mobile_number n on n.member_id = m.id
      where m.status = 'ACTIVE' and m.id is distinct from ${viewer.memberId}::uuid
        and m.org_id is distinct from ${onlyOthers ? viewer.tenantId : null}::uuid and (${sql.join(whom, ' or ')})
      order by m.id`);
    await keep(system, news, readers);
    await mail(system, life, news, readers);
    await text(system, life, news, readers);
  });
}

/** Stores the notification for members who read it in the portal or in their digest. */
async function keep(tx: Tx, news: News, readers: readonly Reader[]): Promise<void> {
  const { type, row, event, kind, label, actor } = news;
  const rows = readers
    .map(({ id, orgId, channels }) => ({
      id,
      orgId,
      inPortal: channels.includes('PORTAL'),
      awaitsDigest: channels.includes('DIGEST'),
    }))
    .filter(({ inPortal, awaitsDigest }) => inPortal || awaitsDigest)
    .map(
      ({ id, orgId, inPortal, awaitsDigest }) => sql`(${tx.newId()}, ${tx.now}, ${orgId}, ${id},
        ${type}, ${row.id}, ${row.customerId ?? null}, ${event}, ${kind}, ${label}, ${actor},
        ${inPortal}, ${awaitsDigest})`,
    );
  if (rows.length === 0) return;
  await tx.rows(sql`
    insert into notification (id, created_at, org_id, member_id, subject_type, subject_id, customer_id, event, kind,
      label, actor_name, in_portal, awaits_digest)
    values ${sql.join(rows, ', ')}
    returning ${rowAnnouncement(NOTIFICATION_TOPIC, { id: sql`id`, to: sql`array[member_id::text]` })}`);
}

/** Mails the notification to members who chose immediate mails. */
async function mail(
  tx: Tx,
  life: LifeCycle,
  { type, row, event, label, actor }: News,
  readers: readonly Reader[],
): Promise<void> {
  const mailed = readers.filter(({ channels }) => channels.includes('MAIL'));
  if (mailed.length === 0) return;
  const { template, params } = (await life.mail?.(tx, row as never, event)) ?? {
    template: 'notification',
    params: wordsOf({ type, event, label, actor, at: tx.now }),
  };
  for (const { name, mail: to, orgId, locale } of mailed)
    await outbox.mail(tx, {
      template,
      locale,
      to,
      recipientOrgId: orgId,
      params: { ...params, name },
      links: { link: pathOf(type, row.id), settings: SETTINGS_PATH },
      now: tx.now,
    });
}

/**
 * Sends the notification as SMS to members who chose it. A text that names the last day needs a deadline. Daily
 * reminders of an overdue matter are no SMS.
 */
async function text(
  tx: Tx,
  { machine }: LifeCycle,
  { type, row, event, sms }: News,
  readers: readonly Reader[],
): Promise<void> {
  const chosen = readers.filter(({ channels }) => channels.includes('SMS'));
  if (sms === null || event === reminder.LATE || chosen.length === 0) return;
  const deadline = machine.due.find(({ state }) => state === row.status);
  const dueAt = deadline && (row as unknown as Readonly<Record<string, Date | null>>)[deadline.at];
  if (smsTexts.need(sms, 'due') && !dueAt) return;
  for (const { sealedNumber, orgId, locale } of chosen)
    await outbox.sms(tx, {
      template: sms,
      locale,
      sealedNumber: sealedNumber!,
      recipientOrgId: orgId,
      params: dueAt ? { due: smsTexts.day(dueAt, locale) } : {},
      path: pathOf(type, row.id),
      expiresAt: new Date(tx.now.getTime() + DAY),
      now: tx.now,
    });
}

export const notifying = [...new Set(kinds.flatMap(({ of }) => of.map(({ on }) => on)))].map(
  (life) => {
    const events = kinds
      .flatMap(({ of }) => of.filter(({ on }) => on === life))
      .flatMap(({ events }) => events);
    return life.on([...new Set(events)], (tx, row, event) => notify(tx, life, row, event));
  },
);
