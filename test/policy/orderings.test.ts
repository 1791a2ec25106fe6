import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { hiddenFrom } from '../../server/platform/read/hidden.ts';
import type { ReadModel } from '../../server/platform/read/model.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import type { Role } from '../../server/platform/viewer.ts';
import { LONG } from '../kit/sizes.ts';
import type { SeededRow } from './fixtures/canaries.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

/** Rows of a page: few, so that each list has several pages. */
const SIZE = 1;

/** Roles whose scope differs: the others of their side see the same rows. */
const ROLES: readonly Role[] = ['csp.owner', 'csp.rep', 'seller.manager', 'operator', 'buyer'];

const BOTH = ['ASC', 'DESC'] as const;

/** Both directions, in the short form one of them for each side and the other for the next. */
function directions(role: Role, order: string): readonly ('ASC' | 'DESC')[] {
  const turn = ROLES.indexOf(role) + order.length;
  return LONG || role === 'operator' ? BOTH : [BOTH[turn % 2]!];
}

let tenants: TenantWorld;
beforeAll(async () => {
  tenants = await openTenants();
});
afterAll(() => tenants?.close());

/** Global ids of rows in an ordering, read without row-level security. */
async function sorted(
  { table, access, reads }: ReadModel,
  rows: readonly SeededRow[],
  columns: readonly string[],
  direction: 'ASC' | 'DESC',
  orgId: string | null,
): Promise<string[]> {
  // An amount of the access row is zero for a side without one.
  const keyOf = (column: string) =>
    column.startsWith('access.')
      ? sql`coalesce((select a.${sql.ident(access!.table.columns.get(column.slice(7))!.column)}
          from ${sql.ident(access!.table.table)} a where a.customer_id = id and a.org_id = ${orgId}::uuid), 0)`
      : sql.ident(table.columns.get(column)!.column);
  const order = sql.join(
    columns.map((c) => sql`${keyOf(c)} ${sql.raw(direction)}`),
    ', ',
  );
  const ids = rows.map(({ uuid }) => uuid);
  const found = await tenants.world.rows<{ id: string }>(
    sql`select id from ${sql.ident(table.table)} where id = any(${ids}::uuid[]) order by ${order}`,
  );
  return found.map(({ id }) => `${reads.spec.id}_${id}`);
}

it('each ordering of each list shows every row once, in order, to every caller', async () => {
  const wrong: string[] = [];
  const all: string[] = [];
  const several = new Set<string>();
  for (const model of tenants.world.domain.models.values()) {
    // UPDATED follows what each tenant sees of a row; changes.test.ts proves it.
    const orders = Object.entries(model.reads.spec.orders ?? {});
    const roots = Object.entries(model.reads.spec.roots ?? {}).filter(([, root]) => 'page' in root);
    // Other lists are parts of one object.
    if (orders.length < 2 || roots.length === 0) continue;
    all.push(...orders.map(([order]) => `${model.name} ${order}`));
    for (const { name: caller, caller: api, viewer } of tenants.callers) {
      if (!viewer || !ROLES.includes(viewer.role) || !model.roles.includes(viewer.role)) continue;
      const rows = tenants.canaries.listed(model.reads.spec.id, viewer);
      for (const [root] of roots)
        for (const [order, columns] of orders) {
          if (hiddenFrom(model, viewer.role).orders.has(order)) continue;
          for (const direction of directions(viewer.role, order)) {
            const found: string[] = [];
            for (let after: string | null = null, more = true; more; ) {
              const page: any = (
                await api.ask(
                  `query($after: String) { list: ${root}(first: ${SIZE}, after: $after, orderBy: { field: ${order}, direction: ${direction} }) {
                    nodes { id } pageInfo { hasNextPage endCursor } } }`,
                  { after },
                )
              ).list;
              found.push(...page.nodes.map(({ id }: { id: string }) => id));
              ({ hasNextPage: more, endCursor: after } = page.pageInfo);
            }
            const expected = await sorted(model, rows, columns, direction, viewer.tenantId);
            if (expected.length > SIZE) several.add(`${model.name} ${order}`);
            if (found.join() !== expected.join())
              wrong.push(`${caller} ${root} ${order} ${direction}: ${found}, not ${expected}`);
          }
        }
    }
  }
  expect(wrong).toEqual([]);
  expect([...several].sort()).toEqual(all.sort());
}, 120_000);
