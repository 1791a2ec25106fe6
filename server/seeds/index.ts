import pg from 'pg';
import { sendDigests } from '../modules/notifications/index.ts';
import { createHasher } from '../platform/auth/passwords.ts';
import { DAY } from '../platform/clock.ts';
import { type CommandDeps, transact } from '../platform/command/pipeline.ts';
import { rowsIn } from '../platform/db/database.ts';
import { AS_OWNER } from '../platform/db/log-ins.ts';
import { deliverOutbox } from '../platform/jobs/outbox.ts';
import type { Logger } from '../platform/log.ts';
import { mailboxMailer } from '../platform/mail/mailer.ts';
import { sql } from '../platform/sql/sql.ts';
import { MARKETPLACE } from './cast.ts';
import { planAuthorizations } from './chapters/authorizations.ts';
import { planBills } from './chapters/bills.ts';
import { planBindings } from './chapters/bindings.ts';
import { type Catalog, planCatalog } from './chapters/catalog.ts';
import { castCustomers, planCustomers } from './chapters/customers.ts';
import { planDiscounts } from './chapters/discounts.ts';
import { planOrders } from './chapters/orders.ts';
import { planOrganizations, Troupe } from './chapters/organizations.ts';
import { tellUpstream } from './chapters/upstream.ts';
import { STORY, Story, together } from './story.ts';

/** Password of every person of the story. */
export const DEMO_PASSWORD = 'demo-cloud-market';

/** What the story needs of the application. */
export interface Stage {
  readonly deps: CommandDeps;
  readonly log: Logger;
  /** Where lines of progress go; standard output by default. */
  readonly say?: (line: string) => void;
}

const UNREAD_DAYS = 5;

/** Its people have read what is older than some days; of the rest their digests tell them each morning. */
async function tellNews(story: Story): Promise<void> {
  const since = new Date(story.now.getTime() - UNREAD_DAYS * DAY);
  await story.rows(sql`update notification set read_at = created_at where created_at < ${since}`);
  for (let days = UNREAD_DAYS; days >= 0; days--) {
    const morning = story.at(days, '08:00:00');
    if (morning <= story.now) await sendDigests(story.depsAt(morning)).run();
  }
}

/** How the story stands in a database. FOREIGN: there is data, and it is not the story's. */
export type StoryState = 'NONE' | 'FOREIGN' | 'BEGUN' | 'TOLD';

const BEGUN = 'storyBegin';
const TOLD = 'storyEnd';

/**
 * Plays the demo's story in an empty database: more than two years of it, ending now. Does nothing where there
 * is other data or the story was told; one that was broken off is finished.
 */
export async function seedStory({ deps, log, say = print }: Stage): Promise<void> {
  const state = await storyState(deps);
  if (state === 'TOLD' || state === 'FOREIGN') return;
  const story = new Story(deps, await beginning(deps));
  const troupe = new Troupe();
  const catalog: Catalog = new Map();
  const customers = castCustomers();

  const chapter = async (name: string, play: () => Promise<void>): Promise<void> => {
    const since = performance.now();
    say(`${name} …`);
    await play();
    say(`  ${((performance.now() - since) / 1000).toFixed(1)} s`);
  };

  const passwordHash = await createHasher().hash(DEMO_PASSWORD);
  planOrganizations(story, troupe, passwordHash);
  planCatalog(story, troupe, catalog);
  planCustomers(story, troupe, customers);
  planBindings(story, troupe, customers);
  planAuthorizations(story, troupe, catalog, customers);
  planDiscounts(story, troupe, catalog, customers);
  planOrders(story);
  await planBills(story, troupe);
  await chapter(
    '组织、商品、客户与绑定、授权、专属优惠、订单与账单，约 20 至 60 秒 / Organizations, products, customers and bindings, authorizations, exclusive discounts, orders and bills, usually 20 to 60 s',
    () => story.play((month) => say(`  ${month}`)),
  );
  await chapter('账号信息与邮件 / Account data and mails', async () => {
    await tellUpstream(story, customers);
    await tellNews(story);
    await deliverMails(story, log);
    await dropHints(deps.db.ownerUrl);
  });
  // This commit waits for the disk, and with it everything before.
  await transact({ ...deps, clock: { now: () => story.now } }, STORY, 'story', async (tx) => {
    const [operator] = await tx.rows<{ id: string }>(
      sql`select id from organization where code = ${MARKETPLACE.code}`,
    );
    tx.audit({ action: TOLD, subjectType: 'Organization', subjectId: operator!.id });
  });
  say(`演示账号密码 / Password of every demo account: ${DEMO_PASSWORD}`);
}

/** Whether the database holds the story, a part of it, other data, or nothing. */
export async function storyState({ db }: CommandDeps): Promise<StoryState> {
  return await db.transaction(STORY, async (em) => {
    const [row] = await rowsIn<{ begun: boolean; told: boolean; data: boolean }>(
      em,
      sql`
      select exists (select 1 from audit_entry where tenant_id = ${STORY.tenantId} and action = ${BEGUN}) as begun,
        exists (select 1 from audit_entry where tenant_id = ${STORY.tenantId} and action = ${TOLD}) as told,
        exists (select 1 from organization) as data`,
    );
    if (row!.told) return 'TOLD';
    if (row!.begun) return 'BEGUN';
    return row!.data ? 'FOREIGN' : 'NONE';
  });
}

/** The story's last moment: now at its first run, and the same again when that was broken off. */
async function beginning(deps: CommandDeps): Promise<Date> {
  return await transact(deps, STORY, 'story', async (tx) => {
    tx.lock('Story', 'begin');
    const [begun] = await tx.rows<{ ms: number }>(sql`
      select (extract(epoch from created_at) * 1000)::float8 as ms from audit_entry
      where tenant_id = ${STORY.tenantId} and action = ${BEGUN}`);
    if (begun) return new Date(begun.ms);
    tx.audit({ action: BEGUN, subjectType: 'Story', subjectId: STORY.tenantId });
    return tx.now;
  });
}

/** Puts every mail of the story into the mailbox, as if it had been sent when it was written. */
async function deliverMails(story: Story, log: Logger): Promise<void> {
  const mails = { ...story.depsAt(story.now), log, mailer: mailboxMailer };
  await together([1, 2, 3], async () => void (await deliverOutbox(mails)));
  await story.rows(
    sql`update outbox_message set sent_at = created_at where sent_at = ${story.now}`,
  );
}

/**
 * Drops the jobs that the story left behind and that are due: what they would do is done, and a thousand
 * of them would keep the worker busy while the first page is opened.
 */
async function dropHints(url: string): Promise<void> {
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
