import type { EntitySchema, InferEntityFromProperties } from '@mikro-orm/core';
import { type AnyColumns, Columns, lazily } from '../sql/columns.ts';
import { type Sql, sql, type ViewerRef } from '../sql/sql.ts';
import { Role, type Side } from '../viewer.ts';

/**
 * From the parties of an entity follow its row-level policies (`tenancy.ts`), the scope of each role in FROM, and the
 * audience of events and deadlines. A side without a declaration sees nothing.
 */

export const ALL = Symbol('ALL');
/** The side sees the rows that access rows of its tenant grant; see `grantingAccess`. */
export const BY_ACCESS = Symbol('BY_ACCESS');

/** The viewer's tenant and side, known to statements and to row-level security. */
export interface TenantRef {
  readonly tenantId: Sql;
  readonly side: Sql;
}

type Properties = Record<string, unknown>;
type Column<P> = keyof P & string;
type ColumnsOf<P> = Readonly<Record<Column<P>, Sql>>;
type States<P> = {
  readonly [K in Column<P>]?: readonly InferEntityFromProperties<P & Properties>[K][];
};

export interface PartyOf<P> {
  /** Column with the side's tenant. The tenant is a party: it sees and writes the row and is notified of it. */
  readonly column?: Column<P>;
  /** The column counts only while the row is in, or not in, these states. */
  readonly in?: States<P>;
  readonly notIn?: States<P>;
  /** Rows that the side may read in addition: all, or those that fulfil a condition on its tenant or side. */
  readonly also?: typeof ALL | ((d: ColumnsOf<P>, me: TenantRef) => Sql);
  /**
   * Columns with few rows for each value. A list of one value, of an object or by a filter, also shows the rows of
   * `also`. All other lists, counts and sums, search and reports show the rows of `column` only, by its indexes. By
   * default every list shows all rows.
   */
  readonly alsoIn?: readonly Column<P>[];
  readonly roles?: readonly Role[];
  /** A condition that row-level security cannot check, such as a member's own rows. It restricts only the statement. */
  readonly narrow?: (d: ColumnsOf<P>, v: ViewerRef, role: Role) => Sql;
  /** Column by which an index finds the side's rows, if it is not `column`. */
  readonly by?: Column<P>;
  /**
   * The side has a few hundred rows by nature, such as a customer's own. They are sorted for each page, so that its
   * orderings need no index of their own.
   */
  readonly few?: true;
}

type SideOf<P> = Column<P> | typeof ALL | typeof BY_ACCESS | PartyOf<P>;
type RepOf<P> =
  | typeof ALL
  | typeof BY_ACCESS
  | Assigned<Column<P>>
  | ((d: ColumnsOf<P>, v: ViewerRef) => Sql);

/** The parties of an entity. The system sees everything and is never declared. */
export interface PartiesOf<P> {
  readonly partner?: SideOf<P>;
  /** The partner's rows that its representatives (`csp.rep`) see; by default none. */
  readonly rep?: RepOf<P>;
  readonly seller?: SideOf<P>;
  readonly customer?: SideOf<P>;
  /** Rows that a signed link shows: all, or by a condition on its subject; by default the row of the link. */
  readonly link?: typeof ALL | ((d: ColumnsOf<P>, subject: Sql) => Sql);
  readonly operator?: SideOf<P>;
  readonly reporting?: SideOf<P>;
}

/** A representative sees the rows whose column names a customer that is assigned to it. */
interface Assigned<C extends string = string> {
  readonly assigned: C;
  readonly orNone: boolean;
}

/** `orNone` adds the rows that name no customer. */
export const assignedTo = <C extends string>(
  column: C,
  { orNone = false }: { orNone?: boolean } = {},
): Assigned<C> => ({ assigned: column, orNone });

export interface Party {
  readonly column?: string;
  readonly in?: Readonly<Record<string, readonly string[]>>;
  readonly notIn?: Readonly<Record<string, readonly string[]>>;
  readonly also?: typeof ALL | ((d: AnyColumns, me: TenantRef) => Sql);
  readonly alsoIn?: readonly string[];
  readonly roles?: readonly Role[];
  readonly narrow?: (d: AnyColumns, v: ViewerRef, role: Role) => Sql;
  readonly by?: string;
  readonly few?: true;
  readonly byAccess?: true;
}

/** Access rows: each lets a tenant see a row of another table. */
export interface Grant {
  readonly entity: object;
  /** Property of the access row that names the tenant. One row exists for each tenant and id. */
  readonly tenant: string;
  readonly when?: (a: AnyColumns) => Sql;
  readonly rep?: (a: AnyColumns, v: Pick<ViewerRef, 'memberId'>) => Sql;
  /** Property of the row → property of the access row with the same value, or its visible part. */
  readonly copies: Readonly<Record<string, string>> & { readonly id: string };
}

export interface Parties {
  readonly sides: Readonly<Partial<Record<Side, Party>>>;
  readonly rep?: typeof ALL | typeof BY_ACCESS | Assigned | ((d: AnyColumns, v: ViewerRef) => Sql);
  readonly link?: typeof ALL | ((d: AnyColumns, subject: Sql) => Sql);
  readonly whole?: { readonly name: string; readonly names: Readonly<Record<string, string>> };
  /** Set by the access entity, which is declared after the entity that it grants. */
  grant?: Grant;
}

export interface PartOf<C extends string = string> {
  readonly whole: { readonly [PARTIES]: Parties; readonly meta: { readonly className: string } };
  readonly names: Readonly<Record<string, C>>;
}

export const PARTIES = Symbol('parties');
export interface HasParties {
  readonly [PARTIES]: Parties;
}

export function partiesOf(entity: object): Parties {
  const found = (entity as Partial<HasParties>)[PARTIES];
  if (!found) {
    const { name } = entity as { name?: string };
    throw new Error(`${name} does not say who has a part in its rows: define it by aggregate()`);
  }
  return found;
}

const SIDE_NAMES = ['partner', 'seller', 'customer', 'operator', 'reporting'] as const;

export function declareParties<P>(declared: PartiesOf<P> | PartOf): Parties {
  if ('whole' in declared) return declarePart(declared);
  const sides = Object.entries(declared).flatMap(([side, party]) =>
    // `Object.entries` loses the type of the values.
    (SIDE_NAMES as readonly string[]).includes(side) ? [[side, inFull(side, party as never)]] : [],
  );
  const { rep, link } = declared as Pick<Parties, 'rep' | 'link'>;
  const byAccess = sides.some(([side, party]) => side === 'partner' && (party as Party).byAccess);
  // Otherwise the condition on representatives would be ignored, and they would see all rows of their partner.
  if (rep && rep !== ALL && (rep === BY_ACCESS) !== byAccess)
    throw new Error('Representatives see rows by access exactly if their partner does');
  return { sides: Object.fromEntries(sides), ...(rep && { rep }), ...(link && { link }) };
}

function inFull(side: string, party: SideOf<Properties>): Party {
  if (typeof party === 'string') return { column: party };
  if (party === ALL) return { also: ALL };
  if (party === BY_ACCESS) return { byAccess: true };
  const { column, also } = party;
  // Without both there would be no condition, and the side would see every row.
  if (!column && !also)
    throw new Error(`The part of the ${side} names neither a column nor \`also\``);
  if (!column && (party.in || party.notIn))
    throw new Error(`The states of the ${side} count for its column only, and it names none`);
  if (party.alsoIn && !(column && typeof also === 'function'))
    throw new Error(`Lists of the ${side} without \`also\` need its column and a condition`);
  return party as Party;
}

/** The parties of a whole, expressed by the part's copies of its columns. */
function declarePart({ whole, names }: PartOf): Parties {
  const { sides, rep, link, grant } = whole[PARTIES];
  if (grant || Object.values(sides).some(({ byAccess }) => byAccess))
    throw new Error(`${whole.meta.className} is seen by access rows, which know no parts of it`);
  const here = (column: string): string => names[column] ?? column;
  const through = (d: AnyColumns): AnyColumns => lazily((column) => d[here(column)]!);
  const states = (of: Party['in']) =>
    of && Object.fromEntries(Object.entries(of).map(([column, words]) => [here(column), words]));
  const part = ({ column, also, alsoIn, roles, narrow, by, few, ...party }: Party): Party => ({
    ...(column && { column: here(column) }),
    ...(party.in && { in: states(party.in)! }),
    ...(party.notIn && { notIn: states(party.notIn)! }),
    ...(also && { also: also === ALL ? ALL : (d, me) => also(through(d), me) }),
    ...(alsoIn && { alsoIn: alsoIn.map(here) }),
    ...(roles && { roles }),
    ...(narrow && { narrow: (d, v, role) => narrow(through(d), v, role) }),
    ...(by && { by: here(by) }),
    ...(few && { few }),
  });
  const partRep = (): Parties['rep'] => {
    if (typeof rep === 'function') return (d, v) => rep(through(d), v);
    return typeof rep === 'object' ? { ...rep, assigned: here(rep.assigned) } : rep;
  };
  const shown = link ?? ownRow;
  return {
    sides: Object.fromEntries(Object.entries(sides).map(([side, party]) => [side, part(party)])),
    ...(rep && { rep: partRep()! }),
    link: shown === ALL ? ALL : (d, subject) => shown(through(d), subject),
    whole: { name: whole.meta.className, names },
  };
}

const ownRow = (d: AnyColumns, subject: Sql): Sql => sql`${d.id!} = ${subject}`;

const isOneOf = (column: Sql, words: readonly string[], not: boolean): Sql => {
  const [first, ...others] = words.map(sql.literal);
  if (others.length === 0) return sql`${column} ${sql.raw(not ? '<>' : '=')} ${first!}`;
  return sql`${column} ${sql.raw(not ? 'not in' : 'in')} (${sql.join([first!, ...others], ', ')})`;
};

/** Condition that a row names the viewer's tenant, in the states that count; null for a side without a column. */
export function namedBy(party: Party, d: AnyColumns, me: Pick<TenantRef, 'tenantId'>): Sql | null {
  if (!party.column) return null;
  const states = [
    ...Object.entries(party.in ?? {}).map(([c, words]) => isOneOf(d[c]!, words, false)),
    ...Object.entries(party.notIn ?? {}).map(([c, words]) => isOneOf(d[c]!, words, true)),
  ];
  return sql.join([sql`${d[party.column]!} = ${me.tenantId}`, ...states], ' and ');
}

export function partOfRole({ sides, rep }: Parties, role: Role): Party | null {
  const party = sides[Role.sideOf(role)];
  if (!party || (party.roles && !party.roles.includes(role))) return null;
  return role === 'csp.rep' && !rep ? null : party;
}

/** The roles of partners and sellers that see rows of an entity; null if every role of its parties does. */
export function limitedRoles(entity: object): Role[] | null {
  const parties = partiesOf(entity);
  const all = (['partner', 'seller'] as const)
    .filter((side) => parties.sides[side])
    .flatMap((side) => Role.of(side));
  const seeing = all.filter((role) => partOfRole(parties, role));
  return seeing.length < all.length ? seeing : null;
}

/** Whether a side changes only the rows that name its tenant, and reads others. */
export const readsOthers = (
  party: Party,
): party is Party & { readonly column: string; readonly also: Exclude<Party['also'], undefined> } =>
  party.column !== undefined && typeof party.also === 'function';

/** The conditions under which a role sees a row, in addition to the conditions of its access row. */
export function conditionsFor(
  parties: Parties,
  role: Role,
  d: AnyColumns,
  v: ViewerRef,
  assignment: Assignment | null,
  withAlso = true,
): Sql[] {
  const party = partOfRole(parties, role)!;
  const { narrow } = party;
  const also = withAlso ? party.also : undefined;
  const named = namedBy(party, d, v);
  const known =
    also === ALL
      ? null
      : joined([...(named ? [named] : []), ...(also ? [sql`(${also(d, v)})`] : [])], ' or ');
  const shown = Role.sideOf(role) === 'customer' ? shownByLink(parties, d, v) : null;
  return [
    joined([...(known ? [known] : []), ...(shown ? [shown] : [])], ' and '),
    role === 'csp.rep' ? ofRep(parties, d, v, assignment) : null,
    narrow ? narrow(d, v, role) : null,
  ].filter((condition): condition is Sql => condition !== null);
}

const joined = (conditions: readonly Sql[], by: ' or ' | ' and '): Sql | null => {
  if (conditions.length < 2) return conditions[0] ?? null;
  return by === ' or ' ? sql`(${sql.join(conditions, by)})` : sql.join(conditions, by);
};

/** A link shows fewer rows than its customer sees. */
const shownByLink = (parties: Parties, d: AnyColumns, v: ViewerRef): Sql | null =>
  parties.link === ALL ? null : shownTo(parties, d, v.subjectId);

const shownTo = ({ link }: Parties, d: AnyColumns, subjectId: Sql): Sql =>
  link === ALL ? sql.raw('true') : sql`(${subjectId} is null or ${(link ?? ownRow)(d, subjectId)})`;

/**
 * Condition that the link with a subject shows a row under an alias, for statements of the system that answer a link;
 * true without a link.
 */
export const linkShows = (entity: object, alias: string, subjectId: string | null): Sql =>
  shownTo(partiesOf(entity), Columns.in(alias), sql`${subjectId}::uuid`);

function ofRep(
  { rep }: Parties,
  d: AnyColumns,
  v: ViewerRef,
  assignment: Assignment | null,
): Sql | null {
  if (rep === ALL || rep === BY_ACCESS || !rep) return null;
  if (typeof rep === 'function') return rep(d, v);
  if (!assignment) throw new Error('No access entity says which customers are a representative’s');
  const column = d[rep.assigned]!;
  const assigned = assignment(column, v);
  return rep.orNone ? sql`(${column} is null or ${assigned})` : assigned;
}

/**
 * Without `use`, the statement reads the first rows of an order. `all` is for statements that use all rows of an object
 * or group all rows of the representative. `hashed` is for statements that count or sum all rows of the representative,
 * or compare the hundreds of rows that a search has found.
 */
export type Assignment = (
  id: Sql,
  v: Pick<ViewerRef, 'tenantId' | 'memberId'>,
  use?: 'all' | 'hashed',
) => Sql;

/**
 * Condition that access rows assign a row of the entity to a representative. `offset 0` forces one index look-up for
 * each row, so that a page follows the index of its order. The other uses read the access rows once, and PostgreSQL
 * joins them to the rows or compares the rows with a hash. It expects a join to leave a twentieth of the rows, and would
 * look up each; for a condition inside `nullif` it has no such estimate, and takes the hash.
 */
export function assignmentTo(granted: object): Assignment {
  const { entity, tenant, when, rep, copies } = partiesOf(granted).grant!;
  const a = Columns.in('a');
  const { tableName } = (entity as EntitySchema).meta;
  return (id, v, use) => {
    const granted = sql`${a[tenant]!} = ${v.tenantId} and ${rep!(a, v)}${when ? sql` and ${when(a)}` : sql.raw('')}`;
    const from = sql.raw(tableName);
    const among = sql`${id} in (select ${a[copies.id]!} from ${from} a where ${granted})`;
    if (use === 'hashed') return sql`nullif(${among}, false) is not null`;
    return use === 'all'
      ? among
      : sql`exists (select 1 from ${from} a where ${a[copies.id]!} = ${id} and ${granted} offset 0)`;
  };
}

export interface Audience {
  readonly partnerId: string | null;
  readonly sellerId: string | null;
  readonly customerId: string | null;
}

export function audienceOf(entity: object, row: object): Audience {
  const { sides } = partiesOf(entity);
  const values = row as Readonly<Record<string, string | null | undefined>>;
  const tenantIn = (party: Party | undefined): string | null => {
    if (!party?.column) return null;
    const holds = (of: Party['in'], wanted: boolean): boolean =>
      Object.entries(of ?? {}).every(([c, words]) => words.includes(values[c]!) === wanted);
    return holds(party.in, true) && holds(party.notIn, false)
      ? (values[party.column] ?? null)
      : null;
  };
  return {
    partnerId: tenantIn(sides.partner),
    sellerId: tenantIn(sides.seller),
    customerId: tenantIn(sides.customer),
  };
}
