import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** A local mail server that delivers no mail and lets tests read it. */
export interface Inbox {
  /** Address for `SMTP_URL`. */
  readonly url: string;
  /**
   * Waits for a mail to that address with a matching text, and returns the text. Fails after `ms`, 20 s by
   * default.
   */
  mailTo(address: string, about: RegExp, ms?: number): Promise<string>;
  /** Number of mails received for that address. */
  countTo(address: string): number;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

export async function openInbox(): Promise<Inbox> {
  const mails: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, { envelope }, done) => {
      void textOf(stream).then((source) => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), text: plainText(source) });
        done();
      }, done);
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    async mailTo(wanted, about, ms = PATIENCE_MS) {
      for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) {
        const found = mails.find(({ to, text }) => to.includes(wanted) && about.test(text));
        if (found) return found.text;
      }
      throw new Error(`No such mail to ${wanted}; there are: ${JSON.stringify(mails)}`);
    },
    countTo: (wanted) => mails.filter(({ to }) => to.includes(wanted)).length,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The plain text of a mail that has a text part and an HTML part. */
function plainText(source: string): string {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1] ?? '';
  const part = source
    .split(`--${boundary}`)
    .find((one) => /^content-type: text\/plain/im.test(one));
  const [head = '', ...body] = (part ?? '').trim().split('\r\n\r\n');
  const encoded = body.join('\r\n\r\n');
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(encoded, 'base64').toString();
  if (!/transfer-encoding: quoted-printable/i.test(head)) return encoded;
  const bytes = encoded
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
