import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../kit/browser.ts';
import { openVisit, type Visit } from '../kit/visit.ts';
import { openCluster, scaleDatabase } from './database.ts';
import { start } from './servers.ts';
import { measureTransfers } from './transfers.ts';

// The times of the portal in a real browser on a marketplace of 100,000 customers: the median of five, each with the
// limit of the portal's specification; then exports of all customers, and the trial of an import. Usage: `npm run
// bench:portal`, or for a quick look `npm run bench:portal -- --customers 1000`.

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    imported: { type: 'string', default: '100000' },
    /** Only the exports and the import. */
    transfers: { type: 'boolean', default: false },
  },
});
const TIMES = 5;
const MANIFEST = new URL('../../portal/gql/persisted-documents.json', import.meta.url);
/** The first partner's owner from the seed. */
const OWNER = { mail: 'owner@p001.example', password: 'bench' };

interface Goal {
  readonly name: string;
  /** Limit in milliseconds. */
  readonly most: number;
  measure(visit: Visit): Promise<number>;
}

/** Milliseconds in the page from an action until `selector` is drawn. */
async function until(
  { page }: Visit,
  selector: string,
  act: () => Promise<unknown>,
): Promise<number> {
  await page.evaluate(() => performance.mark('asked'));
  await act();
  await page.locator(selector).first().waitFor();
  return await page.evaluate(
    () => performance.now() - performance.getEntriesByName('asked').at(-1)!.startTime,
  );
}

const ROW = 'tbody tr a';

const goals: readonly Goal[] = [
  {
    name: 'customers list, first page of a new browser',
    most: 1_200,
    async measure(visit) {
      await visit.page.goto('/customers');
      await visit.page.locator(ROW).first().waitFor();
      return await visit.page.evaluate(() => performance.now());
    },
  },
  {
    name: 'customers list, coming back to it',
    most: 250,
    async measure(visit) {
      const { page } = visit;
      await page.goto('/customers');
      await page.locator(ROW).first().waitFor();
      await page.locator('nav a[title][href="/"]').click();
      await page.locator('h1', { hasText: /[,，]/ }).waitFor();
      return await until(visit, ROW, () => page.locator('nav a[title][href="/customers"]').click());
    },
  },
  {
    name: 'customer page, another one after the first',
    most: 250,
    async measure(visit) {
      const { page } = visit;
      await page.goto('/customers');
      await page.locator(ROW).first().click();
      await page.locator('main [role=tab]').first().waitFor();
      await page.locator('nav a[title][href="/customers"]').click();
      await page.locator(ROW).nth(1).waitFor();
      return await until(visit, 'main [role=tab]', () => page.locator(ROW).nth(1).click());
    },
  },
  {
    name: 'selecting every row of the largest page (100)',
    most: 100,
    async measure(visit) {
      const { page } = visit;
      await page.goto('/customers?size=100');
      await page.locator('tbody tr').nth(99).waitFor();
      const all = page.locator('thead input[type=checkbox]');
      return await until(
        visit,
        'tbody tr:nth-child(100)[aria-selected=true], tbody tr:nth-child(100) input:checked',
        () => all.evaluate((box: HTMLInputElement) => box.click()),
      );
    },
  },
  {
    name: 'command palette, from the last key to the finds',
    most: 120,
    async measure(visit) {
      const { page } = visit;
      await page.goto('/');
      await page.locator('main h1').waitFor();
      await page.keyboard.press('Control+k');
      await page.locator('[role=dialog] input').waitFor();
      await page.keyboard.type('y');
      await page.waitForTimeout(1_000);
      return await until(visit, '[role=option]', async () => {
        const answered = page.waitForResponse((response) =>
          Boolean(response.request().postData()?.includes('"yq"')),
        );
        await page.keyboard.type('q');
        await (await answered).finished();
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      });
    },
  },
];

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1]!;

const cluster = await openCluster(log);
try {
  const database = await scaleDatabase(cluster, Number(values.customers), log);
  if (!values.transfers) await timePages(database);
  console.log('\n| what | seconds | MB more | held |\n| --- | --- | --- | --- |');
  await measureTransfers(cluster.url(database), Number(values.imported), (one) =>
    console.log(
      `| ${one.name} | ${one.seconds.toFixed(1)} | ${one.megabytes.toFixed(0)} | ${one.isGood ? 'yes' : '**missed**'} |`,
    ),
  );
} finally {
  await cluster.stop();
}

async function timePages(database: string): Promise<void> {
  const server = await start('product', {
    url: cluster.url(database),
    documents: fileURLToPath(MANIFEST),
    forPeople: true,
  });
  const browser = await launchBrowser();
  try {
    const url = `http://localhost:${server.port}`;
    console.log('| what | median, ms | least to most | goal |\n| --- | --- | --- | --- |');
    for (const { name, most, measure } of goals) {
      const times: number[] = [];
      for (let i = 0; i <= TIMES; i++) {
        const visit = await openVisit(browser, url);
        const answer = await visit.context.request.post('/auth/sign-in', {
          data: OWNER,
          headers: { 'x-partnergraph': '1' },
        });
        if (!answer.ok()) throw new Error(`The sign-in failed: ${await answer.text()}`);
        // The first visit warms the server up.
        const took = await measure(visit).catch(async (error) => {
          log(`${visit.problems().join('\n')}\nSee ${await visit.picture()}.`);
          throw error;
        });
        if (i > 0) times.push(took);
        await visit.close();
      }
      const [least, highest] = [Math.min(...times), Math.max(...times)].map(Math.round);
      const held = median(times) <= most ? '' : ' **missed**';
      console.log(
        `| ${name} | ${Math.round(median(times))}${held} | ${least}–${highest} | ≤ ${most} |`,
      );
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
