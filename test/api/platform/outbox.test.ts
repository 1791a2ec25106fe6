import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { uuidv7 } from '../../../server/platform/ids.ts';
import { deliverOutbox, type MailInput, outbox } from '../../../server/platform/jobs/outbox.ts';
import {
  type Mailer,
  mailboxMailer,
  type OutgoingMail,
  smtpMailer,
  UnreachableError,
} from '../../../server/platform/mail/mailer.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../server/platform/viewer.ts';
import { openJobsDatabase } from './jobs-database.ts';

const START = new Date('2026-03-02T02:00:00Z');
const MINUTE = 60_000;
const PUBLIC_URL = 'https://portal.example.com';
const log = pino({ level: 'silent' });
const system = systemViewer('test');

let db: Database;
let drop: () => Promise<void>;
let clock: ShiftedClock;

interface Row {
  id: string;
  sent_at: string | null;
  failed_at: string | null;
  attempts: number;
  last_error: string | null;
  links: unknown;
  subject: string | null;
  body_text: string | null;
}

const run = <R>(query: Sql, viewer: Viewer = system): Promise<R[]> =>
  db.transaction(viewer, (tx) => tx.rows<R>(query));
const rows = (): Promise<Row[]> =>
  run<Row>(sql`select * from outbox_message order by recipient_mail`);

const mail = (to: string, rest: Partial<MailInput> = {}, viewer = system): Promise<string> =>
  db.transaction(viewer, (tx) =>
    outbox.mail(tx, {
      template: 'passwordReset',
      locale: 'en',
      to,
      params: { name: 'Li <b>Lei</b>', hours: 1 },
      links: { resetLink: '/reset?t=token' },
      now: clock.now(),
      ...rest,
    }),
  );

const deliver = (mailer: Mailer): Promise<number> =>
  deliverOutbox({ db, clock, log, mailer, publicUrl: PUBLIC_URL });

/** A mailer that records its mails and fails while `failure` is set. */
function recorder(): Mailer & { sent: OutgoingMail[]; failure: Error | null } {
  const sent: OutgoingMail[] = [];
  return {
    sent,
    failure: null,
    keepsBodies: false,
    close() {},
    async send(outgoing) {
      if (this.failure) throw this.failure;
      sent.push(outgoing);
      return 'accepted';
    },
  };
}

beforeAll(async () => {
  ({ db, drop } = await openJobsDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  clock = new ShiftedClock({ now: () => START });
  await run(sql`delete from outbox_message`);
});

describe('a mail', () => {
  test('belongs to its transaction', async () => {
    const failing = db.transaction(system, async (tx) => {
      await outbox.mail(tx, {
        template: 'passwordReset',
        locale: 'en',
        to: 'a@example.com',
        now: START,
      });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await rows()).toEqual([]);
  });

  test('needs a template with texts', async () => {
    await expect(mail('a@example.com', { template: 'nonsense' })).rejects.toThrow('nonsense');
  });

  test("is sent once, in the recipient's language, and its one-time link is erased", async () => {
    const mailer = recorder();
    const id = await mail('a@example.com');
    expect(await deliver(mailer)).toBe(1);
    expect(await deliver(mailer)).toBe(0);
    expect(mailer.sent).toHaveLength(1);
    const [sent] = mailer.sent as [OutgoingMail];
    expect(sent).toMatchObject({
      to: 'a@example.com',
      subject: 'Reset your password',
      messageId: `<${id}@portal.example.com>`,
    });
    expect(sent.text).toContain('within 1 hour. The link works once.');
    expect(sent.text).toContain('https://portal.example.com/reset?t=token');
    expect(sent.html).toContain(
      '<a class="button" href="https://portal.example.com/reset?t=token"',
    );
    expect(sent.html).toContain('Li &lt;b&gt;Lei&lt;/b&gt;');
    expect(await rows()).toMatchObject([{ links: null, body_text: null, attempts: 1 }]);
  });

  test('is written in the language of the site when that of the reader is unknown', async () => {
    const mailer = recorder();
    await mail('a@example.com', { locale: null });
    await deliver(mailer);
    const [{ subject, text }] = mailer.sent as [OutgoingMail];
    expect(subject).toBe('重置您的登录密码');
    expect(text).toContain('您好');
    expect(text).not.toContain('Hello');
  });

  test("stays readable in the demo's mailbox", async () => {
    await mail('a@example.com');
    await deliver(mailboxMailer);
    const [row] = (await rows()) as [Row];
    expect(row).toMatchObject({
      subject: 'Reset your password',
      links: { resetLink: '/reset?t=token' },
    });
    expect(row.body_text).toContain('https://portal.example.com/reset?t=token');
    expect(row.sent_at).not.toBeNull();
  });

  test('that was refused is retried later, with the same Message-ID, and does not block the others', async () => {
    const mailer = recorder();
    const id = await mail('a@example.com');
    const refusing: Mailer = {
      ...mailer,
      send: (outgoing) =>
        outgoing.to.startsWith('a@')
          ? Promise.reject(new Error('450 mailbox busy'))
          : mailer.send(outgoing),
    };
    await mail('b@example.com');
    expect(await deliver(refusing)).toBe(1);
    expect((await rows())[0]).toMatchObject({
      sent_at: null,
      last_error: '450 mailbox busy',
      attempts: 1,
    });
    expect(await deliver(mailer)).toBe(0);
    clock.advance(MINUTE);
    expect(await deliver(mailer)).toBe(1);
    expect(mailer.sent.at(-1)!.messageId).toContain(id);
  });

  test('is given up after days of refusal, and its link erased', async () => {
    const mailer = recorder();
    mailer.failure = new Error('550 no such user');
    await mail('a@example.com');
    for (let i = 0; i < 30; i++) {
      await deliver(mailer);
      clock.advance(6 * 60 * MINUTE);
    }
    const [row] = (await rows()) as [Row];
    expect(row).toMatchObject({ sent_at: null, attempts: 24, links: null });
    expect(row.failed_at).not.toBeNull();
  });
});

test('an unreachable server ends the run without counting a try of the other mails', async () => {
  const mailer = recorder();
  mailer.failure = new UnreachableError('connection refused');
  await mail('a@example.com');
  await mail('b@example.com');
  expect(await deliver(mailer)).toBe(0);
  expect((await rows()).map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
});

describe('of many mails', () => {
  const [acme, rival] = [uuidv7(START), uuidv7(START)];
  const member: Viewer = { ...system, via: 'PORTAL', role: 'csp.owner', side: 'partner' };
  const mailBy = (tenantId: string, to: string, rest: Partial<MailInput> = {}) =>
    mail(to, rest, { ...member, tenantId });
  const order = async (): Promise<string[]> => {
    const sent: string[] = [];
    await deliver({ ...recorder(), send: async ({ to }) => String(sent.push(to)) });
    return sent.map((to) => to.split('@')[0]!);
  };

  test('those of one organization do not delay those of another', async () => {
    for (let i = 0; i < 5; i++) {
      await mailBy(acme, `a${i}@example.com`);
      clock.advance(1);
    }
    clock.advance(MINUTE);
    for (let i = 0; i < 2; i++) {
      await mailBy(rival, `r${i}@example.com`);
      clock.advance(1);
    }
    const turns = await order();
    expect(turns.filter((to) => to.startsWith('a'))).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
    expect(turns.indexOf('r0')).toBeLessThan(2);
    expect(turns.indexOf('r1')).toBeLessThan(4);
  });

  test('the system sends to the members of each organization in its turn', async () => {
    for (let i = 0; i < 3; i++) await mail(`a${i}@example.com`, { recipientOrgId: acme });
    await mail('r0@example.com', { recipientOrgId: rival });
    expect((await order()).indexOf('r0')).toBeLessThan(2);
  });

  test('codes and links for a new password precede all others', async () => {
    await mailBy(acme, 'a0@example.com');
    await mail('b0@example.com');
    clock.advance(MINUTE);
    await mailBy(acme, 'code@example.com', {
      template: 'customerCode',
      params: { customer: 'x', minutes: 10 },
      secrets: { code: '123456' },
    });
    clock.advance(1);
    await mail('reset@example.com', { isUrgent: true });
    expect((await order()).slice(0, 2)).toEqual(['code', 'reset']);
  });
});

test('several servers share the mails and send none twice', async () => {
  const mailer = recorder();
  for (let i = 0; i < 30; i++) await mail(`u${i}@example.com`);
  await Promise.all([deliver(mailer), deliver(mailer), deliver(mailer)]);
  expect(new Set(mailer.sent.map(({ to }) => to)).size).toBe(30);
  expect(mailer.sent).toHaveLength(30);
});

test('a tenant can cause a mail but not read it', async () => {
  const partner: Viewer = { ...system, via: 'PORTAL', role: 'csp.owner', side: 'partner' };
  await db.transaction(partner, (tx) =>
    outbox.mail(tx, { template: 'passwordReset', locale: 'zh', to: 'a@example.com', now: START }),
  );
  expect(await run(sql`select id from outbox_message`, partner)).toEqual([]);
  expect(await rows()).toHaveLength(1);
});

describe('over SMTP', () => {
  let server: SMTPServer | undefined;
  let mailer: Mailer | undefined;
  afterEach(async () => {
    mailer?.close();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    server = undefined;
  });

  test('a mail arrives with both parts; a refused recipient is no outage', async () => {
    const received: string[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('nobody')
            ? Object.assign(new Error('no such user'), { responseCode: 550 })
            : null,
        ),
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          received.push(text);
          done(null, 'queued');
        });
      },
    });
    server = smtp;
    const port = await new Promise<number>((ready) => {
      const listener = smtp.listen(0, '127.0.0.1', () =>
        ready((listener.address() as { port: number }).port),
      );
    });
    mailer = smtpMailer(`smtp://127.0.0.1:${port}?from=portal@example.com`, PUBLIC_URL);
    await mail('nobody@example.com');
    await mail('a@example.com', { locale: 'zh' });
    expect(await deliver(mailer)).toBe(1);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatch(/^From: portal@example.com$/m);
    expect(received[0]).toContain('multipart/alternative');
    expect((await rows())[1]).toMatchObject({
      recipient_mail: 'nobody@example.com',
      last_error: expect.stringContaining('550'),
    });
  });

  test('a closed port is an outage', async () => {
    mailer = smtpMailer('smtp://127.0.0.1:1', PUBLIC_URL);
    await mail('a@example.com');
    await mail('b@example.com');
    expect(await deliver(mailer)).toBe(0);
    expect((await rows()).map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
  });
});
