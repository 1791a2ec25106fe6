import type { EntitySchema } from '@mikro-orm/core';

/** SQL as data: text with typed holes, which the printer turns into parameters. Client text never becomes SQL text. */
export type SqlPart =
  | { readonly text: string }
  | { readonly value: unknown }
  /** A property of the viewer, filled in for each request: the statement's text does not depend on the viewer. */
  | { readonly viewer: keyof NonNullable<SqlEnvironment['viewer']> }
  | { readonly arg: string };

export class Sql {
  constructor(readonly parts: readonly SqlPart[]) {}
}

/** Names with their values, in order. A name is a response key; GraphQL's grammar allows no quotes in it. */
export type Pairs = readonly (readonly [name: string, value: Sql])[];

export const objectSql = (pairs: Pairs): Sql =>
  sql`(select row_to_json(o) from (select ${join(
    pairs.map(([name, value]) => sql`${value} as ${ident(name)}`),
    ', ',
  )}) o)`;

/** A JSON object with known parts. The text of a selection is built from the selected parts only. */
export class ObjectSql extends Sql {
  constructor(
    whole: Sql,
    readonly keys: Readonly<Record<string, Sql>>,
    readonly text: (pairs: Pairs) => Sql,
  ) {
    super(whole.parts);
  }
}

function object(keys: Readonly<Record<string, Sql>>): ObjectSql {
  const whole = objectSql(Object.entries(keys));
  return new ObjectSql(whole, keys, (pairs) => sql`${objectSql(pairs)}::text`);
}

/** A JSON object of texts that need no escaping; null unless `when`. Costs half of `row_to_json`. */
export function jsonWords(keys: Readonly<Record<string, Sql>>, when: Sql): ObjectSql {
  const text = (pairs: Pairs): Sql => {
    const pieces = pairs.flatMap(([name, value], i) => [
      `${i > 0 ? ',' : ''}"${name}":"`,
      value,
      '"',
    ]);
    return sql`(case when ${when} then ${concatenated(['{', ...pieces, '}'])} end)`;
  };
  return new ObjectSql(sql`${text(Object.entries(keys))}::json`, keys, text);
}

export function concatenated(pieces: readonly (string | Sql)[]): Sql {
  const merged: (string | Sql)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  const parts = merged.map((piece) => (typeof piece === 'string' ? literal(piece) : piece));
  return join(parts, ' || ');
}

export type SqlValue = Sql | string | number | bigint | boolean | Date | null | readonly unknown[];

function fragment(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  const parts: SqlPart[] = [];
  strings.forEach((text, i) => {
    if (text !== '') parts.push({ text });
    if (i === values.length) return;
    const value = values[i]!;
    if (value instanceof Sql) parts.push(...value.parts);
    else parts.push({ value });
  });
  return new Sql(parts);
}

const raw = (text: string): Sql => new Sql([{ text }]);

const ident = (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`);

const literal = (text: string): Sql => raw(`'${text.replaceAll("'", "''")}'`);

const ms = (at: Sql): Sql => sql`(extract(epoch from ${at}) * 1000)::float8`;

const words = (list: readonly string[]): Sql => join(list.map(literal), ', ');

const ofViewer = (
  property: keyof NonNullable<SqlEnvironment['viewer']>,
  type: 'uuid' | 'text' | 'boolean' | 'text[]',
): Sql => new Sql([{ viewer: property }, { text: `::${type}` }]);

const viewer = {
  tenantId: ofViewer('tenantId', 'uuid'),
  memberId: ofViewer('memberId', 'uuid'),
  actorId: ofViewer('actorId', 'uuid'),
  callerId: fragment`coalesce(${ofViewer('callerId', 'uuid')}, ${ofViewer('actorId', 'uuid')})`,
  actorName: ofViewer('actorName', 'text'),
  side: ofViewer('side', 'text'),
  role: ofViewer('role', 'text'),
  /** The subject of the signed link that the viewer opened; null without a link. */
  subjectId: ofViewer('subjectId', 'uuid'),
  hasFreshProof: fragment`coalesce(${ofViewer('hasFreshProof', 'boolean')}, false)`,
  /** Whether the viewer may change data by every command of its role. */
  mayWrite: fragment`('write' = any(${ofViewer('scopes', 'text[]')}))`,
} as const;
export type ViewerRef = typeof viewer;

const OF_PERSON: ReadonlySet<string> = new Set(['memberId', 'actorId', 'actorName']);

/** Whether a statement depends on the person and not only on the organization and role. */
export const asksForPerson = ({ parts }: Sql): boolean =>
  parts.some((part) => 'viewer' in part && OF_PERSON.has(part.viewer));

function join(fragments: readonly Sql[], separator: string): Sql {
  return new Sql(
    fragments.flatMap((f, i) => (i === 0 ? f.parts : [{ text: separator }, ...f.parts])),
  );
}

const and = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? raw('true')
    : join(
        conditions.map((c) => sql`(${c})`),
        ' and ',
      );

function textOf({ parts }: Sql): string {
  return parts
    .map((part) => {
      if (!('text' in part)) throw new Error('This SQL fragment has parameters');
      return part.text;
    })
    .join('');
}

/** Numbers the holes of a fragment. A named hole that is used twice is one parameter. */
function template(fragment: Sql): Template {
  const holes: Hole[] = [];
  const named = new Map<string, number>();
  const number = (hole: Hole): number => {
    if ('value' in hole) return holes.push(hole);
    const name = 'arg' in hole ? `arg.${hole.arg}` : `viewer.${hole.viewer}`;
    const at = named.get(name) ?? holes.push(hole);
    named.set(name, at);
    return at;
  };
  const text = fragment.parts
    .map((part) => ('text' in part ? part.text : `$${number(part)}`))
    .join('');
  return { text, holes };
}

const tableName = (entity: object): string => (entity as EntitySchema).meta.tableName;

/** Tagged template: splices nested `Sql` and turns every other value into a parameter. */
export const sql = Object.assign(fragment, {
  /** SQL text from the program, never from a client: column names, constants of a declaration. */
  raw,
  ident,
  /** A quoted text constant of a declaration (a state name, a prefix). */
  literal,
  /** Quoted constants of a declaration, as in `status in (…)`: the states of a machine are named there alone. */
  words,
  /** An instant as a number of milliseconds, within JSON; in a row of its own an instant is a `Date`. */
  ms,
  arg: (name: string): Sql => new Sql([{ arg: name }]),
  join,
  /** Conjunction; an empty list is `true`. */
  and,
  /** A JSON object whose parts are known, so that a selection builds the selected parts only. */
  object,
  /** The only way for a module to name a table, so that its imports show which. */
  table: (entity: object): Sql => raw(tableName(entity)),
  /** The same as text, for SQL that is built from text. */
  tableName,
  /** Numbers the holes of a fragment once, for a statement that is sent often. */
  template,
  /** The text of a fragment without holes, for helpers that build SQL from text. Throws if the fragment has a hole. */
  textOf,
  /** Pattern of `like` for a text anywhere in a value. The text's `%`, `_` and backslash have no meaning. */
  containing: (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`,
  /** Symbolic references to the viewer, so that one statement serves every viewer of a role. */
  viewer,
});

export interface SqlEnvironment {
  readonly viewer?: {
    tenantId: string;
    memberId: string | null;
    actorId: string;
    callerId?: string;
    actorName: string;
    side: string;
    role: string;
    subjectId: string | null;
    hasFreshProof?: boolean;
    scopes: readonly string[];
  };
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A statement in PostgreSQL's form: `$1` is the first of the values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Hole = Exclude<SqlPart, { readonly text: string }>;

export interface Template {
  readonly text: string;
  readonly holes: readonly Hole[];
}

export const fill = ({ holes }: Template, { viewer, args }: SqlEnvironment): unknown[] =>
  holes.map((hole) => {
    if ('value' in hole) return hole.value;
    if ('viewer' in hole) {
      if (!viewer)
        throw new Error(`SQL needs the viewer's ${hole.viewer}, but no viewer was given`);
      return viewer[hole.viewer];
    }
    if (!args || !(hole.arg in args)) throw new Error(`SQL argument "${hole.arg}" is missing`);
    return args[hole.arg];
  });

export function print(query: Sql | Template, env: SqlEnvironment = {}): Statement {
  const printed = query instanceof Sql ? template(query) : query;
  return { text: printed.text, values: fill(printed, env) };
}
