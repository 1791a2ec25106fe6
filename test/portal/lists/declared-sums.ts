// Prints the portal's lists that show sums, for each asker: their documents, and the filters of their views and
// periods. It runs as its own process, since the portal's modules expect a browser when they load.
import { readFileSync } from 'node:fs';
import { print } from 'graphql';
import { filesIn } from '../../kit/source.ts';

/** Stands for whatever a module reads from the browser while it loads; no declaration depends on it. */
const browser: unknown = new Proxy(() => browser, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : browser),
});
Object.assign(globalThis, { window: browser, document: browser });

const portal = async (path: string): Promise<any> =>
  await import(new URL(`../../../portal/${path}`, import.meta.url).href);

const { filterInput } = await portal('list/input.ts');
const { printFilter } = await portal('list/filters.ts');
const { isFor } = await portal('list/define.ts');
const { PRESETS } = await portal('lib/period.ts');
const { setServerTime } = await portal('lib/clock.ts');

interface Asker {
  readonly session: {
    readonly member: { readonly id: string };
    readonly org: object;
    readonly may: readonly string[];
  };
  readonly now: string;
}

/** A list with sums: each filter under the name of the state of the page that sends it. */
function sumsOf(list: any, { session, now }: Asker) {
  const scope = { member: `mem_${session.member.id}`, now: Date.parse(now) };
  const views = [...list.views, ...(list.views.length > 0 ? [] : [{ id: 'all' }])].filter((view) =>
    isFor(view, session),
  );
  const states = views.flatMap(({ id, filters = {} }) => {
    const text = Object.fromEntries(
      Object.entries(filters).map(([key, value]) => [key, printFilter(value, scope)]),
    );
    const periods = list.period ? ['', ...PRESETS] : [''];
    return periods.map((period): [string, Record<string, string>] => [
      [id, period].filter(Boolean).join(', '),
      { ...text, ...(period && { [list.period]: period }) },
    ]);
  });
  const { facets } = list;
  return {
    name: list.name,
    rows: print(list.query),
    totals: print(list.totals),
    measures: list.columns
      .filter((column: any) => column.total && isFor(column, session))
      .map((column: any) => column.total),
    states: states.map(([state, text]) => ({
      state,
      filter: filterInput(list, (key: string) => text[key] ?? '', session),
      facet:
        facets && Object.entries(facets.when).every(([key, value]) => text[key] === value)
          ? facets.filter
          : null,
    })),
  };
}

const askers: Asker[] = JSON.parse(readFileSync(0, 'utf8'));
const paths = filesIn('portal/features').filter((path) => /\.list\.tsx?$/.test(path));
const lists = await Promise.all(paths.map((path) => portal(path.replace('portal/', ''))));
const answers = askers.map((asker) => {
  setServerTime(asker.now);
  return lists.filter(({ list }) => list.totals).map(({ list }) => sumsOf(list, asker));
});
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
