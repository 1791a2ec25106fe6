import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, getNamedType, graphql, isObjectType } from 'graphql';
import pg from 'pg';
import { GraphqlContext } from '../../server/platform/api/context.ts';
import type { Database } from '../../server/platform/db/database.ts';
import { globalId } from '../../server/platform/ids.ts';
import type { ReadModel } from '../../server/platform/read/model.ts';
import type { Viewer } from '../../server/platform/viewer.ts';
import { loadDomain } from '../../server/schema.ts';
import { superuserUrl } from '../policy/fixtures/dump.ts';
import { everything } from '../policy/fixtures/selections.ts';
import { openTenants, type TenantWorld } from '../policy/fixtures/tenants.ts';

const ROWS = 50;
const { models } = await loadDomain();
const roots = [...models.values()].flatMap((model) =>
  Object.entries(model.reads.spec.roots ?? {})
    .filter(([, root]) => 'page' in root)
    .map(([name]) => [name, model] as const),
);
const relations = [...models.values()].flatMap((model) =>
  [...model.relations].flatMap(([name, relation]) =>
    relation.kind === 'page' ? [[`${model.name}.${name}`, name, model, relation] as const] : [],
  ),
);

let tenants: TenantWorld;
let superuser: pg.Client;
let viewer: Viewer;

/**
 * Clones one row of every type fifty times; the clones differ only in their ids. Drops every constraint
 * that requires a difference.
 */
beforeAll(async () => {
  tenants = await openTenants();
  viewer = tenants.operator.callers.get('operator')!.viewer;
  superuser = new pg.Client(superuserUrl(tenants.world));
  await superuser.connect();
  await superuser.query('set session_replication_role = replica');
  await superuser.query(`do $$ declare found record; begin
    for found in select conrelid::regclass as name, conname from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'x', 'f', 'c') order by contype loop
      execute format('alter table %s drop constraint if exists %I cascade', found.name, found.conname);
    end loop;
    for found in select indexrelid::regclass as name from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace and i.indisunique loop
      execute format('drop index %s', found.name);
    end loop;
    for found in select attrelid::regclass as name, attname from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and attgenerated <> '' loop
      execute format('alter table %s alter column %I drop expression', found.name, found.attname);
    end loop;
  end $$`);
  await superuser.query('create table original (id uuid)');
  for (const { table, reads } of models.values()) {
    // The clones come first in every list, so that a page of five contains only clones.
    const first = Object.values(reads.spec.orders ?? {})[0]?.[0] ?? 'createdAt';
    const { column, type } = table.columns.get(first)!;
    const [number, id, date] =
      reads.spec.direction === 'ASC'
        ? [1e9, 'ffffffff-ffff-7fff-bfff-ffffffffffff', '2100-01-01']
        : [-1, '00000000-0000-7000-8000-000000000000', '2000-01-01'];
    const late = /^(int|bigint|numeric)/.test(type) ? number : type === 'uuid' ? id : date;
    const { rowCount } = await superuser.query(
      `insert into original select id from ${table.table}`,
    );
    expect([table.table, rowCount]).not.toEqual([table.table, 0]);
    await superuser.query(
      `insert into ${table.table} select (jsonb_populate_record(null::${table.table}, to_jsonb(x) || jsonb_build_object('id', gen_random_uuid()))).*
       from (select * from ${table.table} where id = $2) x, generate_series(1, $1)`,
      [ROWS, seen(reads.spec.id)],
    );
    await superuser.query(
      `update ${table.table} set ${column} = $1 where id in (select id from original)`,
      [late],
    );
  }
  for (const [, , parent, { to, column }] of relations)
    await spread(parent, models.get(to())!, column);
});
afterAll(async () => {
  await superuser?.end();
  await tenants?.close({ withoutTriggers: true });
});

/**
 * A row of the type that the operator sees. The operator sees all rows of most types, but only personal
 * rows of the operator's own.
 */
const seen = (prefix: string): string => tenants.canaries.visible(prefix, viewer)[0]!.uuid;

/** Gives each clone of the parent one clone of the child. */
async function spread(parent: ReadModel, child: ReadModel, column: string): Promise<void> {
  const pointer = child.table.columns.get(column)!.column;
  const numbered = (table: string): string =>
    `select id, row_number() over (order by id) as n from ${table} where id not in (select id from original)`;
  await superuser.query(
    `update ${child.table.table} t set ${pointer} = p.id
     from (${numbered(child.table.table)}) c join (${numbered(parent.table.table)}) p using (n) where t.id = c.id`,
  );
}

/** Runs a query as an operator, who sees every clone. Returns its data and the number of statements. */
async function ask(source: string): Promise<{ data: any; statements: number }> {
  const { db, deps } = tenants.world;
  let statements = 0;
  const counted: Database = {
    ...db,
    reader(who, clock) {
      const reader = db.reader(who, clock);
      return {
        ...reader,
        rows(query, args) {
          statements += 1;
          return reader.rows(query, args);
        },
      };
    },
  };
  const contextValue = new GraphqlContext({ ...deps, db: counted }, viewer, 'count');
  const { data, errors } = await graphql({ schema: deps.domain.schema, source, contextValue });
  await contextValue.endReads();
  expect(errors).toBeUndefined();
  return { data, statements };
}

/** All fields of a type, with one more level of lists below. */
const fieldsOf = ({ name }: ReadModel): string => {
  const { schema } = tenants.world.domain;
  return everything(schema, schema.getType(name) as GraphQLObjectType, 2);
};
const list = (field: string, first: number, model: ReadModel): string =>
  `${field}(first: ${first}) { nodes ${fieldsOf(model)} count { value } pageInfo { hasNextPage } }`;

it('includes every connection of the schema in the statement count', () => {
  const { schema } = tenants.world.domain;
  const connections = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
          .map((field) => (type === schema.getQueryType() ? '' : `${type.name}.`) + field.name)
      : [],
  );
  const counted = [...roots, ...relations].map(([name]) => name);
  expect(connections.sort()).toEqual(counted.sort());
  expect(connections.length).toBeGreaterThan(20);
});

// Fifty may cost one less: the first read may already contain the rows that a later level needs.
describe('fifty rows cost no more statements than five', () => {
  it.each(roots)('in %s', async (name, model) => {
    const [few, many] = [
      await ask(`{ ${list(name, 5, model)} }`),
      await ask(`{ ${list(name, ROWS, model)} }`),
    ];
    expect([few.data[name].nodes.length, many.data[name].nodes.length]).toEqual([5, ROWS]);
    expect(many.statements).toBeLessThanOrEqual(few.statements);
    expect(many.statements).toBeGreaterThan(0);
  });

  it.each(relations)('in %s', async (_, name, model, { to, column }) => {
    const target = models.get(to())!;
    const { column: pointer } = target.table.columns.get(column)!;
    const { id } = model.reads.spec;
    await superuser.query(`update ${target.table.table} set ${pointer} = $1`, [seen(id)]);
    const parent = globalId(id, seen(id));
    const below = async (first: number) => {
      const { data, statements } = await ask(
        `{ node(id: "${parent}") { ... on ${model.name} { ${list(name, first, target)} } } }`,
      );
      return { rows: data.node[name].nodes.length, statements };
    };
    const [few, many] = [await below(5), await below(ROWS)];
    expect([few.rows, many.rows]).toEqual([5, ROWS]);
    expect(many.statements).toBeLessThanOrEqual(few.statements);
  });
});
