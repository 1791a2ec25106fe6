import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seedScale } from '../../server/seeds/scale/index.ts';
import { openWorld, type World } from '../kit/world.ts';
import { pageBlocks } from './fixtures/pages/measure.ts';
import { vacuum } from './fixtures/pages/vacuum.ts';

/**
 * Customers of the marketplaces between which the blocks of a page may hardly grow, and the blocks below which their
 * growth does not matter.
 */
const CUSTOMERS = [10_000, 100_000];
const FLOOR = 1_500;
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
  'operator, largest: TransactionList_totals, opened',
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
  for (const customers of CUSTOMERS) {
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

it('every page touches hardly more blocks in a marketplace of ten times the size', () => {
  const [small, large] = measured;
  // Every caller has pages, and every list of the portal is asked.
  expect(large!.size).toBeGreaterThan(500);
  const grown = [...large!]
    .map(([page, blocks]) => ({ page, before: small!.get(page) ?? 0, blocks }))
    .filter(({ page }) => !GROWING.some((name) => page.endsWith(name)))
    .filter(({ before, blocks }) => blocks > MOST * Math.max(before, FLOOR))
    .sort((a, b) => b.blocks - a.blocks)
    .map(({ page, before, blocks }) => `${page}: ${before} → ${blocks} blocks`);
  expect(grown).toEqual([]);
});
