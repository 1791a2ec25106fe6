import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
} from 'graphql';
import { DB_ROLES } from '../../db/tenancy.ts';
import { type AnyColumns, Columns } from '../../sql/columns.ts';
import { ObjectSql, Sql, type SqlPart, sql } from '../../sql/sql.ts';
import type { Relation } from '../declare.ts';
import type { FieldPlan, Models, ReadModel, RowModel } from '../model.ts';
import { fieldSql, scoped } from '../scope.ts';
import type { ReportModel, ReportModels } from './model.ts';
import { groupsSql, reportColumns } from './sql.ts';

/** Schema of the views that the database role of reports reads. */
const SCHEMA = 'reporting';

interface Reported {
  readonly schema: GraphQLSchema;
  readonly models: Models;
  readonly reports: ReportModels;
}

interface Column {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/**
 * The DDL of the views: one for each type that the role `reporting` reads, with the columns as masked for it, and those
 * of the reports. Amounts are `numeric` in CNY, ids are UUIDs: the global id without its prefix.
 */
export function viewsSql({ schema, models, reports }: Reported): string {
  const seen = new Set<string>();
  const types = [...models.values()].filter(({ roles, table }) => {
    if (!roles.includes('reporting') || seen.has(table.table)) return false;
    seen.add(table.table);
    return true;
  });
  const views = [
    ...types.map((model) => typeView(model, schema, models)),
    ...[...reports.values()].flatMap((report) => reportViews(report, schema, models)),
  ];
  return [
    '-- Written by `npm run schema`: the views of the database role of reports.',
    `create schema ${SCHEMA};`,
    ...views,
    `grant usage on schema ${SCHEMA} to ${DB_ROLES.reporting};`,
    `grant select on all tables in schema ${SCHEMA} to ${DB_ROLES.reporting};`,
    '',
  ].join('\n\n');
}

function typeView(model: ReadModel, schema: GraphQLSchema, models: Models): string {
  const { from, where, d } = scoped(model, 'reporting', 'd')!;
  const type = schema.getType(model.name) as GraphQLObjectType;
  const name = Columns.nameOf(model.name);
  return view(
    name.endsWith('s') ? name : `${name}s`,
    `${type.description} Prefix of the global id: ${model.reads.spec.id}_.`,
    [...columnsOf(model, type, models, d), ...wholeOf(model, d)],
    textOf(sql`${from} where ${sql.and(where)}`),
  );
}

const reportViews = (report: ReportModel, schema: GraphQLSchema, models: Models): string[] =>
  Object.entries(report.report.views ?? {}).map(([name, dimensions]) => {
    const groups = groupsSql(report, 'reporting', { dimensions, filters: [] }, 'd');
    const row = schema.getType(report.row.name) as GraphQLObjectType;
    const fields = [...report.row.fields].filter(
      ([field]) => !report.dimensions.has(field) || dimensions.includes(field),
    );
    const columns = columnsOf(
      { name: report.row.name, fields: new Map(fields) },
      row,
      models,
      reportColumns('r'),
    );
    return view(name, report.report.description, columns, `(${textOf(groups)}) r`);
  });

/** `security_barrier` keeps a function of the reader away from rows that the view leaves out. */
const view = (
  name: string,
  description: string,
  columns: readonly Column[],
  from: string,
): string =>
  [
    `create view ${SCHEMA}.${name} with (security_barrier) as select\n${columns
      .map((column) => `  ${column.value} as ${column.name}`)
      .join(',\n')}\nfrom ${from};`,
    `comment on view ${SCHEMA}.${name} is ${quoted(description)};`,
    ...columns.map(
      (column) =>
        `comment on column ${SCHEMA}.${name}.${column.name} is ${quoted(column.description)};`,
    ),
  ].join('\n');

/** Fields that code computes, actions, and values that the role may not read have no column. */
function columnsOf(
  { fields }: RowModel,
  type: GraphQLObjectType,
  models: Models,
  d: AnyColumns,
): Column[] {
  const columns = Object.values(type.getFields()).flatMap((field): Column[] => {
    const plan = fields.get(field.name);
    const name = Columns.nameOf(field.name);
    const description = String(field.description);
    if (plan?.kind === 'relation') return reference(name, description, plan.relation, models, d);
    const value = plan && fieldValue(plan, getNamedType(field.type), d);
    return value && !UNTOLD.test(textOf(value))
      ? [{ name, value: textOf(value), description }]
      : [];
  });
  // The name that was copied into a row comes before the present name of the object.
  return columns.filter(({ name }, i) => columns.findIndex((other) => other.name === name) === i);
}

/** The id of the whole of a part that has no field for it. */
function wholeOf({ parties: { whole }, relations }: ReadModel, d: AnyColumns): Column[] {
  const id = whole?.names.id;
  const isField = [...relations.values()].some((one) => one.column === id);
  if (!whole || !id || isField) return [];
  return [
    { name: Columns.nameOf(id), value: textOf(d[id]!), description: `Id of the ${whole.name}.` },
  ];
}

const UNTOLD = /^(null::|false$|case when false then )/;

function fieldValue(plan: FieldPlan, type: GraphQLNamedType, d: AnyColumns): Sql | null {
  if (plan.kind === 'id') return d.id;
  if (plan.kind !== 'column' && plan.kind !== 'sql') return null;
  const value = fieldSql(plan, 'reporting', d);
  if (value instanceof ObjectSql && type.name === 'Money')
    return sql`(${value.keys.amount!})::numeric`;
  if (!isLeafType(type)) return null;
  return type.name === 'Decimal' ? sql`(${value})::numeric` : value;
}

/** The id of an object, and its name where it has one. */
function reference(
  name: string,
  description: string,
  relation: Relation,
  models: Models,
  d: AnyColumns,
): Column[] {
  const { kind, column, to } = relation;
  if (kind !== 'one' || typeof column !== 'string') return [];
  const target = models.get(to())!;
  if (!target.roles.includes('reporting')) return [];
  const id = d[column]!;
  const { d: t, from, where } = scoped(target, 'reporting', 't')!;
  const own = target.fields.get('name');
  const named =
    own?.kind === 'column'
      ? sql`(select ${t.name!} from ${from} where ${sql.and([sql`${t.id} = ${id}`, ...where])})`
      : null;
  return [
    { name: `${name}_id`, value: textOf(id), description: `${description} Its id.` },
    ...(named
      ? [{ name: `${name}_name`, value: textOf(named), description: `${description} Its name.` }]
      : []),
  ];
}

/** The text of a fragment for the role. A view has no viewer, and the role sees the rows of every tenant. */
function textOf({ parts }: Sql): string {
  const own = parts.map((part): SqlPart => {
    if (!('viewer' in part)) return part;
    return { text: part.viewer === 'side' || part.viewer === 'role' ? "'reporting'" : 'null' };
  });
  return sql.textOf(new Sql(own));
}

const quoted = (text: string): string => sql.textOf(sql.literal(text));
