import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import pg from 'pg';
import { GraphqlContext } from '../../server/platform/api/context.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { seedScale } from '../../server/seeds/scale/index.ts';
import { asOwner, callersOf } from '../bench/explain/callers.ts';
import { registeredQueries } from '../bench/explain/registered.ts';
import { Explainer, statementOf } from '../bench/explain/statement.ts';
import { sizes } from '../kit/sizes.ts';
import { openWorld, type World } from '../kit/world.ts';
import { superuserUrl } from './fixtures/dump.ts';
import { blocksOf, pageBlocks } from './fixtures/pages/measure.ts';

/** Growth of a page's blocks while the marketplace grows tenfold. */
const MOST = 2;

/**
 * Pages that settle every line that awaits its bill at the rates of today grow with the refunds among these lines, and
 * operators read the sums of months of all partners. A reader who has a bill compared with its orders again reads all of
 * them. No list asks for any of it when it opens.
 */
const SUMMING = [
  'EarnedPage, opened',
  'MoneyHome, mine',
  'MoneyHome, all',
  'ReasonFacets, opened',
  'operator, largest: SalesReport, opened',
  'operator, largest: SalesReport, by kind',
  'CoverageReport, opened',
  'BillTieOut, opened',
];

/**
 * No numbers are stored for a representative, who may look after most customers of its partner. Its counts and sums read
 * the rows of the partner in an index, the events of a home also those that name no customer.
 */
const OF_REPRESENTATIVES = [
  'discounts, counts of the tabs',
  'transactions, counts of the tabs',
  'TransactionList_totals, opened',
  'ServiceList_totals, opened',
  'PartnerPage, opened',
  'ReviewPage, opened',
  'HomeBody, all',
  'SalesHome, mine',
  'SalesHome, all',
  'SellerHome, mine',
  'SellerHome, all',
].map((page) => `csp.rep, largest: ${page}`);

/** Up to 1,001 matches of each type are read. In the small marketplace a text of two characters has fewer. */
const SEARCHING = ['largest: SearchHits, for two characters'];

/**
 * Discounts that end soon are sorted by their creation. Authorizations of a partner are read in the order of their ends
 * among those of all partners.
 */
const SORTING = [
  'operator, largest: discounts, tab ending',
  'csp.owner, usual: CoveragePage, opened',
  'csp.owner, largest: CoveragePage, opened',
];

const GROWING = [...SUMMING, ...OF_REPRESENTATIVES, ...SEARCHING, ...SORTING];

const worlds: World[] = [];
/** Blocks of each page in each marketplace, the largest one last. */
const measured: ReadonlyMap<string, number>[] = [];

beforeAll(async () => {
  for (const customers of sizes.plansCustomers) {
    const world = await openWorld(`plans of ${customers}`);
    worlds.push(world);
    await seedScale(world.deps, { customers, password: 'plans-password' });
    await vacuum(world);
    measured.push(await pageBlocks(world.deps));
  }
}, 1_200_000);
afterAll(async () => {
  for (const world of worlds) await world.close();
});

async function vacuum(world: World): Promise<void> {
  const client = new pg.Client(superuserUrl(world));
  await client.connect();
  await client.query('vacuum analyze').finally(() => client.end());
}

it('a text that every row contains lists and counts the rows in the order of the list', async () => {
  const { deps } = worlds.at(-1)!;
  const callers = await Promise.all(
    (['csp.owner', 'seller.manager', 'operator'] as const).map((role) =>
      callersOf(deps.db.ownerUrl, role),
    ),
  );
  const document = parse(`query($filter: OrderFilter, $after: String) {
    orders(first: 20, after: $after, filter: $filter) {
      nodes { id } pageInfo { endCursor hasNextPage } count { value isExact } } }`);
  for (const { viewer } of callers.map((of) => of.at(-1)!)) {
    const ask = async (variables: Record<string, unknown>) => {
      const answer = await new GraphqlContext(deps, viewer, 'search').plan({ document, variables });
      if ('unplanned' in answer) throw new Error(answer.unplanned);
      return JSON.parse(answer.json).orders;
    };
    let [all, found] = [await ask({}), await ask({ filter: { search: '公司' } })];
    // Every customer's name ends so. The marketplace has more orders than a search counts.
    expect(all.count.value).toBeGreaterThan(1_000);
    expect(found.count).toEqual({ value: 1_000, isExact: false });
    for (let page = 0; page < 3; page++) {
      expect([viewer.role, found.nodes]).toEqual([viewer.role, all.nodes]);
      expect(found.pageInfo).toEqual(all.pageInfo);
      const after = all.pageInfo.endCursor;
      [all, found] = [await ask({ after }), await ask({ after, filter: { search: '公司' } })];
    }
  }
});

describe('a representative of the largest partner', () => {
  let blocks: (text: string, variables?: Record<string, unknown>) => Promise<number>;
  let partnerId: string;
  let viewer: Viewer;
  let explainer: Explainer;

  beforeAll(async () => {
    const { deps } = worlds.at(-1)!;
    ({ viewer } = (await callersOf(deps.db.ownerUrl, 'csp.rep')).at(-1)!);
    partnerId = viewer.tenantId;
    explainer = await Explainer.open(deps.db.ownerUrl);
    blocks = async (text, variables = {}) =>
      (await blocksOf(deps, explainer, { size: 'largest', viewer }, { text, variables }))!;
  });
  afterAll(() => explainer?.close());

  const most = async (text: string): Promise<{ id: string; rows: number }> =>
    await asOwner(worlds.at(-1)!.deps.db.ownerUrl, async (client) => {
      const found = await client.query<{ id: string; rows: number }>(text, [partnerId]);
      return found.rows[0]!;
    });

  it('counts the demands of a product from its customers, which it reads once', async () => {
    const { id, rows } = await most(
      'select product_id as id, count(*)::int as rows from customer_demand where partner_id = $1 group by 1 order by 2 desc limit 1',
    );
    const counted = `query($id: ID!) { product(by: { id: $id }) { customerDemands(first: 1) { count { value } } } }`;
    const read = await blocks(counted, { id: `prd_${id}` });
    expect(rows).toBeGreaterThan(50);
    // A look-up of the customer of each demand takes three blocks.
    expect(read).toBeLessThan(2 * rows);
  });

  it('counts refunds in an index of refunds, and its customers are read once', async () => {
    const { rows } = await most(
      'select count(*)::int as rows from order_line where partner_id = $1 and refund_of_id is not null',
    );
    const counted = '{ orderLines(first: 1, filter: { isRefund: true }) { count { value } } }';
    const read = await blocks(counted);
    expect(rows).toBeGreaterThan(40);
    // Each refund lies in another block, and the look-up of its customer takes three.
    expect(read).toBeLessThan(rows);
  });

  it('reads the rows of a list once for its count and its totals', () => {
    const { deps } = worlds.at(-1)!;
    const list = (selected: string) =>
      statementOf(
        deps,
        viewer,
        parse(`{ orders(first: 1, filter: { status: [COMPLETED] }) { ${selected} } }`),
        {},
      ) as { text: string };
    const both = list(
      'count { value isExact } totals { dealTotal { amount } cashTotal { amount } }',
    );
    expect(both.text.match(/"customer_order"/g)).toHaveLength(1);
    expect(list('count { value }').text).toContain('limit 10001');
  });

  it('compares the matches of a search with its customers, which it reads once', async () => {
    const { deps } = worlds.at(-1)!;
    const document = parse(
      `query($text: String) { orders(first: 1, filter: { search: $text }) { count { value } } }`,
    );
    const statement = statementOf(deps, viewer, document, { text: '公司' });
    if ('unplanned' in statement) throw new Error(statement.unplanned);
    const plan = await explainer.run(viewer, statement);
    expect(plan).toMatch(/CTE Scan on found.*\n.*Filter: .*hashed SubPlan/);
  });

  it('compares the partner of a list once, not the partner of each discount', async () => {
    const { deps } = worlds.at(-1)!;
    const page = registeredQueries().find(({ name }) => name === 'PartnerPage')!;
    const variables = { id: `ptn_${partnerId}`, bills: false, invoices: false };
    const statement = statementOf(deps, viewer, page.document, variables);
    if ('unplanned' in statement) throw new Error(statement.unplanned);
    const scopes = [...statement.text.matchAll(/\(([^\s(]+) = \$\d+::uuid or \(t\d+\."status"/g)];
    // Alternatives in a column are three scans of an index, with every row of its table.
    expect(scopes.map(([, compared]) => compared)).toEqual(
      Array(2).fill(expect.stringMatching(/^\$\d+::uuid$/)),
    );
  });
});

it('every page touches hardly more blocks in a marketplace of ten times the size', () => {
  const [large, small = new Map<string, number>()] = measured.toReversed();
  // Every caller has pages, and every list of the portal is asked.
  expect(large!.size).toBeGreaterThan(500);
  const grown = [...large!]
    .map(([page, blocks]) => ({ page, before: small.get(page) ?? 0, blocks }))
    .filter(({ page }) => !GROWING.some((name) => page.endsWith(name)))
    .filter(({ before, blocks }) => blocks > MOST * Math.max(before, sizes.plansFloor))
    .sort((a, b) => b.blocks - a.blocks)
    .map(({ page, before, blocks }) => `${page}: ${before} → ${blocks} blocks`);
  expect(grown).toEqual([]);
});
