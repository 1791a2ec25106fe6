/**
 * SQL as data. A `Sql` is text with typed holes; only the printer turns it into a statement, and every
 * hole becomes a numbered parameter. Client text can therefore never become SQL text.
 */
export type SqlPart =
  | { readonly text: string }
  | { readonly value: unknown }
  /** A property of the viewer, filled in per request: the statement's text does not depend on who asks. */
  | { readonly viewer: 'tenantId' | 'memberId' | 'actorId' | 'side' | 'subjectId' }
  /** A named argument of the operation, filled in per request. */
  | { readonly arg: string };

export class Sql {
  constructor(readonly parts: readonly SqlPart[]) {}
}

export type SqlValue = Sql | string | number | bigint | boolean | Date | null | readonly unknown[];

/** Tagged template: nested `Sql` is spliced in, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  const parts: SqlPart[] = [{ text: strings[0]! }];
  values.forEach((value, i) => {
    if (value instanceof Sql) parts.push(...value.parts);
    else parts.push({ value });
    parts.push({ text: strings[i + 1]! });
  });
  return new Sql(parts);
}

/** SQL text written by the program, never by a client: column names, constants of a declaration. */
export const raw = (text: string): Sql => new Sql([{ text }]);

/** A quoted identifier. */
export const ident = (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`);

/** A quoted text constant of a declaration (a state name, a prefix). */
export const literal = (text: string): Sql => raw(`'${text.replaceAll("'", "''")}'`);

export const arg = (name: string): Sql => new Sql([{ arg: name }]);

/** The viewer as SQL sees it: symbolic, so that one statement serves every viewer of a role. */
export const viewerRef = {
  tenantId: new Sql([{ viewer: 'tenantId' }, { text: '::uuid' }]),
  memberId: new Sql([{ viewer: 'memberId' }, { text: '::uuid' }]),
  actorId: new Sql([{ viewer: 'actorId' }, { text: '::uuid' }]),
  side: new Sql([{ viewer: 'side' }, { text: '::text' }]),
  /** What a link was made for; null for everybody who did not come by a link. */
  subjectId: new Sql([{ viewer: 'subjectId' }, { text: '::uuid' }]),
} as const;
export type ViewerRef = typeof viewerRef;

export function join(fragments: readonly Sql[], separator: string): Sql {
  return new Sql(
    fragments.flatMap((f, i) => (i === 0 ? f.parts : [{ text: separator }, ...f.parts])),
  );
}

/** Conjunction; an empty list is `true`. */
export const and = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? raw('true')
    : join(
        conditions.map((c) => sql`(${c})`),
        ' and ',
      );

export interface SqlEnvironment {
  readonly viewer?: {
    tenantId: string;
    memberId: string | null;
    actorId: string;
    side: string;
    subjectId: string | null;
  };
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Prints a fragment with its holes filled from `env`. A hole used twice is one parameter. */
export function print(fragment: Sql, env: SqlEnvironment = {}): Statement {
  const values: unknown[] = [];
  const named = new Map<string, number>();
  const numbered = (name: string, value: unknown): string => {
    let at = named.get(name);
    if (at === undefined) {
      at = values.push(value);
      named.set(name, at);
    }
    return `$${at}`;
  };
  const text = fragment.parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('value' in part) return `$${values.push(part.value)}`;
      if ('viewer' in part) {
        if (!env.viewer)
          throw new Error(`SQL needs the viewer's ${part.viewer}, but there is none`);
        return numbered(`viewer.${part.viewer}`, env.viewer[part.viewer]);
      }
      if (!env.args || !(part.arg in env.args))
        throw new Error(`SQL argument "${part.arg}" is missing`);
      return numbered(`arg.${part.arg}`, env.args[part.arg]);
    })
    .join('');
  return { text, values };
}

/** The text of a fragment without holes, for helpers that build SQL from text. Throws when it has one. */
export function textOf(fragment: Sql): string {
  return fragment.parts
    .map((part) => {
      if (!('text' in part)) throw new Error('This SQL fragment has parameters');
      return part.text;
    })
    .join('');
}
