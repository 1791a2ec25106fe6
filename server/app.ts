import { fileURLToPath } from 'node:url';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { authStores } from './modules/identity/auth-stores.ts';
import { rolesOfMembers } from './modules/identity/index.ts';
import { registerNotifications } from './modules/integrations/index.ts';
import { registerPapers } from './modules/invoices/index.ts';
import { registerCalendarFeed } from './modules/notifications/index.ts';
import { transferFile } from './modules/transfers/index.ts';
import { registerImportFiles } from './modules/workspace/index.ts';
import type { ApiDeps } from './platform/api/context.ts';
import { GraphqlContext } from './platform/api/context.ts';
import { downloads } from './platform/api/files/download.ts';
import { registerFiles } from './platform/api/files/route.ts';
import { registerLive } from './platform/api/live/route.ts';
import { partialAnswers } from './platform/api/partial-answers.ts';
import { plannedReads } from './platform/api/planned.ts';
import { registerGraphql } from './platform/api/route.ts';
import { registerShortLinks } from './platform/api/short-links.ts';
import { warmPlans } from './platform/api/warm.ts';
import { registerAuth } from './platform/auth/auth-routes.ts';
import { Authenticator } from './platform/auth/authenticate.ts';
import type { OptimisticCredential } from './platform/auth/optimistic-credential.ts';
import { createHasher } from './platform/auth/passwords.ts';
import type { AuthStores } from './platform/auth/ports.ts';
import { type Clock, systemClock, systemTiming, type Timing } from './platform/clock.ts';
import { fireClockEvent } from './platform/command/life-cycle/clock-events.ts';
import type { Database } from './platform/db/database.ts';
import type { Domain } from './platform/domain.ts';
import type { Env } from './platform/env.ts';
import { openFiles } from './platform/files/open-store.ts';
import { registerDemo } from './platform/http/demo-routes.ts';
import type { Draining } from './platform/http/draining.ts';
import { registerPortal } from './platform/http/portal.ts';
import { createHttpServer } from './platform/http/server.ts';
import type { RandomBytes } from './platform/ids.ts';
import type { DemoClock } from './platform/jobs/demo-clock.ts';
import { type JobTask, settleJobs } from './platform/jobs/worker.ts';
import { followHolidayPlans } from './platform/live/holiday-plans.ts';
import { Hub } from './platform/live/hub.ts';
import type { Logger } from './platform/log.ts';
import { mailboxMailer } from './platform/mail/mailer.ts';
import type { RequestDeadline } from './platform/request-deadline.ts';
import { secretsFrom } from './platform/secrets.ts';
import { mailboxSms } from './platform/sms/sender.ts';
import type { Viewer } from './platform/viewer.ts';
import { loadDomain } from './schema.ts';
import { tasksOf } from './tasks.ts';

const PORTAL = fileURLToPath(new URL('../portal/dist/', import.meta.url));
const DOCUMENTS = fileURLToPath(new URL('../portal/gql/persisted-documents.json', import.meta.url));

/** Dependencies of the application. Tests pass their own clock and database. */
export interface AppDeps {
  readonly env: Env;
  readonly db: Database;
  /** The product's clock: deadlines, validity, links and keys. Movable in the demo. */
  readonly clock: Clock;
  /** Real time, for sessions, lock-outs and authenticator codes. Default: the machine's clock. */
  readonly realClock?: Clock;
  readonly log: Logger;
  readonly random?: RandomBytes;
  /** Time of quotas and waits on upstreams. Default: the machine's. */
  readonly timing?: Timing;
  /** The demo's clock, which operators can move. Absent outside the demo. */
  readonly demoClock?: DemoClock;
  /** File with the registered documents. Default: the one of the built portal. */
  readonly documentsFile?: string;
  /** Plugins that may answer a query before the resolvers run. Default: the planned execution. */
  readonly plugins?: readonly ApolloServerPlugin<GraphqlContext>[];
}

export interface App {
  readonly env: Env;
  readonly log: Logger;
  readonly fastify: FastifyInstance;
  readonly auth: AuthStores;
  /** Dependencies of commands. Jobs and seeds use the same object. */
  readonly deps: ApiDeps;
  /** Scheduled work of the modules. */
  readonly tasks: readonly JobTask[];
  readonly draining: Draining;
  /** Plans the portal's statements before anyone asks for them, until `signal` ends it. */
  readonly warm: (signal: AbortSignal) => Promise<ReadonlySet<string>>;
}

/** The dependencies of commands, for use before there is an application. */
export const apiDeps = (
  { env, db, clock, realClock = systemClock, timing = systemTiming, log, random }: AppDeps,
  domain: Domain,
): ApiDeps => ({
  db,
  clock,
  realClock,
  timing,
  log,
  files: openFiles(env),
  domain,
  secrets: secretsFrom(env.secretKey, env.previousSecretKey),
  publicUrl: env.publicUrl,
  sendsSms: env.demo || env.sms !== null,
  allowsLoopback: env.demo,
  ...(random && { random }),
});

/** Builds the application. The function does not listen, reads no environment and starts no jobs. */
export async function createApp(options: AppDeps): Promise<App> {
  const { env, db, log, demoClock, documentsFile = DOCUMENTS } = options;
  const { plugins = [plannedReads(log)] } = options;
  const domain = await loadDomain();
  const deps = apiDeps(options, domain);
  const { realClock, secrets } = deps;
  const auth = authStores(deps, env.demo);
  const { fastify, draining } = await createHttpServer({
    env,
    log,
    clock: realClock,
    ping: () => db.ping(),
  });

  const signIn = { store: auth.credentials, hasher: createHasher(), secrets, clock: realClock };
  const { authenticate, recall } = new Authenticator(auth, db, env);
  await registerAuth(fastify, { ...auth, db, env, signIn, demoClock });
  const context = (
    viewer: Viewer | null,
    requestId: string,
    {
      deadline,
      credential,
    }: { deadline?: RequestDeadline; credential?: OptimisticCredential | null } = {},
  ): GraphqlContext => {
    const given = deadline === undefined ? deps : { ...deps, db: db.until(deadline) };
    return new GraphqlContext(given, viewer, requestId, credential);
  };
  const graphql = await registerGraphql(fastify, {
    schema: domain.schema,
    authenticate,
    recall,
    context,
    finish: (context) => context.endReads(),
    log,
    clock: realClock,
    documentsFile,
    plugins: [partialAnswers(log), ...plugins],
  });
  const hub = new Hub({ url: db.url, log });
  await followHolidayPlans(fastify, { hub, db, log });
  await registerLive(fastify, graphql, {
    hub,
    authenticate,
    context,
    clock: realClock,
    log,
  });
  const download = downloads(fastify, authenticate);
  registerPapers(download, deps);
  await registerFiles(fastify, { deps, authenticate, download, further: [transferFile] });
  registerImportFiles(download, deps);
  await registerCalendarFeed(fastify, deps);
  registerShortLinks(fastify, { db, clock: realClock });
  await registerNotifications(fastify, deps);
  const tasks = tasksOf(deps);
  if (env.demo && demoClock) {
    const settle = () => settleDemo(deps, tasks);
    await registerDemo(fastify, { db, clock: demoClock, secrets, authenticate, settle });
  }
  await registerPortal(fastify, PORTAL);
  fastify.addHook('onClose', async () => {
    await Promise.all([auth.sessions.settle(), auth.keys.settle()]);
  });
  await fastify.ready();
  const { documents } = graphql;
  const roles = () => rolesOfMembers({ db });
  const warm = (signal: AbortSignal) => warmPlans({ db, domain, documents, log, roles, signal });
  return { env, log, fastify, auth, deps, tasks, draining, warm };
}

/** Does the work that is due after a move of the demo's clock. Its messages go to the mailbox page. */
const settleDemo = (deps: ApiDeps, tasks: readonly JobTask[]): Promise<void> =>
  settleJobs({
    db: deps.db,
    clock: deps.clock,
    log: deps.log,
    fire: fireClockEvent(deps),
    mailer: mailboxMailer,
    sms: { sender: mailboxSms, secrets: deps.secrets },
    publicUrl: deps.publicUrl,
    tasks,
  });
