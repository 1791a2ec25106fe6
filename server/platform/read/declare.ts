import { EntitySchema } from '@mikro-orm/core';
import { type ClassType, getMetadataStorage } from 'type-graphql';
import { type HasParties, partiesOf, partOfRole } from '../db/parties.ts';
import type { Machine } from '../machine.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Policy } from '../rules/policy.ts';
import type { Secrets } from '../secrets.ts';
import { type Columns, type Entity, type Names, type RowOf, tableModel } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import { Role, type Side } from '../viewer.ts';
import { type Choice, choice, chosenFrom } from './choice.ts';
import type { Sight, SqlOf } from './visible.ts';

export type { SqlOf };

/** A field that code computes from other properties of the row. The code never queries. */
export interface CodeField<V = unknown> {
  readonly needs: readonly string[];
  readonly compute: (row: Record<string, unknown>, secrets: Secrets) => V;
  /** The object of any type to which the field leads, instead of a computed value. */
  readonly leads?: (row: Record<string, unknown>) => Subject;
}

/** Name of an object: its SDL type and its UUID. */
export interface Subject {
  readonly type: string;
  readonly key: string;
}

/** A field that code computes from one SQL value of its own; null where the SQL value is null. The code never queries. */
export interface DerivedField<N extends string = string, V = unknown> {
  readonly from: SqlOf<N>;
  readonly derive: (value: unknown) => V;
}

/**
 * A field that an upstream answers, from one SQL value of its own; null without a call where the SQL value is null. The
 * module that lists the upstream of this name calls it (`command/upstream.ts`). The field is nullable.
 */
export interface UpstreamField<N extends string = string> {
  readonly from: SqlOf<N>;
  readonly upstream: string;
}

/** A field that SQL computes from one property of the table. The field is null only if the property is. */
export interface PropertyField<N extends string = string> {
  readonly property: N;
  readonly value: (property: Sql) => Sql;
}

export type Facts<N extends string> = Readonly<Record<string, SqlOf<N>>>;

/** `viewerActions` of a type with a life cycle: its machine and the SQL meaning of the machine's facts. */
export interface ActionsField<N extends string = string> {
  readonly machine: Machine;
  readonly facts: Facts<N>;
}

export type FieldSource<N extends string = string, V = unknown> =
  | SqlOf<N>
  | PropertyField<N>
  | CodeField<V>
  | DerivedField<N, V>
  | UpstreamField<N>
  | ActionsField<N>;

/** The amounts of the field with the same name, over all rows of a list. It is null for the roles whose field is null. */
export interface Measure<N extends string = string> {
  /** `median` is null without rows that have the amount. */
  readonly kind: 'sum' | 'median';
  /** The amount of one row in its smallest unit: a property, or SQL. A row without the amount does not count. */
  readonly of: N | SqlOf<N>;
  /** The property whose kept sum has the amounts of all rows but the `others`. */
  readonly kept?: { readonly sum: N; readonly others: SqlOf<N> };
  /** The sum in the form of the API. */
  readonly value: (sum: Sql) => Sql;
  readonly type: () => object;
  readonly description: string;
}

/** The SDL type and description of a field that the engine declares (edges and relations). */
export interface FieldShape {
  readonly type: () => object;
  readonly description: string;
  readonly nullable?: boolean;
}

/**
 * A relation of a row that has the columns `N`. `column` names a column of the row (`one`) or of the other row. Its
 * type is plain text, so that a relation that needs few columns fits rows with more columns.
 */
export type Relation<N extends string = string> =
  | {
      readonly kind: 'one';
      readonly to: () => Reads;
      readonly column: string | SqlOf<N>;
      /** Rule of a chosen row. `column` then gives only its id. */
      readonly choice?: Choice<string, N>;
      readonly description: string;
      readonly nullable: boolean;
    }
  | {
      readonly kind: 'some';
      readonly to: () => Reads;
      readonly column: string;
      readonly description: string;
      readonly orderBy: string;
      readonly max: number;
    }
  | {
      readonly kind: 'page';
      readonly to: () => Reads;
      readonly column: string;
      readonly description: string;
    };

/**
 * The row that a column of this row, or an expression over this row, refers to. Nullable unless the viewer's scope
 * always contains the target.
 */
const one = <N extends string>(
  to: () => Reads,
  column: N | SqlOf<N>,
  description: string,
  options: { nullable?: boolean } = {},
): Relation<N> => ({
  kind: 'one',
  to,
  column,
  description,
  nullable: options.nullable ?? true,
});

/** The row that is chosen for this row; null if no row fits, or if the row is outside the viewer's scope. */
const chosen = <E extends Entity, N extends string>(
  to: () => Reads<E>,
  rule: Choice<Names<E>, N>,
  description: string,
): Relation<N> => ({
  kind: 'one',
  to,
  column: (d, v) => sql`(${chosenFrom(tableModel(to().entity), rule, d, v, (c) => c.id)})`,
  choice: rule as Choice<string, N>,
  description,
  nullable: true,
});

/** A list of at most `max` rows whose column refers to this row. */
const some = <E extends Entity>(
  to: () => Reads<E>,
  column: NoInfer<Names<E>>,
  description: string,
  options: { orderBy: NoInfer<Names<E>>; max: number },
): Relation<'id'> => ({
  kind: 'some',
  to,
  column,
  description,
  ...options,
});

/** A connection over the rows whose column refers to this row. */
const page = <E extends Entity>(
  to: () => Reads<E>,
  column: NoInfer<Names<E>>,
  description: string,
): Relation<'id'> => ({
  kind: 'page',
  to,
  column,
  description,
});

/** Relations by their kinds: `relation.one(() => customer, 'customerId', 'Customer.')`. */
export const relation = { one, choice, chosen, some, page };

/** One use of a filter: the client's values, and the viewer. */
export interface FilterUse {
  /** An argument by the name that `params` gave it. */
  readonly arg: (name: string) => Sql;
  /** Names of the given arguments. */
  readonly given: ReadonlySet<string>;
  /** The given words of a closed set. */
  readonly words: readonly string[];
  readonly v: ViewerRef;
  readonly role: Role;
  /** The statement uses all rows, as counts do. */
  readonly all?: 'all' | undefined;
}

/** One filter of a connection: its SDL type, the arguments that it passes to SQL, and its condition. */
export interface Filter<N extends string = string> {
  readonly type: () => object;
  readonly description: string;
  /** Splits the client's value into named SQL arguments. */
  readonly params: (value: unknown) => Readonly<Record<string, unknown>>;
  /** Words of a closed set that the client's value names. In the statement's text, PostgreSQL plans for their frequency. */
  readonly words?: (value: unknown) => readonly string[];
  /** Column of a condition that few or nearly all rows fulfil: planned for each request, unless the list is in its order. */
  readonly spread?: string;
  /** One plan serves all search texts, because an index of another table finds the rows of each. */
  readonly hasOnePlan?: true;
  /** Each row costs look-ups, so that fewer rows are counted. */
  readonly isDear?: true;
  /** Column whose text the condition searches. */
  readonly text?: string;
  readonly where: (d: Columns<N>, use: FilterUse) => Sql;
  /** Ids of all rows that fulfil the condition, from rows of the same parties; a count reads them alone. Null: no index. */
  readonly ids?: (v: ViewerRef, words: readonly string[], role: Role) => Sql | null;
  /** Roles that may use the condition, if it tells of more than columns of the row; by default all. */
  readonly sees?: Sight;
  /** The only property that the condition uses, unless the viewer has a signed link. */
  readonly only?: string;
}

/**
 * A column by whose value clients look rows up: one row as `by: { number: … }`, or a list as `filter: { numbers: […] }`.
 * An index begins with it.
 */
export interface Key<N extends string = string> {
  readonly description: string;
  /** Whether the viewer may read the value. Otherwise a match would confirm a guess. */
  readonly when?: (d: Columns<N>, v: ViewerRef) => Sql;
  /** Whether several rows may have the same value. Only lists take such a key. */
  readonly isShared?: boolean;
}

/** A root that returns one row, with its description: `{ one: 'One customer.' }`. */
export type OneRoot = { readonly one: string };
/** A root that returns a connection, with its description: `{ page: "Customers in the viewer's scope." }`. */
export interface PageRoot {
  readonly page: string;
  /** Maximum rows of a page. Only types that lead to no other rows may exceed `PAGE_MOST`. */
  readonly most?: number;
}
export type Root = OneRoot | PageRoot;

/** Maximum rows of a page unless the list declares another maximum. */
export const PAGE_MOST = 100;
/** Rows of a page that is requested without `first` and `last`. */
export const PAGE_DEFAULT = 25;

/** A reason that forbids a command to an organization, for every object. */
export interface OrganizationGuard {
  readonly code: ReasonCode;
  readonly when: (orgId: Sql) => Sql;
}

/** Permission of roles to list the rows of a type or to call a command. */
export interface Permission {
  readonly module: string;
  /** SDL name of the type, or of the mutation. */
  readonly name: string;
  readonly writes: boolean;
  readonly roles: readonly Role[];
  readonly organizationGuard?: OrganizationGuard;
}

/** The declarations of all modules, for values that list them. */
export interface Declared {
  readonly permissions: readonly Permission[];
  readonly policies: ReadonlyMap<string, Policy>;
}

/** A root that returns one JSON value: facts about the viewer, or rows that are not objects of the API. */
export interface ValueRoot {
  readonly name: string;
  readonly description: string;
  readonly type: () => object;
  readonly roles: readonly Role[];
  readonly value: (v: ViewerRef, role: Role, declared: Declared) => Sql;
}

/** Search declaration of a type (`Query.search`). */
export interface Searchable<N extends string = string> {
  /** Title of a search result: an SDL field, or SQL if no field has the title. */
  readonly title: string | SqlOf<N>;
  /**
   * SDL field with the number or account. A complete, exact code finds rows of any age, through the key of the same
   * name.
   */
  readonly code?: string;
  /** SDL fields that distinguish results with the same title. */
  readonly note?: readonly string[];
  /** Searches only this many of the newest rows in scope: a bound on the time for long tables. */
  readonly newest?: number;
  /** Sides that get these results; by default all sides that see any row. */
  readonly sides?: readonly Side[];
}

/** The part of a read declaration that the entity and the GraphQL type do not define. */
export interface ReadSpec<N extends string = string> {
  /** Prefix of the global id. */
  readonly id: string;
  /** Roles that may read the type; by default all roles that are parties to its rows. */
  readonly roles?: readonly Role[];
  /** Condition on the rows that belong to the type; by default every row. */
  readonly rows?: SqlOf<N>;
  readonly fields?: Readonly<Record<string, FieldSource<N>>>;
  readonly relations?: Readonly<Record<string, Relation<N>>>;
  readonly filters?: Readonly<Record<string, Filter<N>>>;
  /** Measures by the name of the field that they sum. */
  readonly measures?: Readonly<Record<string, Measure<N>>>;
  /** Orderings by name: property lists ending in `id`. The first is the default, newest first. */
  readonly orders?: Readonly<Record<string, readonly N[]>>;
  readonly direction?: 'ASC' | 'DESC';
  /** Columns that hold values of other columns, such as a search text. */
  readonly holds?: { readonly [K in N]?: readonly N[] };
  /** Reason why a list has no `updatedAt` and no ordering UPDATED; only for entities without `record()`. */
  readonly unfollowed?: string;
  /** Keys by property, each with its description, besides the global id, which every look-up accepts. */
  readonly keys?: { readonly [K in N]?: string | Key<N> };
  readonly roots?: Readonly<Record<string, Root>>;
  readonly searchable?: Searchable<N>;
}

/** The columns of a type's rows: the columns of its entity and, with the prefix `access.`, those of its access entity. */
export type ReadColumns<E, A> = Names<E> | (A extends Entity ? `access.${Names<A>}` : never);

/** The read declaration of one type. The entity and the optional access entity define the columns. */
export interface Reads<E extends Entity = Entity, A = unknown> {
  readonly type: ClassType<object>;
  readonly entity: E & HasParties;
  readonly access: A;
  /** The declaration with untyped column names; `reads` has checked them. */
  readonly spec: ReadSpec<string>;
  readonly name: string;
  /** The roles that may read the type: those that are parties to its rows, restricted by the declaration. */
  readonly readers: readonly Role[];
}

/** Names of class properties whose type differs from the type of their column. The assembly compares nullability. */
type Disagreeing<T, R, Computed> = {
  [K in Exclude<keyof T & keyof R & string, Computed>]: NonNullable<R[K]> extends NonNullable<T[K]>
    ? never
    : K;
}[Exclude<keyof T & keyof R & string, Computed>];

/** Makes a class acceptable only if its properties have the types of their columns. */
type Agreeing<T, E, Computed> = [Disagreeing<T, RowOf<E>, Computed>] extends [never]
  ? unknown
  : `${Disagreeing<T, RowOf<E>, Computed>} has another type than its column`;

/**
 * Declares the read side of a GraphQL type over its table and, optionally, its access table. The types of class
 * properties must equal the types of their columns, and code fields must return the property's type. The assembly
 * checks everything else; see `model.ts`.
 */
export function reads<
  T extends object,
  E extends Entity & HasParties,
  A extends Entity | undefined = undefined,
  F extends string = never,
>(
  type: ClassType<T> & Agreeing<T, E, F>,
  entities: E | readonly [E, A],
  spec: Omit<ReadSpec<ReadColumns<E, A>>, 'fields'> & {
    readonly fields?: {
      readonly [K in F]: FieldSource<ReadColumns<E, A>, K extends keyof T ? T[K] : unknown>;
    };
  },
): Reads<E, A | undefined> {
  const [entity, access] = entities instanceof EntitySchema ? [entities, undefined] : entities;
  return {
    type,
    entity,
    access,
    spec: spec as ReadSpec,
    get name() {
      return sdlName(type);
    },
    get readers() {
      const parties = partiesOf(entity);
      const isGiven = (role: Role): boolean => spec.roles?.includes(role) ?? true;
      return Role.all.filter((role) => partOfRole(parties, role) && isGiven(role));
    },
  };
}

function sdlName(type: object): string {
  const found = getMetadataStorage().objectTypes.find((meta) => meta.target === type);
  if (!found) throw new Error(`${(type as { name?: string }).name} is not an @ObjectType`);
  return found.name;
}

/** The fields, relations, filters and measures that a later module adds to an earlier type. */
export interface ReadEdge<N extends string = string> {
  readonly on: Reads;
  readonly fields?: Readonly<Record<string, FieldShape & { readonly source: FieldSource<N> }>>;
  readonly relations?: Readonly<Record<string, Relation<N>>>;
  readonly filters?: Readonly<Record<string, Filter<N>>>;
  readonly measures?: Readonly<Record<string, Measure<N>>>;
}

/** Declares additions of a later module to an earlier type. */
export const extend = <E extends Entity, A>(
  on: Reads<E, A>,
  added: Omit<ReadEdge<ReadColumns<E, A>>, 'on'>,
): ReadEdge => ({ on, ...(added as Omit<ReadEdge, 'on'>) });
