import { getMetadataStorage } from 'type-graphql';
import { PublicError } from '../errors.ts';
import { getOrInsert } from '../get-or-insert.ts';
import { type AnyColumns, lazily } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import type { Filter, Measure } from './declare.ts';
import type { FieldPlan, ReadModel } from './model.ts';

// A column that only hidden fields show is hidden. The filters, orderings, measures and keys that would tell its value are
// closed to the same roles.

/** Names of the parts of a type that are closed to a role. */
export interface Hidden {
  readonly columns: ReadonlySet<string>;
  readonly filters: ReadonlySet<string>;
  readonly orders: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

const NOTHING: Hidden = {
  columns: new Set(),
  filters: new Set(),
  orders: new Set(),
  measures: new Set(),
  keys: new Set(),
};

const known = new WeakMap<ReadModel, Map<Role, Hidden>>();

/** The parts of a type that are closed to a role. A role that does not read the type has no rows, so nothing is closed. */
export function hiddenFrom(model: ReadModel, role: Role): Hidden {
  if (role === 'system' || !model.roles.includes(role)) return NOTHING;
  const byRole = getOrInsert(known, model, () => new Map());
  return getOrInsert(byRole, role, () => hiddenOf(model, role));
}

/** Whether any role that reads the type gets null for a measure. */
export const isMeasureHidden = (model: ReadModel, name: string): boolean =>
  model.roles.some((role) => hiddenFrom(model, role).measures.has(name));

/** Whether any role that reads the type may not use a filter, an ordering or a key. */
export const isClosed = (
  model: ReadModel,
  kind: 'filters' | 'orders' | 'keys',
  name: string,
): boolean => model.roles.some((role) => hiddenFrom(model, role)[kind].has(name));

/** End of the description of a filter, an ordering or a dimension that is closed to some roles. */
export const CLOSED_TEXT = ' FORBIDDEN for roles that may not read it.';

/**
 * Throws if a type with hidden fields does not say what its search text holds, or if its default ordering is closed to a
 * role.
 */
export function checkHidden(model: ReadModel): void {
  const { name, filters, orders, roles } = model;
  const held = new Set([...heldBy(model)].map(([column]) => column));
  const [standard] = orders.keys();
  for (const role of roles) {
    const hidden = hiddenFrom(model, role);
    if (standard !== undefined && hidden.orders.has(standard))
      throw new Error(`${name}: ${role} may not read the columns of the default ordering`);
    if (hidden.columns.size === 0) continue;
    for (const { text } of filters.values())
      if (text && !held.has(text) && !shownTo(model, role).has(text))
        throw new Error(
          `${name}: say by \`holds\` which columns ${text} holds, because ${role} may not read all of them`,
        );
  }
}

/** Refuses a filter, an ordering or a key that is closed to the viewer's role. */
export function mayUse(
  closed: ReadonlySet<string>,
  kind: 'filter' | 'ordering' | 'key' | 'dimension',
  name: string,
): void {
  if (closed.has(name))
    throw PublicError.forbidden(`Your role may not read what the ${kind} \`${name}\` tells.`);
}

function hiddenOf(model: ReadModel, role: Role): Hidden {
  const columns = hiddenColumns(model, role);
  const tells = (names: Iterable<string>): boolean => [...names].some((name) => columns.has(name));
  const closed = <T>(all: ReadonlyMap<string, T>, is: (one: T, name: string) => boolean) =>
    new Set([...all].flatMap(([name, one]) => (is(one, name) ? [name] : [])));
  return {
    columns,
    filters: closed(
      model.filters,
      (filter) => !(filter.sees?.(role) ?? true) || tells(columnsOfFilter(filter, role)),
    ),
    orders: closed(model.orders, tells),
    measures: closed(
      model.measures,
      (measure, name) =>
        plansOf(model, name).some((plan) => isMasked(plan, role)) ||
        tells(columnsOfMeasure(measure, role)),
    ),
    keys: closed(model.keys, (_, name) => columns.has(name)),
  };
}

/** The columns that only hidden fields show. */
function hiddenColumns(model: ReadModel, role: Role): ReadonlySet<string> {
  const shown = shownTo(model, role);
  const masked = [...fieldsOf(model)]
    .flatMap((name) => plansOf(model, name))
    .filter((plan) => isMasked(plan, role))
    .flatMap((plan) => Role.all.flatMap((as) => columnsOf(plan, as)));
  const columns = new Set(masked.filter((name) => !shown.has(name)));
  for (const [name, held] of heldBy(model))
    if (!shown.has(name) && held.some((one) => columns.has(one))) columns.add(name);
  return columns;
}

/** The columns that fields show to a role, as they are or within another value. */
function shownTo(model: ReadModel, role: Role): ReadonlySet<string> {
  const plans = [...fieldsOf(model)].flatMap((name) => plansOf(model, name));
  const seen = plans.filter((plan) => !isMasked(plan, role));
  return new Set(['id', ...seen.flatMap((plan) => columnsOf(plan, role))]);
}

/** Columns that hold values of other columns: those that the database generates, and those that the declaration names. */
function* heldBy({ table, reads }: ReadModel): Generator<readonly [string, readonly string[]]> {
  for (const [name, { generated = '' }] of table.columns) {
    const words = new Set(generated.match(/\w+/g));
    const held = [...table.columns].flatMap(([other, { column }]) =>
      words.has(column) ? [other] : [],
    );
    if (held.length > 0) yield [name, held];
  }
  yield* Object.entries(reads.spec.holds ?? {}) as [string, readonly string[]][];
}

const fieldNames = new WeakMap<ReadModel, ReadonlySet<string>>();

/** Names of the SDL fields of a type. Every role asks for them. */
const fieldsOf = (model: ReadModel): ReadonlySet<string> =>
  getOrInsert(fieldNames, model, () => {
    const { reads, edges, relations } = model;
    const isOwn = (target: unknown): boolean =>
      target === reads.type || reads.type.prototype instanceof (target as new () => object);
    const own = getMetadataStorage().fields.filter(({ target }) => isOwn(target));
    return new Set([
      ...own.map(({ schemaName }) => schemaName),
      ...edges.flatMap(({ fields = {} }) => Object.keys(fields)),
      ...relations.keys(),
    ]);
  });

type Shown = Exclude<FieldPlan, { kind: 'code' | 'upstream' | 'actions' }>;

/** The values that a field shows. The facts of actions are no values. */
function plansOf(model: ReadModel, name: string): readonly Shown[] {
  const plan = model.fields.get(name);
  if (!plan || plan.kind === 'actions') return [];
  const needs =
    plan.kind === 'code' ? plan.source.needs : plan.kind === 'upstream' ? [plan.need] : null;
  if (!needs) return [plan as Shown];
  return needs.flatMap((need) => plansOf(model, need));
}

/** Whether a value is null for a role: by its declaration, or because it leads to a type that the role does not read. */
function isMasked(plan: Shown, role: Role): boolean {
  if (plan.kind === 'relation') return !plan.relation.to().readers.includes(role);
  return plan.kind === 'sql' && !(plan.source.sees?.(role) ?? true);
}

function columnsOf(plan: Shown, role: Role): readonly string[] {
  switch (plan.kind) {
    case 'id':
      return ['id'];
    case 'column':
      return [plan.property];
    case 'sql':
      return namesUsed((d) => plan.source(d, sql.viewer, role));
    case 'relation': {
      const { relation } = plan;
      // A choice gives the id of another row only.
      if (relation.kind !== 'one' || relation.choice) return [];
      const { column } = relation;
      return typeof column === 'string' ? [column] : namesUsed((d) => column(d, sql.viewer, role));
    }
  }
}

/** The columns that the condition of a filter uses, whatever its values. */
export const columnsOfFilter = ({ where }: Filter, role: Role): readonly string[] =>
  namesUsed((d) => {
    const arg = (): Sql => sql.raw('x');
    return where(d, { arg, given: new AllNames(), words: ['x'], v: sql.viewer, role });
  });

export const columnsOfMeasure = ({ of }: Measure, role: Role): readonly string[] =>
  typeof of === 'string' ? [of] : namesUsed((d) => of(d, sql.viewer, role));

/** The columns that an expression names. */
export function namesUsed(of: (d: AnyColumns) => unknown): string[] {
  const names = new Set<string>();
  of(
    lazily((name) => {
      names.add(name);
      return sql.raw('x');
    }),
  );
  return [...names];
}

/** A set of argument names that has every name. */
class AllNames extends Set<string> {
  override has(): boolean {
    return true;
  }
}
