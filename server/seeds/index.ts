import pg from 'pg';
import { closeSalesYear } from '../modules/customers/index.ts';
import { sendDigests } from '../modules/notifications/index.ts';
import { createHasher } from '../platform/auth/passwords.ts';
import { DAY } from '../platform/clock.ts';
import { transact } from '../platform/command/pipeline.ts';
import type { CommandDeps } from '../platform/command/types.ts';
import { AS_OWNER } from '../platform/db/log-ins.ts';
import type { Files } from '../platform/files/open-store.ts';
import { deliverOutbox } from '../platform/jobs/outbox.ts';
import type { Logger } from '../platform/log.ts';
import { mailboxMailer } from '../platform/mail/mailer.ts';
import { sql } from '../platform/sql/sql.ts';
import { planAuthorizations } from './chapters/authorizations.ts';
import { planBills } from './chapters/bills.ts';
import { planBindings } from './chapters/bindings.ts';
import { type Catalog, planCatalog } from './chapters/catalog.ts';
import { demoCustomers, planCustomers } from './chapters/customers.ts';
import { planDemands } from './chapters/demands.ts';
import { planDiscounts } from './chapters/discounts.ts';
import { planInvoicingData } from './chapters/invoicing-data.ts';
import { planOrders } from './chapters/orders.ts';
import { DemoUsers, planOrganizations } from './chapters/organizations.ts';
import { planSupervisions } from './chapters/supervisions.ts';
import { setUpstreamFacts } from './chapters/upstream.ts';
import { planWebhook, writeDeliveries } from './chapters/webhooks.ts';
import { DemoHistory, forEachConcurrently, SEED_VIEWER } from './demo-history.ts';
import { MARKETPLACE } from './demo-users.ts';

/** Password of every demo user. */
export const DEMO_PASSWORD = 'demo-cloud-market';

/** Dependencies of the demo seed. */
export interface SeedDeps {
  readonly deps: CommandDeps;
  readonly log: Logger;
  /** Store of the demo's files; without one the demo has no appeals. */
  readonly files?: Files;
  /** Receives each line of progress; standard output by default. */
  readonly say?: (line: string) => void;
}

const UNREAD_DAYS = 5;

/** Marks older notifications as read and sends the digests of the last mornings. */
async function sendNotifications(history: DemoHistory): Promise<void> {
  const since = new Date(history.now.getTime() - UNREAD_DAYS * DAY);
  await history.rows(sql`update notification set read_at = created_at where created_at < ${since}`);
  for (let days = UNREAD_DAYS; days >= 0; days--) {
    const morning = history.at(days, '08:00:00');
    if (morning <= history.now) await sendDigests(history.depsAt(morning)).run();
  }
}

/** Orders customers by this year's sales before the first page is opened: the job first runs a minute after the start. */
async function closeEndedYears(deps: CommandDeps): Promise<void> {
  const { run } = closeSalesYear(deps);
  while ((await run()) > 0);
}

/** How much of the demo data a database holds. OTHER_DATA: it holds data that is not the demo's. */
export type SeedState = 'EMPTY' | 'OTHER_DATA' | 'PARTIAL' | 'COMPLETE';

const STARTED = 'storyBegin';
const FINISHED = 'storyEnd';

/**
 * Fills an empty database with the demo's history of more than two years, which ends now. Finishes an
 * interrupted history. Does nothing if the history is complete or the database holds other data.
 */
export async function seedDemo({ deps, log, files, say = print }: SeedDeps): Promise<void> {
  const state = await seedState(deps);
  if (state === 'COMPLETE' || state === 'OTHER_DATA') return;
  const history = new DemoHistory(deps, await lastMoment(deps));
  const users = new DemoUsers();
  const catalog: Catalog = new Map();
  const customers = demoCustomers();

  const chapter = async (name: string, run: () => Promise<void>): Promise<void> => {
    const since = performance.now();
    say(`${name} …`);
    await run();
    say(`  演示数据 / demo data: ${((performance.now() - since) / 1000).toFixed(1)} s`);
  };

  const passwordHash = await createHasher().hash(DEMO_PASSWORD);
  planOrganizations(history, users, passwordHash, files);
  planInvoicingData(history, users);
  planCatalog(history, users, catalog);
  planCustomers(history, users, customers);
  planBindings(history, users, customers);
  planAuthorizations(history, users, catalog, customers);
  planDiscounts(history, users, catalog, customers);
  planDemands(history, users, catalog, customers);
  planOrders(history);
  await planBills(history, users);
  planSupervisions(history, files);
  planWebhook(history, users);
  await chapter(
    '组织、商品、客户与绑定、授权、专属优惠、订单与账单，约 20 至 60 秒 / Organizations, products, customers and bindings, authorizations, exclusive discounts, orders and bills, usually 20 to 60 s',
    () => history.run((month) => say(`  ${month}`)),
  );
  await chapter('账号信息与邮件 / Account data and mails', async () => {
    await setUpstreamFacts(history, customers);
    await closeEndedYears(deps);
    await sendNotifications(history);
    await writeDeliveries(history);
    await deliverMails(history, log);
    await dropDueJobs(deps.db.ownerUrl);
  });
  // This commit waits for the disk, and so makes all earlier asynchronous commits durable.
  await transact(
    { ...deps, clock: { now: () => history.now } },
    SEED_VIEWER,
    'story',
    async (tx) => {
      const [operator] = await tx.rows<{ id: string }>(
        sql`select id from organization where code = ${MARKETPLACE.code}`,
      );
      tx.audit({ action: FINISHED, subjectType: 'Organization', subjectId: operator!.id });
    },
  );
  say(`演示账号密码 / Password of every demo account: ${DEMO_PASSWORD}`);
}

/** Returns how much of the demo data the database holds. */
export async function seedState({ db }: CommandDeps): Promise<SeedState> {
  return await db.transaction(SEED_VIEWER, async (tx) => {
    const [row] = await tx.rows<{ started: boolean; finished: boolean; data: boolean }>(sql`
      select exists (select 1 from audit_entry where tenant_id = ${SEED_VIEWER.tenantId} and action = ${STARTED}) as started,
        exists (select 1 from audit_entry where tenant_id = ${SEED_VIEWER.tenantId} and action = ${FINISHED}) as finished,
        exists (select 1 from organization) as data`);
    if (row!.finished) return 'COMPLETE';
    if (row!.started) return 'PARTIAL';
    return row!.data ? 'OTHER_DATA' : 'EMPTY';
  });
}

/** The end of the history: now at the first run, and the first run's time after an interruption. */
async function lastMoment(deps: CommandDeps): Promise<Date> {
  return await transact(deps, SEED_VIEWER, 'story', async (tx) => {
    tx.lock('Story', 'begin');
    const [started] = await tx.rows<{ at: Date }>(sql`
      select created_at as at from audit_entry
      where tenant_id = ${SEED_VIEWER.tenantId} and action = ${STARTED}`);
    if (started) return started.at;
    tx.audit({ action: STARTED, subjectType: 'Story', subjectId: SEED_VIEWER.tenantId });
    return tx.now;
  });
}

/** Puts every mail into the mailbox, sent at the time when it was written. */
async function deliverMails(history: DemoHistory, log: Logger): Promise<void> {
  const mails = { ...history.depsAt(history.now), log, mailer: mailboxMailer };
  await forEachConcurrently([1, 2, 3], async () => void (await deliverOutbox(mails)));
  await history.rows(
    sql`update outbox_message set sent_at = created_at where sent_at = ${history.now}`,
  );
}

/**
 * Drops the due jobs that the history left behind. Their work is done, and a thousand of them would occupy
 * the worker while a user opens the first page.
 */
async function dropDueJobs(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: AS_OWNER });
  await client.connect();
  try {
    await client.query(
      'select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where run_at <= now() and locked_at is null))',
    );
  } finally {
    await client.end();
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
