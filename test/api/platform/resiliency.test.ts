import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type App, createApp } from '../../../server/app.ts';
import { createApiKey } from '../../../server/modules/identity/index.ts';
import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { readEnv } from '../../../server/platform/env.ts';
import { deliverOutbox, outbox } from '../../../server/platform/jobs/outbox.ts';
import { type Jobs, startJobs } from '../../../server/platform/jobs/worker.ts';
import { type Mailer, smtpMailer } from '../../../server/platform/mail/mailer.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Fault, type FaultProxy, openFaultProxy } from '../../kit/fault-proxy.ts';
import { holdLimit } from '../../kit/held-limit.ts';
import { type Inbox, openInbox } from '../../kit/inbox.ts';
import { type ResiliencyRow, rowsFor } from '../../kit/resiliency.ts';
import { LONG, sizes } from '../../kit/sizes.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';

/** Timeout of a client; no request may reach it. */
const PATIENCE_MS = 30_000;
/** The promise of decision 0016; asserted only if the machine is idle enough. */
const ANSWERED_MS = 6_000;
const READY_MS = 1_500;
const TENANTS = 6;
const MINUTE = 60_000;
/** Time limit of a whole mail. */
const MAIL_MS = 30_000;
const PUBLIC_URL = 'https://portal.example.com';

/** Refusal of a database that shuts down. */
const SHUTTING_DOWN = Buffer.from(
  'E\0\0\0\x4dSFATAL\0VFATAL\0C57P03\0Mthe database system is shutting down\0Fpostmaster.c\0\0',
  'latin1',
);
SHUTTING_DOWN.writeInt32BE(SHUTTING_DOWN.length - 1, 1);
const NO_SERVICE = Buffer.from('421 4.3.2 Service not available\r\n');

/** The fault of the network between the product and a server; `refusal` is that server's own error. */
function faultOf({ fault }: ResiliencyRow, refusal: Buffer): Fault {
  switch (fault) {
    case 'slow':
      return { kind: 'slow', ms: 40 };
    case 'very slow':
      return { kind: 'slow', ms: 10_000 };
    case 'truncated':
      return { kind: 'truncated', bytes: 20 };
    case 'flapping':
      return { kind: 'flapping', ms: 20 };
    case 'server error':
      return { kind: 'server error', bytes: refusal };
    default:
      return { kind: fault };
  }
}

const log = pino({ level: 'silent' });
let world: World;
let network: FaultProxy;
let db: Database;
let app: App;
let url: string;
const keys: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  network = await openFaultProxy(world.db.url);
  db = await openDatabase({
    url: network.through(world.db.url),
    ownerUrl: network.through(world.db.ownerUrl),
    entities: world.domain.entities,
  });
  app = await createApp({
    env: readEnv({ PORT: '0', DATA_DIR: '.data/test' }),
    db,
    clock: world.clock,
    log,
  });
  await app.fastify.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.fastify.server.address() as AddressInfo).port}`;
  for (let i = 0; i < TENANTS; i++) {
    const { id: orgId } = await partnerOf(world, `甲${i}`);
    const key = await world.system((tx) =>
      createApiKey(tx, tx.viewer, tx.now, {
        id: tx.newId(),
        orgId,
        name: 'program',
        role: 'csp.owner',
        scopes: ['read', 'write'],
        expiresAt: null,
      }),
    );
    keys.push(key);
  }
});
afterAll(async () => {
  await app?.draining.close(0);
  await db?.close();
  await network?.set({ kind: 'none' });
  await network?.close();
  await world?.close();
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly ms: number;
  readonly body: any;
}

/** Sends one client's request; status 0 means that no answer came. */
async function call(path: string, key?: string, body?: object): Promise<Answer> {
  const began = performance.now();
  try {
    const response = await fetch(url + path, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { authorization: `Bearer ${key}` }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    const { status, headers } = response;
    return {
      status,
      retryAfter: headers.get('retry-after'),
      ms: performance.now() - began,
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  } catch (error) {
    return { status: 0, retryAfter: null, ms: performance.now() - began, body: String(error) };
  }
}

const read = (i: number): Promise<Answer> =>
  call('/graphql', keys[i % TENANTS], {
    query: '{ members(first: 5) { nodes { id } pageInfo { hasNextPage } } }',
  });

/** A command with a unique key: a repeat has one effect. */
const invite = (name: string): Promise<Answer> =>
  call('/graphql', keys[0], {
    query: `mutation($input: PartnerBindingInviteInput!, $key: ID!) {
      partnerBindingInvite(input: $input, idempotencyKey: $key) { userErrors { code } } }`,
    variables: {
      input: {
        prospect: { name, cloudAccount: name },
        mail: `${name}@example.com`,
        type: 'ADVISORY',
      },
      key: name,
    },
  });

async function until<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean): Promise<T> {
  for (const end = Date.now() + 100_000; ; await sleep(50)) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    if (Date.now() > end) throw new Error(`Did not recover: ${JSON.stringify(answer)}`);
  }
}

async function expectInvitedOnce(name: string): Promise<void> {
  const { body } = await until(
    () => invite(name),
    ({ status }) => status === 200,
  );
  expect(body).toMatchObject({ data: { partnerBindingInvite: { userErrors: [] } } });
  const invited = await world.rows(
    sql`select 1 from partner_binding b join customer c on c.id = b.customer_id where c.name = ${name}`,
  );
  const mails = await world.rows(
    sql`select 1 from outbox_message where recipient_mail = ${`${name}@example.com`}`,
  );
  expect([invited.length, mails.length]).toEqual([1, 1]);
}

/** Requests that need no database are answered despite any fault. */
async function expectLocalAnswers(): Promise<void> {
  const [live, ping, broken, nowhere] = await Promise.all([
    call('/livez'),
    call('/graphql', undefined, { query: '{ __typename }' }),
    call('/graphql', undefined, { query: 7 }),
    call('/auth/nowhere'),
  ]);
  expect(live.status).toBe(200);
  expect(ping).toMatchObject({ status: 200, body: { data: { __typename: 'Query' } } });
  expect(broken.status).toBe(400);
  expect(nowhere.status).toBe(404);
}

/** Ends the fault; the product recovers by itself. */
async function recover(): Promise<void> {
  await network.set({ kind: 'none' });
  const isAnswered = ({ status }: Answer): boolean => status === 200;
  await until(() => read(1), isAnswered);
  await until(() => call('/readyz'), isAnswered);
}

describe(`a database that ${sizes.outageClients} clients query while it is`, () => {
  beforeEach(recover, 120_000);
  afterEach(() => network.set({ kind: 'none' }));

  it.each(rowsFor('very slow'))('%s', async (fault, row) => {
    const name = fault.replaceAll(' ', '-');
    await network.set(faultOf(row, SHUTTING_DOWN));
    const [ready, written, ...answers] = await Promise.all([
      call('/readyz'),
      invite(name),
      ...Array.from({ length: sizes.outageClients }, (_, i) => read(i)),
    ] as const);
    await expectLocalAnswers();
    for (const answer of [written, ...answers]) expectAnswer(answer, row.postgres);
    expect([200, 503]).toContain(ready.status);
    const slowest = Math.max(...[written, ...answers].map(({ ms }) => ms));
    process.stdout.write(
      `${name}: ${sizes.outageClients} clients, slowest ${Math.round(slowest)} ms, /readyz ${Math.round(ready.ms)} ms\n`,
    );
    if (LONG) {
      expect(slowest).toBeLessThan(ANSWERED_MS);
      expect(ready.ms).toBeLessThan(READY_MS);
    }
    await recover();
    await expectInvitedOnce(name);
  });

  it('unable to confirm a commit: a repeat with the same key returns the outcome', async () => {
    network.resetAll();
    await recover();
    const lost = network.loseAnswerTo(/commit/);
    const answer = await invite('lost');
    await lost;
    expectAnswer(answer, [503]);
    const made = await world.rows(sql`select 1 from customer where name = 'lost'`);
    expect(made).toHaveLength(1);
    await expectInvitedOnce('lost');
  });
});

/** A client gets an answer or a time to retry, never an internal error. */
function expectAnswer({ status, retryAfter, body }: Answer, expected: readonly number[]): void {
  if (!expected.includes(status)) throw new Error(`${status} ${JSON.stringify(body)}`);
  if (status === 200) expect(body.errors).toBeUndefined();
  else
    expect(body.errors[0].extensions).toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterSeconds: Number(retryAfter),
    });
}

describe('jobs during and after an outage of the database', () => {
  let inbox: Inbox;
  let mailer: Mailer;
  let jobs: Jobs;
  beforeAll(async () => {
    inbox = await openInbox();
    mailer = smtpMailer(inbox.url, PUBLIC_URL);
    const deps = { db, clock: world.clock, log, mailer, publicUrl: PUBLIC_URL };
    jobs = await startJobs(
      { ...deps, fire: async () => {} },
      { answerMs: LONG ? undefined : 1_500 },
    );
  });
  afterAll(async () => {
    await jobs?.stop();
    await inbox?.close();
  });

  it('continue by themselves', async () => {
    await invite('before');
    await inbox.mailTo('before@example.com', /./);
    await network.set({ kind: 'black hole' });
    expect((await invite('meanwhile')).status).toBe(503);
    await network.set({ kind: 'none' });
    await expectInvitedOnce('meanwhile');
    await until(
      () => invite('after'),
      ({ status }) => status === 200,
    );
    await inbox.mailTo('after@example.com', /./, 100_000);
    expect(inbox.countTo('after@example.com')).toBe(1);
  }, 240_000);
});

describe('a mail server that is', () => {
  let inbox: Inbox;
  let wire: FaultProxy;
  beforeAll(async () => {
    inbox = await openInbox();
    wire = await openFaultProxy(inbox.url);
  });
  afterAll(async () => {
    await wire?.close();
    await inbox?.close();
  });

  it.each(rowsFor('malformed', 'black hole'))('%s', async (fault, row) => {
    const name = fault.replaceAll(' ', '-');
    const to = `${name}@mail.example.com`;
    const mailer = smtpMailer(wire.through(inbox.url), PUBLIC_URL);
    const deliver = (): Promise<number> =>
      deliverOutbox({ db, clock: world.clock, log, mailer, publicUrl: PUBLIC_URL });
    // The steps of a mail have limits, too; the long run waits for them.
    const limit = fault === 'very slow' && !LONG ? holdLimit(MAIL_MS) : null;
    try {
      await deliver();
      await wire.set(faultOf(row, NO_SERVICE));
      await world.system((tx) =>
        outbox.mail(tx, {
          template: 'passwordReset',
          locale: 'zh',
          to,
          params: { name: '李', hours: 1 },
          links: { resetLink: '/r' },
          now: tx.now,
        }),
      );
      const delivered = deliver();
      await expectLocalAnswers();
      await limit?.expire();
      limit?.release();
      const sent = await delivered;
      if (row.mail === 'at once') expect(sent).toBe(1);
      if (fault !== 'flapping' && row.mail === 'later') expect(sent).toBe(0);
      await wire.set({ kind: 'none' });
      for (let tries = 0; tries < 3; tries++) {
        world.clock.advance(5 * MINUTE);
        await deliver();
      }
      expect(inbox.countTo(to)).toBe(1);
      expect(
        await world.rows(
          sql`select 1 from outbox_message where recipient_mail = ${to} and sent_at is not null`,
        ),
      ).toHaveLength(1);
    } finally {
      limit?.release();
      mailer.close();
    }
  });
});
