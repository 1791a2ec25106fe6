import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Rows } from '../db/transaction.ts';
import { uuidv7 } from '../ids.ts';
import { isMailTemplate } from '../mail/catalog.ts';
import { type Mailer, UnreachableError } from '../mail/mailer.ts';
import { type MailSource, renderMail } from '../mail/render.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';
import { drain } from './drain.ts';
import { hint } from './enqueue.ts';

export const DELIVER_TASK = 'deliver';

/** Above the time limit of a mail, below the lease of a worker. */
const LEASE_MS = 40_000;
/** About four days of attempts with the pauses of `drain`. */
const MAX_ATTEMPTS = 24;

export interface MailInput extends Omit<MailSource, 'params' | 'links' | 'secrets'> {
  readonly to: string;
  readonly recipientOrgId?: string | null;
  readonly customerId?: string | null;
  readonly params?: MailSource['params'];
  /** Links, including one-time links, which must not be in `params`: links are erased after the mail is sent. */
  readonly links?: MailSource['links'];
  /** One-time codes; erased after the mail is sent. */
  readonly secrets?: MailSource['secrets'];
  readonly now: Date;
}

export interface DeliverDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mailer: Mailer;
  readonly publicUrl: string;
}

interface UnsentMail extends MailSource {
  readonly id: string;
  readonly to: string;
  readonly attempts: number;
}

/** Inserts a mail in the caller's transaction. Returns its id. Throws for a template without texts. */
export async function enqueueMail(tx: Rows, input: MailInput): Promise<string> {
  const { template, locale, to, now, params = {}, links = {}, secrets = null } = input;
  if (!isMailTemplate(template)) throw new Error(`No texts for the mail "${template}"`);
  const id = uuidv7(now);
  await tx.rows(sql`
    insert into outbox_message (
      id, created_at, channel, template, locale, recipient_mail, recipient_org_id, customer_id, params, links, secrets, attempts
    ) values (
      ${id}, ${now}, 'MAIL', ${template}, ${locale}, ${to}, ${input.recipientOrgId ?? null},
      ${input.customerId ?? null}, ${JSON.stringify(params)}::jsonb, ${JSON.stringify(links)}::jsonb,
      ${secrets && JSON.stringify(secrets)}::jsonb, 0
    )`);
  await hint(tx, DELIVER_TASK, 0, `mail:${id}`);
  return id;
}

/**
 * Sends every waiting mail, oldest first. Returns the number of sent mails. Delivery is at least once: after a crash,
 * the duplicate carries the same Message-ID. If the server is unreachable, the remaining mails wait.
 */
export async function deliverOutbox(
  { db, clock, log, mailer, publicUrl }: DeliverDeps,
  stopping?: AbortSignal,
): Promise<number> {
  const run = <R>(query: Sql): Promise<R[]> =>
    db.transaction(systemViewer('outbox'), (tx) => tx.rows<R>(query));
  const host = new URL(publicUrl).hostname;

  return await drain<UnsentMail>({
    stopping,
    async take() {
      const now = clock.now();
      const [row] = await run<UnsentMail>(sql`
        update outbox_message set attempts = attempts + 1, next_try_at = ${new Date(now.getTime() + LEASE_MS)}
        where id = (
          select id from outbox_message
          where sent_at is null and failed_at is null and (next_try_at is null or next_try_at <= ${now})
          order by created_at, id limit 1 for update skip locked
        )
        returning id, template, locale, recipient_mail as "to", params, links, secrets, attempts`);
      return row;
    },
    async work(row) {
      const content = renderMail(row, publicUrl);
      const providerId = await mailer.send({
        ...content,
        to: row.to,
        messageId: `<${row.id}@${host}>`,
      });
      const kept = mailer.keepsBodies
        ? sql`subject = ${content.subject}, body_text = ${content.text}, body_html = ${content.html}`
        : sql`links = null, secrets = null`;
      await run(sql`
        update outbox_message set sent_at = ${clock.now()}, provider_id = ${providerId}, last_error = null, ${kept}
        where id = ${row.id}`);
    },
    async failed({ id, template, attempts }, error, pauseMs) {
      const unreachable = error instanceof UnreachableError;
      const givenUp = attempts >= MAX_ATTEMPTS;
      log.error(
        { err: error, message: id, template, attempts },
        givenUp ? 'mail given up' : 'mail not sent yet',
      );
      const now = clock.now();
      const outcome = givenUp
        ? sql`failed_at = ${now}, links = null, secrets = null`
        : sql`next_try_at = ${new Date(now.getTime() + pauseMs)}`;
      await run(
        sql`update outbox_message set last_error = ${error.message}, ${outcome} where id = ${id}`,
      );
      return !unreachable;
    },
  });
}
