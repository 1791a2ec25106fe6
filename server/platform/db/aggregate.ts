import {
  defineEntity,
  type EntityCtor,
  type EntityMetadataWithProperties,
  type EntitySchemaWithMeta,
  type InferEntityFromProperties,
} from '@mikro-orm/core';
import { columnName, lazily, type TableModel } from '../sql/columns.ts';
import { raw, type Sql, viewerRef } from '../sql/sql.ts';
import { ALL_ROLES } from '../viewer.ts';
import { type Copies, copiesInPart, tiedToParent } from './parent-keys.ts';
import {
  type Aggregate,
  conditionsFor,
  declareParties,
  type Grant,
  namedBy,
  PARTIES,
  type Parties,
  type PartiesOf,
  type PartOf,
  partiesOf,
  partOfRole,
} from './parties.ts';
import { policiesOf } from './tenancy.ts';

type Named = Record<string, unknown>;
type KeyOf<P extends Named> = (keyof P)[] | undefined;
type Defined<N extends string, T extends string, P extends Named, K extends KeyOf<P>> = Aggregate &
  EntitySchemaWithMeta<
    N,
    T,
    InferEntityFromProperties<P, K>,
    never,
    P,
    EntityCtor<InferEntityFromProperties<P, K>>
  >;

/**
 * Defines an entity together with its parties: who sees its rows, writes them and is told of them. Its row-level
 * security follows, unless it has policies written by hand.
 */
export function aggregate<
  const N extends string,
  const T extends string,
  const P extends Named,
  const K extends KeyOf<P> = undefined,
>(
  spec: EntityMetadataWithProperties<N, T, P, K> & {
    readonly parties: PartiesOf<NoInfer<P>> | PartOf<keyof NoInfer<P> & string>;
    /** Columns that repeat those of a parent; `partOf` says them by itself. */
    readonly copies?: Copies<keyof NoInfer<P> & string>;
  },
): Defined<N, T, P, K> {
  const { parties: said, copies = 'whole' in said ? copiesInPart(said) : null, ...meta } = spec;
  const parties = declareParties(said);
  const security = meta.policies
    ? {}
    : { rowLevelSecurity: 'force', policies: policiesOf(parties, String(meta.tableName)) };
  // Its overloads do not take a generic literal; `Defined` says what it returns.
  const entity = defineEntity({ ...meta, ...security } as never) as object;
  if (copies) tiedToParent(entity, copies);
  return Object.assign(entity, { [PARTIES]: parties }) as Defined<N, T, P, K>;
}

/** What an access entity grants: the rows of another one, whose parties say `BY_ACCESS`. */
interface GrantOf<P extends Named> {
  readonly to: Aggregate;
  /** Property that names the tenant; there is one row for each tenant and granted row. */
  readonly tenant: keyof P & string;
  readonly when: (a: Readonly<Record<keyof P & string, Sql>>) => Sql;
  readonly rep?: (
    a: Readonly<Record<keyof P & string, Sql>>,
    v: Pick<typeof viewerRef, 'memberId'>,
  ) => Sql;
  /** Property of the granted row → the property here that always has the same value. */
  readonly copies: Readonly<Record<string, keyof P & string>> & {
    readonly id: keyof P & string;
  };
}

/** Defines an entity whose rows say which tenant may see which row of another one. */
export function grantingAccess<
  const N extends string,
  const T extends string,
  const P extends Named,
  const K extends KeyOf<P> = undefined,
>(
  spec: EntityMetadataWithProperties<N, T, P, K> & {
    readonly parties: PartiesOf<NoInfer<P>>;
    readonly grants: GrantOf<NoInfer<P>>;
  },
): Defined<N, T, P, K> {
  const { grants, ...meta } = spec;
  const { to, ...grant } = grants;
  // The rest of a generic object is no generic literal to the compiler.
  const entity = aggregate(meta as never) as Defined<N, T, P, K>;
  to[PARTIES].grant = { entity, ...grant } as Grant;
  return entity;
}

/**
 * The parties of a part are those of its whole, by copies of the columns that those name; `names` says which
 * column here copies a column of the whole under another name, as `discountId` copies `id`.
 */
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

/** Throws for an entity that says nothing of its parties, or names columns for them that it has not. */
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
    if (column !== columnName(property))
      throw new Error(`${table}.${column} must be called ${columnName(property)}`);
  }
}

/** All properties of an entity by which its parties are found. */
function columnsNamedBy(parties: Parties): Set<string> {
  const named = new Set<string>();
  const note = (name: string): Sql => {
    named.add(name);
    return raw(name);
  };
  const d = lazily(note);
  for (const party of Object.values(parties.sides)) namedBy(party, d, viewerRef);
  for (const role of ALL_ROLES)
    if (partOfRole(parties, role)) conditionsFor(parties, role, d, viewerRef, (id) => id);
  return named;
}
