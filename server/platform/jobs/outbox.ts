import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import { uuidv7 } from '../ids.ts';
import { isMailTemplate } from '../mail/catalog.ts';
import { UnreachableError } from '../mail/mailer.ts';
import type { MailSource } from '../mail/render.ts';
import { type SmsSource, smsTexts } from '../sms/render.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { SYSTEM_TENANT, systemViewer } from '../viewer.ts';
import { type Deliveries, type Delivery, deliveriesOf, type Unsent } from './deliveries.ts';
import { drain } from './drain.ts';
import { hint } from './enqueue.ts';
import type { Channel } from './outbox.entity.ts';

export const DELIVER_TASK = 'deliver';

/** Above the time limit of a message, below the lease of a worker. */
const LEASE_MS = 40_000;
/** About four days of attempts with the pauses of `drain`. */
const MAX_ATTEMPTS = 24;
/** Length of a short code: with letters and digits, some million million codes. */
const CODE_LENGTH = 7;
const CODE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

interface Addressee {
  readonly recipientOrgId?: string | null;
  readonly customerId?: string | null;
  readonly now: Date;
}

export interface MailInput extends Addressee, Omit<MailSource, 'params' | 'links' | 'secrets'> {
  readonly to: string;
  readonly params?: MailSource['params'];
  /** Links, including one-time links, which must not be in `params`: links are erased after the mail is sent. */
  readonly links?: MailSource['links'];
  /** One-time codes; erased after the mail is sent. */
  readonly secrets?: MailSource['secrets'];
  /** Whether the recipient waits for the mail, which then precedes all others. Default: whether it has a code. */
  readonly isUrgent?: boolean;
  /** The organization that asks for a mail to a person outside, and the record that the mail is about. */
  readonly askedBy?: { readonly orgId: string; readonly recordId: string };
}

export interface SmsInput extends Addressee, Omit<SmsSource, 'link'> {
  /** Number as `mobileNumber.seal` encrypts it. */
  readonly sealedNumber: string;
  /** Path to which the short address of the text leads. It is kept, so it must ask its reader to sign in. */
  readonly path?: string;
  /** Time after which the message is of no use. */
  readonly expiresAt: Date;
}

/** A transaction and its viewer, whose organization sends. */
type Sender = Pick<Transaction, 'rows' | 'viewer'>;

export interface DeliverDeps extends Deliveries {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Inserts a mail in the caller's transaction. Returns its id. Throws for a template without texts. */
function mail(tx: Sender, { to, ...input }: MailInput): Promise<string> {
  if (!isMailTemplate(input.template)) throw new Error(`No texts for the mail "${input.template}"`);
  return enqueue(tx, { ...input, channel: 'MAIL', recipientMail: to });
}

/** Inserts an SMS in the caller's transaction. Returns its id. Throws for a template without texts. */
function sms(tx: Sender, { path, ...input }: SmsInput): Promise<string> {
  if (!smsTexts.has(input.template)) throw new Error(`No texts for the SMS "${input.template}"`);
  return enqueue(tx, {
    ...input,
    channel: 'SMS',
    ...(path !== undefined && { links: { link: path }, shortCode: newShortCode() }),
  });
}

/** Messages that leave after the commit: `outbox.mail(tx, { template: … })`. */
export const outbox = { mail, sms };

const newShortCode = (): string =>
  Array.from(
    { length: CODE_LENGTH },
    () => CODE_CHARACTERS[randomInt(CODE_CHARACTERS.length)],
  ).join('');

interface Message extends Addressee, Omit<MailInput, 'to'> {
  readonly channel: Channel;
  readonly recipientMail?: string;
  readonly sealedNumber?: string;
  readonly shortCode?: string;
  readonly expiresAt?: Date;
}

/** The system sends in the turns of the organizations whose members it tells. */
const turnOf = ({ viewer }: Sender, { askedBy, recipientOrgId }: Message): string =>
  askedBy?.orgId ??
  (viewer.side === 'system' ? (recipientOrgId ?? SYSTEM_TENANT) : viewer.tenantId);

async function enqueue(tx: Sender, message: Message): Promise<string> {
  const { channel, template, locale, now, params = {}, links = {}, secrets = null } = message;
  const id = uuidv7(now);
  await tx.rows(sql`
    insert into outbox_message (
      id, created_at, channel, template, locale, recipient_mail, sealed_number, recipient_org_id, customer_id,
      turn_id, is_urgent, about_id, params, links, short_code, secrets, expires_at, attempts
    ) values (
      ${id}, ${now}, ${channel}, ${template}, ${locale}, ${message.recipientMail ?? null}, ${message.sealedNumber ?? null},
      ${message.recipientOrgId ?? null}, ${message.customerId ?? null}, ${turnOf(tx, message)},
      ${message.isUrgent ?? secrets !== null}, ${message.askedBy?.recordId ?? null}, ${JSON.stringify(params)}::jsonb,
      ${JSON.stringify(links)}::jsonb, ${message.shortCode ?? null}, ${secrets && JSON.stringify(secrets)}::jsonb,
      ${message.expiresAt ?? null}, 0
    )`);
  await hint(tx, DELIVER_TASK, 0, `message:${id}`);
  return id;
}

/**
 * Sends every waiting message, channel by channel: urgent ones first, then one of each organization in turn, its oldest
 * first. Returns the number of sent messages. Delivery is at least once: after a crash, the duplicate of a mail carries
 * the same Message-ID. If a server is unreachable, the remaining messages of its channel wait.
 */
export async function deliverOutbox(deps: DeliverDeps, stopping?: AbortSignal): Promise<number> {
  let sent = 0;
  for (const delivery of deliveriesOf(deps)) sent += await deliverChannel(deps, delivery, stopping);
  return sent;
}

function deliverChannel(
  { db, clock, log }: DeliverDeps,
  { channel, isKept, erased, send }: Delivery,
  stopping?: AbortSignal,
): Promise<number> {
  const run = <R>(query: Sql): Promise<R[]> =>
    db.transaction(systemViewer('outbox'), (tx) => tx.rows<R>(query));

  let lastTurn = SYSTEM_TENANT;
  return drain<Unsent>({
    stopping,
    async take() {
      const now = clock.now();
      const next = (which: Sql, order: Sql): Sql => sql`(select id from outbox_message
        where channel = ${channel} and sent_at is null and failed_at is null
          and (next_try_at is null or next_try_at <= ${now}) and ${which}
        order by ${order} limit 1 for update skip locked)`;
      const byTurn = sql`turn_id, created_at, id`;
      const [row] = await run<Unsent>(sql`
        update outbox_message set attempts = attempts + 1, next_try_at = ${new Date(now.getTime() + LEASE_MS)}
        where id = coalesce(
          ${next(sql`is_urgent`, sql`created_at, id`)},
          ${next(sql`not is_urgent and turn_id > ${lastTurn}`, byTurn)},
          ${next(sql`not is_urgent`, byTurn)})
        returning id, turn_id as "turnId", is_urgent as "isUrgent", template, locale, recipient_mail as mail, sealed_number as "sealedNumber", params, links,
          short_code as "shortCode", secrets, coalesce(expires_at <= ${now}, false) as "isLate", attempts`);
      if (row && !row.isUrgent) lastTurn = row.turnId;
      return row;
    },
    async work(row) {
      if (row.isLate) throw new Error('Of no use any more');
      const { providerId, subject, text, html } = await send(row);
      const kept = isKept
        ? sql`subject = ${subject}, body_text = ${text}, body_html = ${html}`
        : erased;
      await run(sql`
        update outbox_message set sent_at = ${clock.now()}, provider_id = ${providerId}, last_error = null, ${kept}
        where id = ${row.id}`);
    },
    async failed({ id, template, attempts, isLate }, error, pauseMs) {
      const unreachable = error instanceof UnreachableError;
      const givenUp = isLate || attempts >= MAX_ATTEMPTS;
      log.error(
        { err: error, message: id, channel, template, attempts },
        givenUp ? 'message given up' : 'message not sent yet',
      );
      const now = clock.now();
      const outcome = givenUp
        ? sql`failed_at = ${now}, links = null, secrets = null, sealed_number = null`
        : sql`next_try_at = ${new Date(now.getTime() + pauseMs)}`;
      await run(
        sql`update outbox_message set last_error = ${error.message}, ${outcome} where id = ${id}`,
      );
      return !unreachable;
    },
  });
}
