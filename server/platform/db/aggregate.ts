import {
  defineEntity,
  type EntityCtor,
  type EntityMetadataWithProperties,
  type EntitySchemaWithMeta,
  type InferEntityFromProperties,
} from '@mikro-orm/core';
import { Columns, lazily, type TableModel, tableNameOf } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { Role } from '../viewer.ts';
import { changeTrigger } from './changes.ts';
import { countedBy, countedOf, countTriggers, noteKept } from './counts.ts';
import { type Copies, copiesInPart, tieToParent } from './parent-keys.ts';
import {
  conditionsFor,
  declareParties,
  type Grant,
  type HasParties,
  namedBy,
  PARTIES,
  type Parties,
  type PartiesOf,
  type PartOf,
  partiesOf,
  partOfRole,
} from './parties.ts';
import { noteSealed, type Sealed } from './sealed.ts';
import { noteSearchText, searchIndex, tenantsIn } from './search-index.ts';
import { policiesOf } from './tenancy.ts';

type Properties = Record<string, unknown>;
type KeyOf<P extends Properties> = (keyof P)[] | undefined;
type Defined<
  N extends string,
  T extends string,
  P extends Properties,
  K extends KeyOf<P>,
> = HasParties &
  EntitySchemaWithMeta<
    N,
    T,
    InferEntityFromProperties<P, K>,
    never,
    P,
    EntityCtor<InferEntityFromProperties<P, K>>
  >;

/** Defines an entity with its parties, from which row-level security follows unless `policies` are given. */
export function aggregate<
  const N extends string,
  const T extends string,
  const P extends Properties,
  const K extends KeyOf<P> = undefined,
>(
  spec: EntityMetadataWithProperties<N, T, P, K> & {
    readonly parties: PartiesOf<NoInfer<P>> | PartOf<keyof NoInfer<P> & string>;
    readonly copies?: Copies<keyof NoInfer<P> & string>;
    /** Only triggers write the rows: the application may read them. */
    readonly writers?: 'TRIGGERS';
    /** Column with the state. The numbers of rows by state are kept, for each party and for all rows (decision 0021). */
    readonly counted?: keyof NoInfer<P> & string;
    /** Amounts of a counted entity whose sums are kept beside the numbers. */
    readonly summed?: readonly (keyof NoInfer<P> & string)[];
    /** Column with the search text. An index finds the rows of an organization that contain a text. */
    readonly searched?: keyof NoInfer<P> & string;
    /** Columns with texts sealed under SECRET_KEY, each with the purpose of its key: `npm run admin -- reseal` finds them here. */
    readonly sealed?: Sealed<keyof NoInfer<P> & string>;
  },
): Defined<N, T, P, K> {
  const {
    parties: said,
    copies = 'whole' in said ? copiesInPart(said) : null,
    writers,
    counted,
    summed = [],
    searched,
    sealed,
    ...meta
  } = spec;
  const parties = declareParties(said);
  const tableName = String(meta.tableName ?? tableNameOf(String(meta.name)));
  const security = meta.policies
    ? {}
    : { rowLevelSecurity: 'force', policies: policiesOf(parties, tableName, writers) };
  const kept = counted && { property: counted, sums: summed };
  const triggers = [
    ...(meta.triggers ?? []),
    ...changeTrigger(tableName, meta.properties as Properties),
    ...(kept ? countTriggers(tableName, kept, countedOf(tableName, parties)) : []),
  ];
  const text = searched && { property: searched, tenants: tenantsIn(parties) };
  const indexes = [...(meta.indexes ?? []), ...(text ? [searchIndex(tableName, text)] : [])];
  const described = { ...meta, tableName, ...security, triggers, indexes };
  // The overloads of `defineEntity` accept no generic literal; `Defined` declares the result.
  const entity = defineEntity(described as never) as object;
  if (copies) tieToParent(entity, copies);
  if (text) noteSearchText(entity, text);
  if (sealed) noteSealed(entity, sealed);
  if (kept) noteKept(entity, kept);
  return Object.assign(entity, { [PARTIES]: parties }) as Defined<N, T, P, K>;
}

/** The grant of an access entity: rows of another entity, whose parties are declared as `BY_ACCESS`. */
interface GrantOf<P extends Properties> {
  readonly to: HasParties;
  /** Property that names the tenant. One row exists for each tenant and granted row. */
  readonly tenant: keyof P & string;
  /** Condition on the access rows that give access; by default, every row does. */
  readonly when?: (a: Readonly<Record<keyof P & string, Sql>>) => Sql;
  readonly rep?: (
    a: Readonly<Record<keyof P & string, Sql>>,
    v: Pick<typeof sql.viewer, 'memberId'>,
  ) => Sql;
  /** Property of the granted row → the property of this entity that always has the same value. */
  readonly copies: Readonly<Record<string, keyof P & string>> & {
    readonly id: keyof P & string;
  };
}

export function grantingAccess<
  const N extends string,
  const T extends string,
  const P extends Properties,
  const K extends KeyOf<P> = undefined,
>(
  spec: EntityMetadataWithProperties<N, T, P, K> & {
    readonly parties: PartiesOf<NoInfer<P>>;
    readonly writers?: 'TRIGGERS';
    /** Column with the state. The numbers of granted rows by state are kept for each tenant. */
    readonly counted?: keyof NoInfer<P> & string;
    readonly summed?: readonly (keyof NoInfer<P> & string)[];
    readonly searched?: keyof NoInfer<P> & string;
    readonly grants: GrantOf<NoInfer<P>>;
  },
): Defined<N, T, P, K> {
  const { grants, counted, summed = [], ...declared } = spec;
  const { to, ...grant } = grants;
  const table = String(declared.tableName ?? tableNameOf(String(declared.name)));
  const when = grant.when && sql.textOf(grant.when(Columns.in('c')));
  const kept = counted && { property: counted, sums: summed };
  const triggers = kept ? countTriggers(table, kept, [countedBy(table, grant.tenant, when)]) : [];
  const meta = { ...declared, triggers: [...(declared.triggers ?? []), ...triggers] };
  // For the compiler, the rest of a generic object is no generic literal.
  const entity = aggregate(meta as never) as Defined<N, T, P, K>;
  to[PARTIES].grant = { entity, ...grant } as Grant;
  if (kept) noteKept(entity, kept);
  return entity;
}

/** Parties of a part, which copies its whole's columns; `names` maps renamed ones: `id` to `discountId`. */
export const partOf = <
  E extends PartOf['whole'] & { readonly '~entity': unknown },
  const C extends { readonly [K in keyof E['~entity'] & string]?: string },
>(
  whole: E,
  names: C,
): PartOf<C[keyof C] & string> => ({
  whole,
  // The compiler does not see that no value of C is undefined.
  names: names as never,
});

export function checkParties(entity: object, { table, columns }: TableModel): void {
  const parties = partiesOf(entity);
  const { className } = (entity as PartOf['whole']).meta;
  for (const property of columnsNamedBy(parties)) {
    const column = columns.get(property)?.column;
    if (column === undefined)
      throw new Error(
        parties.whole
          ? `${className} lacks "${property}", by which the parties of ${parties.whole.name} see it: copy it, or say in partOf which column does`
          : `${className} lacks "${property}", which its parties name`,
      );
    if (column !== Columns.nameOf(property))
      throw new Error(`${table}.${column} must be called ${Columns.nameOf(property)}`);
  }
}

function columnsNamedBy(parties: Parties): Set<string> {
  const named = new Set<string>();
  const note = (name: string): Sql => {
    named.add(name);
    return sql.raw(name);
  };
  const d = lazily(note);
  for (const party of Object.values(parties.sides)) namedBy(party, d, sql.viewer);
  for (const role of Role.all)
    if (partOfRole(parties, role)) conditionsFor(parties, role, d, sql.viewer, (id) => id);
  return named;
}
