import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { main } from '../../server/main.ts';
import { admin as runAdmin } from '../../server/tools/admin.ts';
import { apiKey as runApiKey } from '../../server/tools/api-key.ts';
import { launchBrowser } from '../kit/browser.ts';
import { choose } from '../kit/choose.ts';
import { type Clone, copyClone, type Typed } from '../kit/clone.ts';
import { said, setEnvironment } from '../kit/command.ts';
import { enroll, fillSignIn, linkIn, setPassword, signIn, waitForPortal } from '../kit/entry.ts';
import { type Inbox, openInbox } from '../kit/inbox.ts';
import { finish, launch, query, type Started } from '../kit/launcher.ts';
import { freePort } from '../kit/ports.ts';
import { LONG } from '../kit/sizes.ts';
import {
  billDetail,
  customerOrder,
  partner,
  startUpstream,
  subCustomer,
  type Upstream,
} from '../kit/upstream/index.ts';
import { openVisit, type Visit } from '../kit/visit.ts';
import { t } from '../kit/words.ts';

const READY = 'Ctrl-C stops everything';
/** Starts may share two cores with other suites. */
const PATIENCE = 120_000;
/** Keys of the partner in the upstream. */
const KEYS = { accessKeyId: 'AKOFBALANCE000001', secret: 'sk-of-balance' };
const SKU = '00301-600001-0--0';
const BOUGHT = 'CS2611280900000001';
/** Calls that the upstream allows in a second, for each API. */
const QUOTA = 10;

type Variables = Readonly<Record<string, string>>;

describe('real mode', () => {
  let clone: Clone;
  let inbox: Inbox;
  let browser: Browser;
  let cluster: Started;
  let env: Variables;
  let url: string;
  let running: Typed | undefined;
  let upstream: Upstream;
  /** The first operator, signed in. */
  let operator: Visit | undefined;
  /** Key of a program of the partner's owner. */
  let key: string;

  beforeAll(async () => {
    const customers = [subCustomer('c1', { customer: '东方制造' })];
    const at = new Date(Date.now() - 600_000);
    const lines = [{ skuCode: SKU, listPrice: '50000.00', price: '50000.00' }];
    const theirs = partner(KEYS.accessKeyId, KEYS.secret, {
      customers,
      orders: [customerOrder({ orderId: BOUGHT, customerId: 'c1', at, lines })],
      billDetails: [billDetail('b1', { customerId: 'c1', tradeId: BOUGHT, at, price: '50000.00' })],
    });
    [clone, inbox, browser, cluster, upstream] = await Promise.all([
      copyClone(),
      openInbox(),
      launchBrowser(),
      launch({ ephemeral: true }),
      startUpstream({
        timing: { now: () => Date.now() },
        world: { partners: [theirs], sellers: [] },
      }),
    ]);
    const port = await freePort();
    url = `http://localhost:${port}`;
    env = {
      ...(await database(cluster, 'shop', 'createrole')),
      PUBLIC_URL: url,
      SECRET_KEY: 'k'.repeat(40),
      SMTP_URL: inbox.url,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      DATA_DIR: join(clone.path, '.data'),
    };
  }, PATIENCE);

  afterAll(async () => {
    await operator?.close();
    await running?.interrupt();
    await Promise.all([
      ...[inbox.close(), browser.close(), upstream.close()],
      ...[finish(cluster), clone.remove()],
    ]);
  }, PATIENCE);

  const start = async (changes: Variables = {}): Promise<void> => {
    running = await clone.start({ ...env, ...changes });
    await running.says(READY);
  };
  /** The output of a command that must succeed. It runs in this process: the load of the product takes seconds. */
  const done = async (work: () => Promise<number>): Promise<string> => {
    const restoreEnvironment = setEnvironment(env);
    try {
      const { code, out, err } = await said(work);
      if (code !== 0) throw new Error(`A command ended with ${code}:\n${out}\n${err}`);
      return out;
    } finally {
      restoreEnvironment();
    }
  };
  const admin = (...args: readonly string[]): Promise<string> => done(() => runAdmin(args));

  it.each(LONG ? ['SECRET_KEY', 'PUBLIC_URL', 'SMTP_URL'] : ['SMTP_URL'])(
    'does not start without %s and reports it in one sentence',
    async (name) => {
      const refused = await clone.start({ ...env, [name]: '' });
      expect(await refused.ended()).not.toBe(0);
      const said = refused
        .output()
        .split('\n')
        .filter((line) => /is missing/.test(line));
      expect(said).toEqual([expect.stringMatching(new RegExp(`^${name} is missing: set it to `))]);
    },
    PATIENCE,
  );

  it(
    'prints the SQL for a superuser when its log-in may not create roles, and starts once it has run',
    async () => {
      const other = await launch({ ephemeral: true });
      try {
        const bare = { ...env, ...(await database(other, 'bare', '')) };
        const sql = /have a superuser run once: (.*)/.exec(await refused(bare))?.[1];
        expect(sql).toMatch(
          /^create role partnergraph_owner nologin;.* to bare; grant partnergraph_app, partnergraph_operator to bare_server;$/,
        );
        await query(other.superuserUrl, sql!);
        await (await main({ env: bare, embedded: null, reset: false })).close();
        await query(
          other.superuserUrl.replace(/[^/]*$/, 'bare'),
          'insert into demo_mark (id, created_at) values (1, now())',
        );
        expect(await refused(bare)).toContain('This database holds demo data');
      } finally {
        await finish(other);
      }
    },
    PATIENCE,
  );

  it(
    'starts with an owner that is not a superuser: without demo data, demo account or demo address',
    async () => {
      await start();
      expect(running!.output()).not.toContain('Unsafe');
      expect(running!.output()).not.toMatch(/demo/i);
      const counts = await query(
        cluster.superuserUrl.replace(/[^/]*$/, 'shop'),
        'select (select count(*)::int from organization) as organizations, (select count(*)::int from app_user) as people',
      );
      expect(counts).toEqual([{ organizations: 0, people: 0 }]);
      expect(await (await fetch(`${url}/auth/config`)).json()).toMatchObject({
        demo: false,
        accounts: [],
      });
      for (const path of ['/demo/mails', '/demo/clock'])
        expect((await fetch(`${url}${path}`)).status).toBe(404);
      const signIn = await fetch(`${url}/auth/demo-sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-partnergraph': '1' },
        body: '{"mail":"ops@example.com"}',
      });
      expect(signIn.status).toBe(404);
    },
    PATIENCE,
  );

  it(
    'gives its first operator a one-time link, and requires two-step sign-in',
    async () => {
      const args = ['create-operator', 'ops@example.com', '--name', '许清扬'];
      const { code, output } = await clone.npm(['run', 'admin', '--', ...args], env);
      expect([code, output]).toEqual([0, expect.stringContaining('/set-password')]);
      const link = linkIn(output);
      operator = await openVisit(browser, url);
      const { page: desk } = operator;
      await setPassword(desk, link);
      await fillSignIn(desk, url, 'ops@example.com');
      await enroll(desk, url);
      await waitForPortal(desk);
      expect(await desk.getByText(t('ui.shell.demo'), { exact: true }).count()).toBe(0);
      await asVisitor(async (page) => {
        await page.goto(link);
        await page.getByText(t('ui.setPassword.error.USED')).waitFor();
      });
    },
    PATIENCE,
  );

  it(
    'lets the first partner’s owner join by the mailed link and invite a first member',
    async () => {
      await admin(
        ...[
          'create-organization',
          '--kind',
          'PARTNER',
          '--name',
          'Cloud Balance',
          '--code',
          'BALANCE',
        ],
        ...['--owner', 'lin@example.com', '--owner-name', 'Lin'],
      );
      await admin('enroll-partner', '--org', 'BALANCE', '--tier', 'SOLUTION_PROVIDER');
      await admin(
        ...['invite-member', '--org', 'BALANCE', '--mail', 'wang@example.com', '--name', '王敏'],
        ...['--role', 'csp.manager'],
      );
      for (const mail of ['lin@example.com', 'wang@example.com']) {
        const link = linkIn(await inbox.mailTo(mail, /set-password/));
        expect(link.startsWith(`${url}/set-password?token=`)).toBe(true);
        await asVisitor(async (page) => {
          await setPassword(page, link);
          await signIn(page, url, mail);
          await page.getByText('Cloud Balance').first().waitFor();
        });
      }
    },
    PATIENCE,
  );

  it(
    'imports a customer list twice without duplicates, and returns it to a program with a key',
    async () => {
      const file = join(clone.path, 'customers.csv');
      writeFileSync(file, 'name,cloud_account\n深圳云启科技,yunqi01\n苏州远山物流,yuanshan\n');
      await admin('import-customers', file, '--partner', 'BALANCE');
      await admin('import-customers', file, '--partner', 'BALANCE');
      key = await apiKey('BALANCE', 'csp.owner');
      const answer = await asked(
        key,
        '{ customers(first: 5, filter: { search: "szyq" }) { nodes { name } } all: customers(first: 5) { count { value } } }',
      );
      expect(answer).toMatchObject({
        data: { customers: { nodes: [{ name: '深圳云启科技' }] }, all: { count: { value: 2 } } },
      });
    },
    PATIENCE,
  );

  it(
    'connects the partner to its upstream, and the customers there are the bound customers of its owner',
    async () => {
      const { page: desk } = operator!;
      await desk.goto(`${url}/upstream`);
      await desk.getByRole('button', { name: t('ui.upstream.connect') }).click();
      const dialog = desk.getByRole('dialog');
      await choose(desk, t('ui.organization'), 'Cloud', 'Cloud Balance');
      await dialog.getByLabel(t('ui.upstream.fact.accessKeyId')).fill(KEYS.accessKeyId);
      await dialog.getByLabel(t('ui.upstream.fact.secret')).fill(KEYS.secret);
      await dialog.getByLabel(t('ui.upstream.fact.endpoint')).fill(upstream.url);
      await dialog.getByRole('button', { name: t('ui.upstream.connect'), exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      const bound = '{ customers(first: 1, filter: { status: BOUND }) { nodes { name } } }';
      while ((await asked(key, bound)).data.customers.nodes.length === 0) await sleep(200);
      await asVisitor(async (page) => {
        await signIn(page, url, 'lin@example.com');
        await page.goto(`${url}/customers`);
        const customer = page.getByRole('row').filter({ hasText: '东方制造' });
        await customer.getByText(t('enum.CustomerStatus.BOUND')).waitFor();
      });
      const calls = new Set(upstream.requests.map(({ accessKeyId }) => accessKeyId));
      expect([...calls]).toEqual([KEYS.accessKeyId]);
    },
    PATIENCE,
  );

  it(
    'shows the order and the consumption of the connected customer, and keeps the quota of the upstream',
    async () => {
      await admin(
        ...['create-organization', '--kind', 'SELLER', '--name', '华芯软件', '--code', 'HUAXIN'],
        ...['--owner', 'zhao@example.com', '--owner-name', '赵敏'],
      );
      await changed(
        await apiKey('HUAXIN', 'seller.manager'),
        `productPublish(input: { name: "星云数据中台", saleModel: JOINT_OPERATION, productType: SAAS, maxShareRatio: "0.3",
          standardShareRatio: "0.2", floorPayRate: "0.8", specifications: [
            { code: "STD", name: "标准版", listPrice: "50000.00", period: YEAR, skuCode: "${SKU}" }] }, idempotencyKey: "publish")`,
      );
      const { data } = await asked(key, '{ upstreamFeeds(first: 9) { nodes { id api } } }');
      for (const { id, api } of data.upstreamFeeds.nodes)
        if (api === 'CUSTOMER_ORDERS' || api === 'BILL_DETAILS')
          await changed(key, `upstreamFeedSync(input: { id: "${id}" }, idempotencyKey: "${api}")`);
      const seen = () =>
        asked(
          key,
          `{ order(by: { upstreamOrderId: "${BOUGHT}" }) { customer { name } dealTotal { amount } }
            customerConsumptions(first: 2) { nodes { cash { amount } } } }`,
        );
      let shown = await seen();
      while (!shown.data.order || shown.data.customerConsumptions.nodes.length === 0) {
        expect(running!.output()).not.toContain('a run of a feed failed');
        await sleep(200);
        shown = await seen();
      }
      expect(shown.data).toEqual({
        order: { customer: { name: '东方制造' }, dealTotal: { amount: '50000.00' } },
        customerConsumptions: { nodes: [{ cash: { amount: '50000.00' } }] },
      });
      const seconds = Map.groupBy(upstream.requests, ({ api, at }) => `${api} ${at}`);
      for (const [second, { length }] of seconds)
        expect([second, length <= QUOTA]).toEqual([second, true]);
    },
    PATIENCE,
  );

  it(
    'starts again with all its data, and warns of a log-in that may act as the owner of the tables',
    async () => {
      await running!.interrupt();
      await start(alone(env));
      expect(running!.output()).toMatch(
        /Unsafe:\n +The log-in of DATABASE_URL may act as the owner/,
      );
      await asVisitor((page) => signIn(page, url, 'wang@example.com'));
    },
    PATIENCE,
  );

  it(
    'refuses to open as a demo, and its log-in cannot become the owner of the tables',
    async () => {
      await running!.interrupt();
      expect(await refused({ ...env, DEMO: '1' })).toContain('data that no demo made');
      await expect(query(env.DATABASE_URL!, 'set role partnergraph_owner')).rejects.toThrow(
        'permission denied',
      );
    },
    PATIENCE,
  );

  /** A key of an organization for a program that reads and writes. */
  async function apiKey(org: string, role: string): Promise<string> {
    const args = ['--org', org, '--role', role, '--scopes', 'read,write'];
    return (await done(() => runApiKey(args))).trim();
  }

  async function asked(token: string, query: string): Promise<any> {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return await answer.json();
  }

  /** Runs a mutation that must succeed. */
  async function changed(token: string, mutation: string): Promise<void> {
    const { data, errors } = await asked(
      token,
      `mutation { done: ${mutation} { userErrors { code field } } }`,
    );
    expect({ data, errors }).toEqual({ data: { done: { userErrors: [] } } });
  }

  /** The sentence with which a start must fail. */
  const refused = (variables: Variables): Promise<string> =>
    main({ env: variables, embedded: null, reset: false }).then(
      () => 'It started.',
      (error: Error) => error.message,
    );

  async function asVisitor(story: (page: Page) => Promise<void>): Promise<void> {
    const visit = await openVisit(browser, url);
    try {
      await story(visit.page);
      expect(visit.problems()).toEqual([]);
    } catch (error) {
      (error as Error).message += `\n${await visit.picture()}\n${running?.output()}`;
      throw error;
    } finally {
      await visit.close();
    }
  }
});

/** Variables for a new database, with an owner that is not a superuser and a log-in that owns nothing. */
async function database(cluster: Started, owner: string, may: string): Promise<Variables> {
  const server = `${owner}_server`;
  await query(cluster.superuserUrl, `create role ${owner} login password 'pw' ${may}`);
  await query(cluster.superuserUrl, `create role ${server} login password 'pw'`);
  await query(cluster.superuserUrl, `create database ${owner} owner ${owner}`);
  const at = (user: string): string => `postgres://${user}:pw@127.0.0.1:${cluster.port}/${owner}`;
  return { DATABASE_URL: at(server), DATABASE_OWNER_URL: at(owner) };
}

/** The same database with one log-in for everything. */
const alone = ({ DATABASE_OWNER_URL }: Variables): Variables => ({
  DATABASE_URL: DATABASE_OWNER_URL!,
  DATABASE_OWNER_URL: '',
});
