import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import { print } from 'graphql';
import { permittedTo } from '../../../server/modules/identity/session/session-rights.read.ts';
import { seedScale } from '../../../server/seeds/scale/index.ts';
import { callersOf } from '../../bench/explain/callers.ts';
import { registeredQueries } from '../../bench/explain/registered.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';

type Filter = Readonly<Record<string, unknown>>;
interface State {
  readonly state: string;
  readonly filter: Filter;
  /** Filter that each part of the list sets; null for a state without parts. */
  readonly facet: string | null;
}
interface Summed {
  readonly name: string;
  readonly rows: string;
  readonly totals: string;
  readonly measures: readonly string[];
  readonly states: readonly State[];
}
interface Money {
  readonly amount: string;
}
type Row = Readonly<Record<string, Money | null | undefined>>;

const CUSTOMERS = 500;
/** Callers that compare each state of a list with its sums; each begins with other states. */
const CALLERS = 4;
/** Longer lists are summed by others; here each row is read. */
const MOST_ROWS = 2_000;
const ROLES = ['csp.owner', 'csp.rep', 'seller.manager', 'operator'] as const;
const LOADER = fileURLToPath(new URL('../../kit/jest/runtime.mjs', import.meta.url));
const DECLARED = fileURLToPath(new URL('./declared-sums.ts', import.meta.url));
const KINDS: Readonly<Record<string, string>> = { partner: 'PARTNER', seller: 'SELLER' };

let world: World;
let asked: readonly { readonly who: string; readonly api: Caller; readonly lists: Summed[] }[];

/** A caller's question for the rows of a list in one of its states. */
interface Question extends State {
  readonly who: string;
  readonly api: Caller;
  readonly list: Summed;
}

/** The callers of each state of each list; another one begins for every state. */
function questions(): Question[][] {
  const all = asked.flatMap(({ who, api, lists }) =>
    lists.flatMap((list) => list.states.map((state) => ({ ...state, who, api, list }))),
  );
  const byState = Map.groupBy(all, ({ list, state }) => `${list.name} ${state}`);
  return [...byState.values()].map((callers, n) => {
    const first = n % callers.length;
    return [...callers.slice(first), ...callers.slice(0, first)];
  });
}

/** Asks until enough callers have answers. */
async function enough(
  callers: readonly Question[],
  ask: (question: Question) => Promise<boolean>,
): Promise<void> {
  let answers = 0;
  for (const question of callers) {
    if (answers === CALLERS) return;
    if (await ask(question)) answers += 1;
  }
}

beforeAll(async () => {
  world = await openWorld('list-sums');
  await seedScale(world.deps, { customers: CUSTOMERS, password: 'lists-password' });
  const callers = (
    await Promise.all(
      ROLES.map(async (role) => (await callersOf(world.db.ownerUrl, role)).slice(-1)),
    )
  ).flat();
  const askers = callers.map(({ viewer: { memberId, tenantId, role, side } }) => ({
    session: {
      member: { id: memberId ?? tenantId, role },
      org: { id: tenantId, kind: KINDS[side] ?? 'OPERATOR' },
      may: permittedTo(role, world.domain),
    },
    now: world.clock.now().toISOString(),
  }));
  const printed: Summed[][] = JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', '--import', LOADER, DECLARED], {
      input: JSON.stringify(askers),
      maxBuffer: 2 ** 28,
      encoding: 'utf8',
    }),
  );
  asked = callers.map(({ viewer }, i) => ({
    who: viewer.role,
    api: world.as(viewer),
    lists: printed[i]!,
  }));
}, 600_000);
afterAll(() => world?.close({ withoutTriggers: true }));

/** All rows of a list, page by page; null if the role does not have the list, or the list is too long. */
async function rowsOf(api: Caller, { rows }: Summed, filter: Filter): Promise<Row[] | null> {
  const found: Row[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const answer = await api.ask(rows, { first: 100, after, filter });
    const page: any = Object.entries(answer).find(([key]) => key !== '__typename')?.[1];
    if (!page) return null;
    found.push(...page.nodes);
    if (page.count && (!page.count.isExact || page.count.value > MOST_ROWS)) return null;
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    if (!more && page.count) expect(page.count.value).toBe(found.length);
  }
  return found;
}

/** A list that the role does not have; any other failure is one of the test. */
function refusal(error: Error): null {
  if (/TypeError|INTERNAL/.test(String(error))) throw error;
  return null;
}

const sumOf = (rows: readonly Row[], measure: string): string =>
  rows.reduce((sum, row) => sum.plus(row[measure]?.amount ?? 0), new Big(0)).toFixed(2);

const reasons = (): string =>
  print(registeredQueries().find(({ name }) => name === 'ReasonFacets')!.document);

describe('the figures of a list', () => {
  it('in its footer are the sums of exactly the rows of its filter, in each view and period', async () => {
    const wrong: string[] = [];
    const proven = new Map<string, number>();
    for (const callers of questions())
      await enough(callers, async ({ who, api, list, state, filter }) => {
        const rows = await rowsOf(api, list, filter).catch(refusal);
        if (!rows) return false;
        const { list: shown } = await api.ask(list.totals, { filter });
        for (const measure of list.measures) {
          const figure = shown.totals[measure];
          // A role that may not see the amounts has no figure, and no amounts.
          if (!figure && rows.every((row) => !row[measure])) continue;
          const sum = sumOf(rows, measure);
          if (figure?.amount !== sum)
            wrong.push(`${who} ${list.name} ${state} ${measure}: ${figure?.amount}, not ${sum}`);
          if (Number(sum) !== 0) proven.set(list.name, (proven.get(list.name) ?? 0) + 1);
        }
        return true;
      });
    expect(wrong).toEqual([]);
    // The sums of each of these lists were more than zero somewhere.
    for (const name of ['bills', 'customers', 'discounts', 'orders', 'transactions'])
      expect([name, (proven.get(name) ?? 0) > 0]).toEqual([name, true]);
  }, 600_000);

  it('by reason part the lines that await their bill, and each part opens exactly its lines', async () => {
    const wrong: string[] = [];
    let parts = 0;
    for (const callers of questions()) {
      const { list, facet } = callers[0]!;
      if (list.name !== 'transactions' || !facet) continue;
      await enough(callers, async ({ who, api, list, state, filter }) => {
        const rows = await rowsOf(api, list, filter).catch(refusal);
        if (!rows) return false;
        const { billingReport } = (await api.ask(reasons(), { filter }).catch(refusal)) ?? {};
        if (!billingReport) return false;
        const counted: Row[] = [];
        for (const { reason, lineCount, withoutShare, settlement } of billingReport.rows) {
          parts += 1;
          const own = (await rowsOf(api, list, { ...filter, [facet]: [reason] }))!;
          counted.push(...own);
          const [count, open, sum] = [
            own.length,
            own.filter((row) => !row.settlementAmount).length,
            sumOf(own, 'settlementAmount'),
          ];
          if (count !== lineCount || open !== withoutShare || sum !== settlement.amount)
            wrong.push(
              `${who} ${state} ${reason}: ${lineCount} (${withoutShare}) ${settlement.amount}, not ${count} (${open}) ${sum}`,
            );
        }
        const ids = (of: readonly Row[]) => of.map(({ id }) => String(id)).sort();
        if (ids(counted).join() !== ids(rows).join()) wrong.push(`${who} ${state}: no partition`);
        return true;
      });
    }
    expect(wrong).toEqual([]);
    expect(parts).toBeGreaterThan(10);
  }, 600_000);
});
