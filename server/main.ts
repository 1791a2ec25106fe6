import { setTimeout as pause } from 'node:timers/promises';
import { announce } from './announce.ts';
import { type App, apiDeps, createApp } from './app.ts';
import { closeSalesYear } from './modules/customers/index.ts';
import { systemClock } from './platform/clock.ts';
import { fireClockEvent } from './platform/command/life-cycle/clock-events.ts';
import { openDatabase } from './platform/db/database.ts';
import { settleMode } from './platform/db/demo-mark.ts';
import { type DatabaseUrls, databaseUrls } from './platform/db/log-ins.ts';
import { migrate } from './platform/db/migrate.ts';
import { type Env, readEnv } from './platform/env.ts';
import { removeFiles } from './platform/files/open-store.ts';
import { openDemoClock } from './platform/jobs/demo-clock.ts';
import { startJobs } from './platform/jobs/worker.ts';
import { openLog } from './platform/log.ts';
import { mailboxMailer, smtpMailer } from './platform/mail/mailer.ts';
import { mailboxSms } from './platform/sms/sender.ts';
import { purges } from './purges.ts';
import { loadDomain } from './schema.ts';
import { unsafe } from './self-check.ts';
import { openSmsSender } from './sources/huawei-sms/index.ts';

export interface MainOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The embedded database; null if the environment names another one. */
  readonly embedded: DatabaseUrls | null;
  /** Whether the demo starts from empty data. The caller has already wiped the embedded database. */
  readonly reset: boolean;
  /** Settles when the portal is built. Absent: it is served as it is. */
  readonly portal?: Promise<void> | undefined;
}

export interface RunningServer {
  readonly url: string;
  /** Stops the server after the requests in progress are answered. */
  close(): Promise<void>;
}

/** Time for a load balancer to notice that the server is not ready, while the server still answers. */
const NOTICE_MS = 2_000;
/** Limit for open requests at shutdown: longer than any request takes (decision 0016). */
const DRAIN_MS = 6_000;

/** Starts the database, the server, the jobs and, in demo mode, the demo's data. Throws an error of one sentence. */
export async function main({
  env: variables,
  embedded,
  reset,
  portal,
}: MainOptions): Promise<RunningServer> {
  const env = readEnv(variables);
  if (reset && env.databaseUrl)
    throw new Error(
      '--reset wipes the embedded database only; empty that of DATABASE_URL yourself.',
    );
  const log = openLog(env.logLevel);
  const domain = await loadDomain();
  const urls = embedded ?? databaseUrls(env);
  await migrate(urls, domain.entities);
  await settleMode(urls.ownerUrl, env.demo);
  if (reset) await removeFiles(env.dataDir);
  const db = await openDatabase({ ...urls, entities: domain.entities });
  // A start that fails closes what it has opened, the latest first.
  const opened = new AsyncDisposableStack();
  opened.defer(() => db.close());
  try {
    const demoClock = env.demo ? await openDemoClock(db) : undefined;
    const clock = demoClock ?? systemClock;
    const appDeps = { env, db, clock, log, ...(demoClock && { demoClock }) };
    if (env.demo) {
      // Only a demo loads the seed and the library that draws its documents.
      const { seedDemo } = await import('./seeds/index.ts');
      const deps = apiDeps(appDeps, domain);
      await seedDemo({ deps, log, files: deps.files });
    }
    await portal;
    const app = await createApp(appDeps);
    opened.defer(() => app.draining.close(DRAIN_MS));
    const mailer = env.smtpUrl === null ? mailboxMailer : smtpMailer(env.smtpUrl, env.publicUrl);
    const sender = env.demo ? mailboxSms : env.sms && openSmsSender(env.sms, { log });
    const jobs = await startJobs({
      db,
      clock,
      log,
      mailer,
      sms: sender && { sender, secrets: app.deps.secrets },
      publicUrl: env.publicUrl,
      fire: fireClockEvent(app.deps),
      tasks: [...app.tasks, closeSalesYear(app.deps), purges(app.deps, domain.entities)],
    });
    opened.defer(() => jobs.stop());
    await listen(app, env);
    await announce(app, await unsafe(env, urls.url));
    const warming = new AbortController();
    const warmed = app.warm(warming.signal);
    return {
      url: env.publicUrl,
      async close() {
        warming.abort();
        app.draining.begin();
        const stopped = jobs.stop();
        if (!env.demo) await pause(NOTICE_MS);
        await app.draining.close(DRAIN_MS);
        await Promise.all([stopped, warmed]);
        await db.close();
      },
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function listen({ fastify }: App, { host, port }: Env): Promise<void> {
  await fastify.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${port} is in use. Stop what runs there, or start with another, for example PORT=${port + 1} npm start.`,
    );
  });
}
