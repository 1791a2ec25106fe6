import { createTransport } from 'nodemailer';
import type { MailContent } from './render.ts';

export interface OutgoingMail extends MailContent {
  readonly to: string;
  /** Stays the same when a mail is sent again, so that the recipient's server can drop the copy. */
  readonly messageId: string;
}

export interface Mailer {
  /** Whether sent mails stay readable in the product: only where nothing leaves it (the demo's mailbox). */
  readonly keepsBodies: boolean;
  /** Sends one mail; returns the id the provider gave it. Throws UnreachableError or the provider's refusal. */
  send(mail: OutgoingMail): Promise<string | null>;
  /** Ends all connections, also those on which a mail is being sent: that one fails and is sent again later. */
  close(): void;
}

/** The mail server did not answer or did not let us in: no other mail will get through now either. */
export class UnreachableError extends Error {}

/** For each step: to look up and connect, to be greeted, to be answered. */
const STEP_MS = 10_000;
/** For a whole mail, also when each step is just in time. Shorter than the lease of its row. */
const MAIL_MS = 30_000;

/** The mailbox of the demo: nothing is sent, the mail is kept with its outbox row. */
export const mailboxMailer: Mailer = {
  keepsBodies: true,
  send: async () => null,
  close() {},
};

/**
 * Sends through an SMTP server, `smtp[s]://user:password@host:port?from=address`. Without `from` the
 * sender is no-reply at the host of `publicUrl`.
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
