import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../server/app.ts';
import { ShiftedClock } from '../../server/platform/clock.ts';
import { fireClockEvent } from '../../server/platform/command/life-cycle/clock-events.ts';
import { settleJobs } from '../../server/platform/jobs/worker.ts';
import { openLog } from '../../server/platform/log.ts';
import { mailboxMailer } from '../../server/platform/mail/mailer.ts';
import { mailboxSms } from '../../server/platform/sms/sender.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { freshDatabase } from './db.ts';
import { demoDatabase } from './demo.ts';
import { freePort } from './ports.ts';
import { openWorld, type World } from './world.ts';

/** A sent mail; lists are sorted newest first. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** The demo, listening in the test's process, with a clock that the story moves. */
export interface Product {
  readonly url: string;
  /** The same database and clock without HTTP. */
  readonly world: World;
  readonly app: App;
  /** Clock of sessions and lock-outs. */
  readonly realClock: ShiftedClock;
  /** Runs everything that is due: fires clocks, sends mails. */
  settle(): Promise<void>;
  /** Moves the product's clock and runs everything that is due by then. */
  moveClock(to: Date): Promise<void>;
  mailsTo(address: string): Promise<Mail[]>;
  close(): Promise<void>;
}

export interface ProductSettings {
  /** The port, if it is free. Default: any. */
  readonly wantedPort?: number;
  /** Replaces the portal's documents. */
  readonly documentsFile?: string;
  /** False: real mode, in which people join by mailed links and sign in with passwords. */
  readonly demo?: boolean;
  /** Whether the database holds the demo's history. */
  readonly seeded?: boolean;
}

/** Time for open requests once a story is over. */
const DRAIN_MS = 10_000;

/** Starts the product on an empty database, or on one with the demo's history. */
export async function openProduct({
  wantedPort,
  documentsFile,
  demo = true,
  seeded = false,
}: ProductSettings = {}): Promise<Product> {
  const [world, port, dataDir] = await Promise.all([
    openWorld('world', seeded ? demoDatabase : freshDatabase),
    freePort(wantedPort),
    mkdtemp(join(tmpdir(), 'product-')),
  ]);
  const url = `http://localhost:${port}`;
  const realClock = new ShiftedClock();
  const log = openLog('silent');
  const { clock, db } = world;
  const app = await createApp({
    env: {
      host: '127.0.0.1',
      port,
      dataDir,
      databaseUrl: null,
      databaseOwnerUrl: null,
      publicUrl: url,
      secretKey: 's'.repeat(32),
      previousSecretKey: null,
      smtpUrl: null,
      sms: null,
      s3Url: null,
      insecureHttp: false,
      demo,
      demoPublic: false,
      logLevel: 'silent',
      trustedProxies: null,
      corsOrigins: [],
    },
    db,
    clock,
    realClock,
    log,
    documentsFile,
    ...(demo && {
      demoClock: { now: () => clock.now(), moveTo: async (at: Date) => clock.moveTo(at) },
    }),
  });
  await app.fastify.listen({ host: '127.0.0.1', port });
  const fire = fireClockEvent(app.deps);
  const settle = (): Promise<void> =>
    settleJobs({
      db,
      clock,
      log,
      fire,
      mailer: mailboxMailer,
      sms: { sender: mailboxSms, secrets: app.deps.secrets },
      publicUrl: url,
      tasks: app.tasks,
    });
  return {
    url,
    world,
    app,
    realClock,
    settle,
    async moveClock(to) {
      clock.moveTo(to);
      await settle();
    },
    async mailsTo(address) {
      await settle();
      return await world.rows<Mail>(sql`
        select subject, body_text as text from outbox_message
        where recipient_mail = ${address} and sent_at is not null order by created_at desc, id desc`);
    },
    async close() {
      // A browser keeps connections on which it has sent no request.
      await app.draining.close(DRAIN_MS);
      await world.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
