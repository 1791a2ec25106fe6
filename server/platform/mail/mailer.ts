import { createTransport } from 'nodemailer';
import type { MailContent } from './render.ts';

export interface OutgoingMail extends MailContent {
  readonly to: string;
  /** Unchanged when a mail is sent again, so that the recipient's server can drop the duplicate. */
  readonly messageId: string;
}

export interface Mailer {
  /** Whether sent mails remain readable in the product. True only for the demo's mailbox, which sends nothing. */
  readonly keepsBodies: boolean;
  /** Sends one mail. Returns the provider's response. Throws UnreachableError, or the provider's refusal. */
  send(mail: OutgoingMail): Promise<string | null>;
  /** Closes all connections. A mail in transmission fails and is sent again later. */
  close(): void;
}

/** The server did not answer or refused the log-in, so other messages would fail too. */
export class UnreachableError extends Error {}

/** Time limit of each step: connection, greeting, response. */
const STEP_MS = 10_000;
/** Time limit of a whole mail. Shorter than the lease of its row. */
const MAIL_MS = 30_000;

/** The demo's mailbox: sends nothing; the outbox row keeps the mail. */
export const mailboxMailer: Mailer = {
  keepsBodies: true,
  send: async () => null,
  close() {},
};

/**
 * Sends through an SMTP server, `smtp[s]://user:password@host:port?from=address`. Without `from`, the sender is
 * no-reply at the host of `publicUrl`.
 */
export function smtpMailer(smtpUrl: string, publicUrl: string): Mailer {
  const url = new URL(smtpUrl);
  const from = url.searchParams.get('from') ?? `no-reply@${new URL(publicUrl).hostname}`;
  url.searchParams.delete('from');
  const transport = createTransport({
    url: url.href,
    pool: true,
    maxConnections: 2,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
  });
  return {
    keepsBodies: false,
    async send({ to, subject, text, html, messageId, settings }) {
      try {
        const sent = await transport.sendMail({
          ...{ from, to, subject, text, html, messageId },
          ...(settings !== null && { list: { unsubscribe: settings } }),
          signal: AbortSignal.timeout(MAIL_MS),
        });
        return sent.response ?? null;
      } catch (error) {
        const { code, responseCode, message } = error as {
          code?: string;
          responseCode?: number;
          message: string;
        };
        const refused = responseCode !== undefined && code !== 'EAUTH' && code !== 'ECONNECTION';
        throw refused || code === 'EENVELOPE'
          ? error
          : new UnreachableError(message, { cause: error });
      }
    },
    close: () => transport.close({ force: true }),
  };
}
