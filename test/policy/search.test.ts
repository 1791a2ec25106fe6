import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { ReadModel } from '../../server/platform/read/model.ts';
import { statementOf } from '../bench/explain/statement.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

const SEARCH = `query($text: String!, $first: Int!) {
  search(query: $text, first: $first) { nodes { id type title code note state matchedBy } } }`;

const listOf = (name: string) =>
  parse(`query($text: String!) { ${name}(first: 5, filter: { search: $text }) { nodes { id } } }`);

interface Hit {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly code: string | null;
  readonly matchedBy: string;
}

let tenants: TenantWorld;
beforeAll(async () => {
  tenants = await openTenants();
});
afterAll(() => tenants?.close());

const searchable = (): ReadModel[] =>
  [...tenants.world.domain.models.values()].filter(({ reads }) => reads.spec.searchable);

type Caller = TenantWorld['callers'][number];
const callers = (): Caller[] =>
  tenants.callers.filter(({ viewer }) =>
    ['partner', 'seller', 'operator'].includes(viewer?.side ?? ''),
  );

const search = async ({ caller }: Caller, text: string, first = 10): Promise<Hit[]> =>
  (await caller.ask<{ search: { nodes: Hit[] } }>(SEARCH, { text, first })).search.nodes;

describe('the search over all types', () => {
  it('finds for each role exactly the rows of the role’s lists', async () => {
    let found = 0;
    const types = new Set<string>();
    for (const one of callers()) {
      const { viewer, caller } = one;
      // Short and long texts of names and numbers: words of all tenants match each.
      for (const text of ['zq', 'ZQ1', 'qz', 'exd-', 'ord-', '2026']) {
        const hits = await search(one, text);
        expect([viewer!.role, text, tenants.canaries.foreign(hits, viewer!, text)]).toEqual([
          viewer!.role,
          text,
          [],
        ]);
        for (const model of searchable()) {
          const { roots, searchable: shown } = model.reads.spec;
          const [list] = Object.entries(roots!).find(([, root]) => 'page' in root)!;
          const own = hits.filter(({ type }) => type === model.name).map(({ id }) => id);
          const offered =
            model.roles.includes(viewer!.role) && (shown!.sides?.includes(viewer!.side) ?? true);
          const listed = offered
            ? await caller.ask(
                `query($t: String!) { list: ${list}(first: 100, filter: { search: $t }) { nodes { id } } }`,
                { t: text },
              )
            : { list: { nodes: [] } };
          const ids: string[] = listed.list.nodes.map(({ id }: { id: string }) => id);
          expect([viewer!.role, model.name, text, own.length]).toEqual([
            viewer!.role,
            model.name,
            text,
            Math.min(10, ids.length),
          ]);
          expect(own.filter((id) => !ids.includes(id))).toEqual([]);
          found += own.length;
          if (own.length > 0) types.add(model.name);
        }
      }
    }
    expect(found).toBeGreaterThan(100);
    expect([...types].sort()).toEqual(
      searchable()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('does not confirm a guess: a complete number of another tenant finds nothing', async () => {
    const operator = tenants.callers.find(({ name }) => name === 'operator')!;
    const everything = (await search(operator, 'zq')).concat(await search(operator, '2026'));
    const coded = everything.filter(({ code }) => code !== null);
    expect(coded.length).toBeGreaterThan(5);
    for (const { id, code, type } of coded) {
      for (const one of callers()) {
        const { canaries } = tenants;
        const hits = await search(one, code!);
        const row = canaries.rows.find((r) => r.id === id)!;
        const hit = hits.find((h) => h.id === id);
        if (!row.audience(one.viewer!)) expect([type, code, hit]).toEqual([type, code, undefined]);
        expect(canaries.foreign(hits, one.viewer!, code!)).toEqual([]);
      }
      const [own] = (await search(operator, code!)).filter((hit) => hit.id === id);
      expect([code, own?.matchedBy]).toEqual([code, 'CODE']);
    }
  });

  it('accepts a text of at most 64 characters and one to ten results', async () => {
    const [one] = callers();
    const codes = async (text: string, first: number): Promise<unknown> =>
      (await one!.caller.run(SEARCH, { text, first })).errors?.map((e) => e.extensions.code);
    expect(await codes('x'.repeat(65), 5)).toEqual(['BAD_USER_INPUT']);
    expect(await codes('x', 0)).toEqual(['BAD_USER_INPUT']);
    expect(await codes('x', 11)).toEqual(['BAD_USER_INPUT']);
    expect(await search(one!, '   ')).toEqual([]);
    expect(await search(one!, '%')).toEqual([]);
  });
});

describe('a list that is searched', () => {
  it.each(['orders', 'partnerBindings'])(
    'of %s is planned once for every text, because an index finds its rows',
    (name) => {
      const { deps } = tenants.world;
      const plans = callers().flatMap(({ viewer }) => {
        const found = statementOf(deps, viewer!, listOf(name), { text: '深圳' });
        if ('unplanned' in found && found.unplanned === 'not for this role') return [];
        // Two Latin letters have no token: the rows are compared with the text.
        const without = statementOf(deps, viewer!, listOf(name), { text: 'zq' });
        return [[viewer!.role, found, without]];
      });
      expect(plans.length).toBeGreaterThan(1);
      for (const [role, ...found] of plans)
        expect([role, ...found]).toEqual([
          role,
          expect.objectContaining({ plansOnce: true }),
          expect.objectContaining({ plansOnce: false }),
        ]);
    },
  );
});
