import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
} from 'graphql';
import type { Filter } from '../../server/platform/read/declare.ts';
import type { ReadModel } from '../../server/platform/read/model.ts';
import { fieldSql } from '../../server/platform/read/scope.ts';
import { type AnyColumns, lazily, modelColumns } from '../../server/platform/sql/columns.ts';
import { type Sql, sql } from '../../server/platform/sql/sql.ts';
import { Role } from '../../server/platform/viewer.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

let tenants: TenantWorld;
beforeAll(async () => {
  tenants = await openTenants();
});
afterAll(() => tenants?.close());

/** SQL of a value that a role does not read. */
const NULL = /^\(?(null::|case when false then )/;

const textOf = (value: Sql): string =>
  value.parts.map((part) => ('text' in part ? part.text : '?')).join('');

function namesIn(of: (d: AnyColumns) => unknown): string[] {
  const names = new Set<string>();
  of(
    lazily((name) => {
      names.add(name);
      return sql.raw('x');
    }),
  );
  return [...names];
}

/** Whether a role reads a field, and the columns of the field, by the SQL of the field alone. */
function fieldOf(model: ReadModel, name: string, role: Role): { seen: boolean; columns: string[] } {
  const plan = model.fields.get(name);
  if (!plan || plan.kind === 'actions') return { seen: false, columns: [] };
  if (plan.kind === 'code' || plan.kind === 'upstream') {
    const needs = plan.kind === 'code' ? plan.source.needs : [plan.need];
    const parts = needs.map((need) => fieldOf(model, need, role));
    return { seen: parts.every(({ seen }) => seen), columns: parts.flatMap((p) => p.columns) };
  }
  if (plan.kind === 'relation') {
    const { relation } = plan;
    const target = tenants.world.domain.models.get(relation.to())!;
    const { column } = relation;
    if (relation.kind !== 'one') return { seen: true, columns: [] };
    return {
      seen: target.roles.includes(role),
      columns: typeof column === 'string' ? [column] : namesIn((d) => column(d, sql.viewer, role)),
    };
  }
  const d = lazily((property) =>
    property.startsWith('access.') ? sql.raw('x') : modelColumns(model.table, 'd')[property]!,
  );
  return {
    seen: !NULL.test(textOf(fieldSql(plan, role, d))),
    columns: namesIn((columns) => fieldSql(plan, role, columns)),
  };
}

/** The columns that other roles read and this role does not. */
function secretsOf(model: ReadModel, role: Role): ReadonlySet<string> {
  const type = tenants.world.domain.schema.getType(model.name) as never as {
    getFields(): Record<string, unknown>;
  };
  const names = Object.keys(type.getFields());
  const seen = names.filter((name) => fieldOf(model, name, role).seen);
  const shown = new Set(['id', ...seen.flatMap((name) => fieldOf(model, name, role).columns)]);
  const others = names
    .filter((name) => !seen.includes(name))
    .flatMap((name) => Role.all.flatMap((as) => fieldOf(model, name, as).columns));
  return new Set(others.filter((column) => !shown.has(column)));
}

/** Some value of an input type, as GraphQL text. */
function someValue(type: GraphQLInputType): string {
  if (isListType(getNullableType(type))) return `[${someValue(getNamedType(type))}]`;
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (named.name === 'Boolean') return 'true';
  if (named.name === 'DateTimeRange') return '{ from: "2026-01-01T00:00:00.000Z" }';
  return '"x"';
}

const inputOf = (name: string) =>
  (
    tenants.world.domain.schema.getType(name) as never as {
      getFields(): Record<string, { type: GraphQLInputType }>;
    }
  ).getFields();

/** The condition of a filter, whatever its values. */
const whereOf = (where: Filter['where'], d: AnyColumns, role: Role): Sql =>
  where(d, { arg: () => sql.raw('x'), given: any, words: ['x'], v: sql.viewer, role });

/** The root list of a type. */
const listOf = ({ reads }: ReadModel): string | undefined =>
  Object.entries(reads.spec.roots ?? {}).find(([, root]) => 'page' in root)?.[0];

const any: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

/** Each way in which a list could tell a role of a column that it does not read, as a query for the list. */
function* questions(
  model: ReadModel,
  root: string,
  role: Role,
): Generator<readonly [asked: string, query: string]> {
  const secrets = secretsOf(model, role);
  const tells = (columns: readonly string[]) => columns.some((column) => secrets.has(column));
  for (const [name, { where }] of model.filters)
    if (tells(namesIn((d) => whereOf(where, d, role))))
      yield [
        name,
        `{ list: ${root}(first: 1, filter: { ${name}: ${someValue(inputOf(`${model.name}Filter`)[name]!.type)} }) { nodes { id } } }`,
      ];
  for (const [name, columns] of model.orders)
    if (tells(columns))
      yield [
        name,
        `{ list: ${root}(first: 1, orderBy: { field: ${name}, direction: ASC }) { nodes { id } } }`,
      ];
}

type Told = readonly [what: string, isRefused: boolean, side: string];

/** Asks as every role that reads, and checks that only those are refused that may not know. */
async function askAll(
  name: string,
  roles: readonly Role[],
  questionsOf: (role: Role) => Iterable<readonly [asked: string, query: string]>,
): Promise<readonly Told[]> {
  const found: Told[] = [];
  const asked = new Map<string, string>();
  const callers = tenants.callers.flatMap(({ caller, viewer }) =>
    viewer && roles.includes(viewer.role) ? [{ caller, role: viewer.role }] : [],
  );
  const codeOf = async ({ caller }: (typeof callers)[number], query: string) =>
    (await caller.run(query)).errors?.[0]?.extensions.code;
  for (const one of callers)
    for (const [what, query] of questionsOf(one.role)) {
      asked.set(what, query);
      const code = await codeOf(one, query);
      found.push([`${name} ${what}`, code === 'FORBIDDEN', Role.sideOf(one.role)]);
    }
  // The control: another role asks the same and is answered.
  for (const [what, query] of asked) {
    const codes = await Promise.all(callers.map((one) => codeOf(one, query)));
    if (codes.every((code) => code === 'FORBIDDEN'))
      found.push([`${name} ${what}`, false, 'every side']);
  }
  return found;
}

const refused = (told: readonly Told[]): string[] =>
  [...new Set(told.map(([what, , side]) => `${what} ${side}`))].sort();

it('no filter or ordering of a list tells a role what the fields of the list hide from it', async () => {
  const told: Told[] = [];
  for (const model of tenants.world.domain.models.values()) {
    const root = listOf(model);
    if (root)
      told.push(...(await askAll(model.name, model.roles, (role) => questions(model, root, role))));
  }
  expect(told.filter(([, isRefused]) => !isRefused)).toEqual([]);
  expect(refused(told)).toEqual([
    'Customer SOLD customer',
    'Customer SOLD operator',
    'Customer SOLD reporting',
    'Customer SOLD seller',
    'Customer accountManagerId customer',
    'Customer accountManagerId reporting',
    'Customer cloudAccounts reporting',
    'Customer upstreamIds reporting',
    'ExclusiveDiscount isSpecial customer',
    'OrderLine billingBlocker customer',
    'OrderLine billingBlocker partner',
    'OrderLine billingBlocker seller',
    'OrderLine billingReason customer',
    'OrderLine billingReason partner',
    'OrderLine billingReason seller',
    'OrderLine billingStatus customer',
    'OrderLine billingStatus partner',
    'OrderLine billingStatus seller',
    'OrderLine performance customer',
    'OrderLine performance seller',
    'OrderLine strategy customer',
    'PaymentAuthorization billId seller',
  ]);
}, 120_000);

it('no dimension, filter or measure of a report tells a role what the fields of its rows hide', async () => {
  const told: Told[] = [];
  const measured: string[] = [];
  for (const {
    report,
    roles,
    sources,
    dimensions,
    filters,
    measures,
  } of tenants.world.domain.reports.values()) {
    const { model, named } = sources.at(-1)!;
    const tells = (role: Role, of: (d: AnyColumns) => unknown): boolean => {
      const secrets = secretsOf(model, role);
      return namesIn((d) => of(named(d))).some((column) => secrets.has(column));
    };
    const word = (name: string) => name.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
    const [some] = Object.keys(measures);
    const isCount = measures[some!]!.value(sql`x`).parts.length === 1;
    const shown = isCount ? some : `${some} { amount }`;
    const inputs = inputOf(`${report.name.charAt(0).toUpperCase()}${report.name.slice(1)}Filter`);
    told.push(
      ...(await askAll(report.name, roles, function* (role) {
        for (const [name, { value }] of dimensions)
          if (tells(role, (d) => value(d, sql.viewer, role)))
            yield [
              name,
              `{ ${report.name}(groupBy: [${word(name)}], first: 1) { rows { ${shown} } } }`,
            ];
        for (const [name, { where }] of filters)
          if (tells(role, (d) => whereOf(where, d, role)))
            yield [
              name,
              `{ ${report.name}(groupBy: [], filter: { ${name}: ${someValue(inputs[name]!.type)} }, first: 1) { rows { ${shown} } } }`,
            ];
      })),
    );
    for (const { caller, viewer } of tenants.callers)
      for (const [name, { of }] of Object.entries(measures)) {
        if (!viewer || !roles.includes(viewer.role)) continue;
        if (
          !tells(viewer.role, (d) =>
            typeof of === 'string' ? d[of] : of(d, sql.viewer, viewer.role),
          )
        )
          continue;
        const { rows } = (
          await caller.ask(
            `{ list: ${report.name}(groupBy: [], first: 1) { rows { ${name} { amount } } } }`,
          )
        ).list;
        expect([report.name, viewer.role, rows]).toEqual([
          report.name,
          viewer.role,
          [{ [name]: null }],
        ]);
        measured.push(`${report.name} ${name} ${viewer.side}`);
      }
  }
  expect(told.filter(([, isRefused]) => !isRefused)).toEqual([]);
  expect(refused(told)).toEqual([
    'salesReport performance seller',
    'salesReport performanceStatus seller',
  ]);
  expect([...new Set(measured)].sort()).toEqual([
    'salesReport performance seller',
    'salesReport rebound seller',
    'salesReport unassociated seller',
  ]);
}, 120_000);

it('no search finds a row by a text of the row that is hidden from the role', async () => {
  const tried = new Set<string>();
  for (const model of tenants.world.domain.models.values()) {
    const root = listOf(model);
    if (!root || !model.filters.has('search')) continue;
    for (const { caller, viewer } of tenants.callers) {
      if (!viewer || !model.roles.includes(viewer.role)) continue;
      const texts = [...secretsOf(model, viewer.role)].flatMap((property) => {
        const found = model.table.columns.get(property);
        return found?.type === 'text' && property !== 'searchKey' ? [found.column] : [];
      });
      for (const { uuid, id } of tenants.canaries.visible(model.reads.spec.id, viewer)) {
        const [{ row }] = (await tenants.world.rows<{ row: Record<string, string | null> }>(
          sql`select to_jsonb(x) as row from ${sql.ident(model.table.table)} x where id = ${uuid}`,
        )) as [{ row: Record<string, string | null> }];
        const open = Object.entries(row)
          .filter(([column]) => !texts.includes(column) && !/_key$/.test(column))
          .map(([, value]) => String(value).toLowerCase());
        for (const text of texts.map((column) => row[column]?.slice(0, 60))) {
          if (!text || open.some((value) => value.includes(text.toLowerCase()))) continue;
          tried.add(`${model.name} ${viewer.side}`);
          const { list } = await caller.ask(
            `query ($text: String!) { list: ${root}(first: 100, filter: { search: $text }) { nodes { id } } }`,
            { text },
          );
          const ids = list.nodes.map((node: { id: string }) => node.id);
          expect([model.name, viewer.role, text, ids.includes(id)]).toEqual([
            model.name,
            viewer.role,
            text,
            false,
          ]);
        }
      }
    }
  }
  expect([...tried].sort()).toEqual([
    'Customer reporting',
    'CustomerDemand reporting',
    'ExclusiveDiscount customer',
    'ExclusiveDiscount reporting',
    'PrivateOffer customer',
    'Supervision operator',
    'Supervision partner',
    'Supervision reporting',
  ]);
}, 120_000);
