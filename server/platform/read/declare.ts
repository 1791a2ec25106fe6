import { EntitySchema } from '@mikro-orm/core';
import type { ClassType } from 'type-graphql';
import type { Aggregate } from '../db/parties.ts';
import type { Machine } from '../machine.ts';
import type { Policy } from '../rules/policy.ts';
import type { Secrets } from '../secrets.ts';
import type { Columns, Entity, Names } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import type { Role, Side } from '../viewer.ts';
import { type Choice, chosenRow } from './choice.ts';

/** SQL over a row `d` that has at least the columns `N`, for a viewer of a role. */
export type SqlOf<N extends string> = (d: Columns<N>, v: ViewerRef, role: Role) => Sql;

/** A field computed by code from other properties of the row; it never queries. */
export interface CodeField<V = unknown> {
  readonly needs: readonly string[];
  readonly compute: (row: Record<string, unknown>, secrets: Secrets) => V;
}

/** `code(['name', 'payRate'], (row) => …)`: the needs are selected, the function runs over the row. */
export const code = <V>(
  needs: readonly string[],
  compute: CodeField<V>['compute'],
): CodeField<V> => ({ needs, compute });

/** A field computed in SQL from one property of the table, and null only when that is. */
export interface PropertyField<N extends string = string> {
  readonly property: N;
  readonly value: (property: Sql) => Sql;
}

/** `of('vatRate', rateOf)`: the property, in another form. */
export const of = <N extends string>(
  property: N,
  value: (property: Sql) => Sql,
): PropertyField<N> => ({ property, value });

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
  | ActionsField<N>;

/** The SDL side of a field that the engine declares (edges and relations). */
export interface FieldShape {
  readonly type: () => object;
  readonly description: string;
  readonly nullable?: boolean;
}

/**
 * A relation of a row that has the columns `N`. `column` names a column of it (`one`) or of the other row; as a type it
 * is text, so that a relation that asks for few columns fits a row that has more.
 */
export type Relation<N extends string = string> =
  | {
      readonly kind: 'one';
      readonly to: () => Reads;
      readonly column: string | SqlOf<N>;
      /** Of a chosen row. `column` is its id, for those who need it alone. */
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

/** The row that this row's column, or an expression over it, points to. Nullable unless the target is always in the viewer's scope. */
export const one = <N extends string>(
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

/** The row that is chosen for this row; null when there is none, or when it is out of the viewer's scope. */
export const chosen = <E extends Entity, N extends string>(
  to: () => Reads<E>,
  choice: Choice<Names<E>, N>,
  description: string,
): Relation<N> => ({
  kind: 'one',
  to,
  column: (d, v) => sql`(${chosenRow(to().entity, choice, d, v, (c) => c.id)})`,
  choice: choice as Choice<string, N>,
  description,
  nullable: true,
});

/** A short list of rows whose column points to this row, at most `max`. */
export const some = <E extends Entity>(
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

/** A connection over the rows whose column points to this row. */
export const page = <E extends Entity>(
  to: () => Reads<E>,
  column: NoInfer<Names<E>>,
  description: string,
): Relation<'id'> => ({
  kind: 'page',
  to,
  column,
  description,
});

/** One filter of a connection: its SDL type, what it hands to SQL, and the condition. */
export interface Filter<N extends string = string> {
  readonly type: () => object;
  readonly description: string;
  /** Splits the client's value into named SQL arguments. */
  readonly params: (value: unknown) => Readonly<Record<string, unknown>>;
  /** The condition; `a(name)` is the argument of that name. Only given arguments appear. */
  readonly where: (
    d: Columns<N>,
    a: (name: string) => Sql,
    v: ViewerRef,
    given: ReadonlySet<string>,
  ) => Sql;
}

/** A unique column by which one row is found. `when` keeps guesses from being confirmed to who may not read it. */
export interface LookUp<N extends string = string> {
  readonly column: N;
  readonly description: string;
  readonly when?: SqlOf<N>;
}

/** Look-ups of a single-row root, by argument name: the global id always, and unique columns. */
export interface OneRoot<N extends string = string> {
  readonly kind: 'one';
  readonly description: string;
  readonly by: Readonly<Record<string, LookUp<N>>>;
}
export interface PageRoot {
  readonly kind: 'page';
  readonly description: string;
  /** Rows of a page, at most; above the usual only for types that lead to no other rows. */
  readonly most: number;
}
export type Root<N extends string = string> = OneRoot<N> | PageRoot;

/** Rows of a page of any list that says nothing else. */
export const PAGE_MOST = 100;

export const oneRoot = <N extends string>(
  description: string,
  by: Readonly<Record<string, NoInfer<LookUp<N>>>> = {},
): OneRoot<N> => ({
  kind: 'one',
  description,
  by,
});
export const pageRoot = (description: string, { most = PAGE_MOST } = {}): PageRoot => ({
  kind: 'page',
  description,
  most,
});

/** A reason for which an organization may not call a command at all, whatever the object. */
export interface OrganizationGuard {
  readonly code: string;
  readonly when: (orgId: Sql) => Sql;
}

/** What roles may do at all: list the rows of a type, or call a command. */
export interface Permission {
  readonly module: string;
  /** SDL name of the type, or of the mutation. */
  readonly name: string;
  readonly writes: boolean;
  readonly roles: readonly Role[];
  readonly organizationGuard?: OrganizationGuard;
}

/** What all modules together declare, for values that list it. */
export interface Declared {
  readonly permissions: readonly Permission[];
  readonly policies: ReadonlyMap<string, Policy>;
}

/** A root that is no row but one JSON value: known from who asks, or from rows that are no objects of their own. */
export interface ValueRoot {
  readonly name: string;
  readonly description: string;
  readonly type: () => object;
  readonly roles: readonly Role[];
  readonly value: (v: ViewerRef, role: Role, declared: Declared) => Sql;
}

/** How the rows of a type come up in the search over everything (`Query.search`). */
export interface Searchable<N extends string = string> {
  /** What a find is called: an SDL field, or SQL where no field has it. */
  readonly title: string | SqlOf<N>;
  /** SDL field with its number or account. Whole and exact it is found at any age, by the look-up of that name. */
  readonly code?: string;
  /** SDL fields that tell it from others of the same title. */
  readonly note?: readonly string[];
  /** Only this many of the newest rows in scope are looked at: a bound on the time for long tables. */
  readonly newest?: number;
  /** Sides to which it is offered; by default all that see any row. */
  readonly sides?: readonly Side[];
}

/** What neither the entity nor the GraphQL type already says about reading one type. */
export interface ReadSpec<N extends string = string> {
  /** Prefix of the global id. */
  readonly id: string;
  /** Roles that may read the type, of those that have a part in its rows; by default all of these. */
  readonly roles?: readonly Role[];
  /** Which of the rows that a role has a part in are of this type; by default all. */
  readonly rows?: SqlOf<N>;
  readonly fields?: Readonly<Record<string, FieldSource<N>>>;
  readonly relations?: Readonly<Record<string, Relation<N>>>;
  readonly filters?: Readonly<Record<string, Filter<N>>>;
  /** Orderings by name: property lists ending in `id`. The first is the default, newest first. */
  readonly orders?: Readonly<Record<string, readonly N[]>>;
  /** Direction of the default ordering. */
  readonly direction?: 'ASC' | 'DESC';
  readonly roots?: Readonly<Record<string, Root<N>>>;
  readonly searchable?: Searchable<N>;
}

/** The columns of a type's rows: of its entity, and of the access entity those of the access row. */
export type ReadColumns<E, A> = E extends { readonly '~entity': infer R }
  ? (keyof R & string) | (A extends Entity ? `access.${Names<A>}` : never)
  : never;

/** One type's read declaration. The entity, and the access entity where there is one, say which columns there are. */
export interface Reads<E extends Entity = Entity, A = unknown> {
  readonly type: ClassType<object>;
  readonly entity: E & Aggregate;
  readonly access: A;
  /** As the engine reads it. That its column names exist was checked where it was written. */
  readonly spec: ReadSpec<string>;
}

type RowOf<E> = E extends { readonly '~entity': infer R } ? R : never;

/** Names of class properties whose type differs from that of their column. The assembly compares nullability. */
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
 * Declares how a GraphQL type is read from its table, or from its table and that of its access rows. The properties of
 * the class must have the types of their columns, and code fields give what the class says. The assembly checks the
 * rest; see `model.ts`.
 */
export function reads<
  T extends object,
  E extends Entity & Aggregate,
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
  return { type, entity, access, spec: spec as ReadSpec };
}

/** What a later module adds to an earlier type: fields, relations and filters, nothing else. */
export interface ReadEdge<N extends string = string> {
  readonly on: Reads;
  readonly fields?: Readonly<Record<string, FieldShape & { readonly source: FieldSource<N> }>>;
  readonly relations?: Readonly<Record<string, Relation<N>>>;
  readonly filters?: Readonly<Record<string, Filter<N>>>;
}

/** Declares what a later module adds to an earlier type. */
export const extend = <E extends Entity, A>(
  on: Reads<E, A>,
  added: Omit<ReadEdge<ReadColumns<E, A>>, 'on'>,
): ReadEdge => ({ on, ...(added as Omit<ReadEdge, 'on'>) });
