import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { deliverOutbox, outbox } from '../../../server/platform/jobs/outbox.ts';
import { MAIL_LOCALES } from '../../../server/platform/mail/locales.ts';
import { mailboxMailer } from '../../../server/platform/mail/mailer.ts';
import { secretsFrom } from '../../../server/platform/secrets.ts';
import { mobileNumber } from '../../../server/platform/sms/number.ts';
import { smsTexts } from '../../../server/platform/sms/render.ts';
import type { SmsSender } from '../../../server/platform/sms/sender.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { openSmsSender } from '../../../server/sources/huawei-sms/index.ts';
import { rowsFor, upstreamFault } from '../../kit/resiliency.ts';
import {
  smsApplication,
  startUpstream,
  type Upstream,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { openJobsDatabase } from '../platform/jobs-database.ts';

const START = new Date('2026-03-02T02:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Patience of the product and the answer of a very slow service, each a tenth of the real ones and less. */
const WAIT_MS = 2_000;
const LATE_MS = 1_000;
const CODE = '402317';

const secrets = secretsFrom('s'.repeat(32));
const system = systemViewer('test');
const application = smsApplication('AK-SMS', 'secret-of-sms', {
  from: '8824110605***',
  signature: '云商店',
});
const settings = {
  from: application.from,
  signature: null,
  templates: Object.fromEntries(
    smsTexts.names.flatMap((name) =>
      MAIL_LOCALES.map((locale) => [`${name}.${locale}`, `id-${name}-${locale}`] as const),
    ),
  ),
};

let db: Database;
let drop: () => Promise<void>;
let upstream: Upstream;
let clock: ShiftedClock;
let sender: SmsSender;
const logged: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });

beforeAll(async () => {
  ({ db, drop } = await openJobsDatabase());
  clock = new ShiftedClock({ now: () => START });
  const timing = virtualTiming(clock);
  upstream = await startUpstream({
    timing,
    world: { partners: [], sellers: [], smsApplications: [application] },
  });
  const url = upstream.url.replace('//', `//AK-SMS:${encodeURIComponent('secret-of-sms')}@`);
  sender = openSmsSender({ ...settings, url }, { log, timing, waitMs: WAIT_MS });
});
afterAll(async () => {
  sender?.close();
  await upstream?.close();
  await drop?.();
});
beforeEach(async () => {
  await upstream.faults.clear();
  // The circuit of the last fault lets a call through again.
  clock.advance(DAY);
  await run(sql`delete from outbox_message`);
  application.sent.length = 0;
  logged.length = 0;
});

const run = <R>(query: Sql): Promise<R[]> => db.transaction(system, (tx) => tx.rows<R>(query));
const deliver = (): Promise<number> =>
  deliverOutbox({
    ...{ db, clock, log, mailer: mailboxMailer, sms: { sender, secrets } },
    publicUrl: 'https://portal.example.com',
  });
const code = (to = '+8613800138000'): Promise<string> =>
  db.transaction(system, (tx) =>
    outbox.sms(tx, {
      template: 'mobileCode',
      locale: 'en',
      sealedNumber: mobileNumber.seal(secrets, to),
      params: { minutes: 10 },
      secrets: { code: CODE },
      expiresAt: new Date(clock.now().getTime() + DAY),
      now: clock.now(),
    }),
  );

describe('an SMS', () => {
  it('is a signed form with the number, the template of its language and the values in their order', async () => {
    await code();
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    expect(application.sent).toEqual([
      { to: '+8613800138000', templateId: 'id-mobileCode-en', values: [CODE, '10'] },
    ]);
    expect(upstream.requests.at(-1)).toMatchObject({ api: 'SEND_SMS', status: 200 });
    expect(await run(sql`select provider_id as id from outbox_message`)).toEqual([{ id: 'sms-1' }]);
  });

  it('leaves neither its number nor its code behind', async () => {
    await code();
    await upstream.faults.set({ kind: 'SERVER_ERROR', times: 1, echo: true });
    await deliver();
    clock.advance(5 * MINUTE);
    await deliver();
    const [dump] = await run<{ text: string }>(sql`select m::text as text from outbox_message m`);
    expect(logged.length).toBeGreaterThan(1);
    for (const text of [dump!.text, ...logged]) {
      expect(text).not.toContain('13800138000');
      expect(text).not.toContain(CODE);
      expect(text).not.toContain('secret-of-sms');
    }
  });

  it('that is refused does not hold up the others', async () => {
    await code('+999');
    await code('+8613900139000');
    expect(await deliver()).toBe(1);
    expect(application.sent.map(({ to }) => to)).toEqual(['+8613900139000']);
    expect(
      await run(sql`select last_error as error from outbox_message where sent_at is null`),
    ).toEqual([{ error: 'batchSendSms: REFUSED E200015 200' }]);
  });

  it('is not sent once it is of no use any more', async () => {
    await code();
    await upstream.faults.set({ kind: 'REFUSED' });
    await deliver();
    await upstream.faults.clear();
    clock.advance(2 * DAY);
    expect(await deliver()).toBe(0);
    expect(application.sent).toEqual([]);
    expect(
      await run(
        sql`select secrets, sealed_number as number, failed_at is not null as over from outbox_message`,
      ),
    ).toEqual([{ secrets: null, number: null, over: true }]);
  });

  it('needs a template for each text', () => {
    const { 'mobileCode.en': _, ...templates } = settings.templates;
    expect(() =>
      openSmsSender({ ...settings, url: 'https://a:b@sms.example', templates }, { log }),
    ).toThrow('SMS_TEMPLATES is incomplete: add the ids of mobileCode.en.');
  });
});

describe('Message & SMS that is', () => {
  it.each(rowsFor())('%s', async (_, row) => {
    await code();
    await upstream.faults.set(upstreamFault(row, LATE_MS));
    expect(await deliver()).toBe(row.sms === 'at once' ? 1 : 0);
    await upstream.faults.clear();
    for (let tries = 0; tries < 3; tries++) {
      clock.advance(10 * MINUTE);
      await deliver();
    }
    expect(application.sent).toHaveLength(1);
    expect(await run(sql`select 1 from outbox_message where sent_at is null`)).toEqual([]);
  });
});
