import type { EntityProperty, EntitySchema, MetadataStorage } from '@mikro-orm/core';
import { tableModel } from '../sql/columns.ts';
import { PARTIES, type PartOf } from './parties.ts';

export interface Copies<C extends string = string> {
  readonly parent: object;
  /** Property of the parent, including `id` → property of the child. */
  readonly of: Readonly<Record<string, C>>;
}

/** The copied columns under their names in the parent; `reference` is the child's property for the parent's id. */
export const copiesOf = <
  E extends { readonly '~entity': unknown },
  const R extends string,
  const C extends keyof E['~entity'] & string,
>(
  parent: E,
  reference: R,
  columns: readonly C[],
): Copies<R | C> => ({
  parent,
  of: {
    id: reference,
    ...(Object.fromEntries(columns.map((column) => [column, column])) as Record<C, C>),
  },
});

/** A part copies the columns that name the parties of its whole, but not their states, which may differ. */
export function copiesInPart({ whole, names }: PartOf): Copies {
  const { sides, rep } = whole[PARTIES];
  const parties = Object.values(sides).flatMap(({ column }) => (column ? [column] : []));
  if (typeof rep === 'object') parties.push(rep.assigned);
  const copied = parties.map((column) => [column, names[column] ?? column]);
  return { parent: whole, of: { id: names.id!, ...Object.fromEntries(copied) } };
}

const copiesOfChildren = new WeakMap<object, Copies>();

/**
 * Ties child rows to their parents by a composite foreign key, unless a key column is null. MikroORM has no such key,
 * so migrations take it from {@link parentKeys}.
 */
export const tieToParent = (child: object, copies: Copies): void =>
  void copiesOfChildren.set(child, copies);

/** Omits foreign keys that a composite key implies, unless it is nullable: PostgreSQL checks each key per row. */
export function omitImpliedKeys(storage: MetadataStorage, entities: readonly EntitySchema[]): void {
  for (const child of entities) {
    const copies = copiesOfChildren.get(child);
    if (!copies) continue;
    const ours: Properties = storage.get(child).properties;
    const theirs: Properties = storage.get(copies.parent as EntitySchema).properties;
    const pairs = Object.entries(copies.of);
    if (pairs.some(([, copy]) => ours[copy]!.nullable)) continue;
    for (const [property, copy] of pairs)
      if (property === 'id' || sameTarget(theirs[property]!, ours[copy]!))
        ours[copy]!.createForeignKeyConstraint = false;
  }
}

type Properties = Readonly<Record<string, EntityProperty>>;

const sameTarget = (one: EntityProperty, other: EntityProperty): boolean =>
  Boolean(one.createForeignKeyConstraint && other.createForeignKeyConstraint) &&
  one.referencedTableName === other.referencedTableName;

/** DDL of the composite keys of these entities: one statement for each constraint, parents first. */
export function parentKeys(entities: readonly EntitySchema[]): string[] {
  const keys = new Set<string>();
  const references: string[] = [];
  for (const child of entities) {
    const copies = copiesOfChildren.get(child);
    if (!copies) continue;
    const [from, to] = [tableModel(child), tableModel(copies.parent)];
    const theirs = Object.keys(copies.of).map((property) => to.columns.get(property)!.column);
    const ours = Object.values(copies.of).map((property) => from.columns.get(property)!.column);
    const { onDelete = 'no action' } = from.columns.get(copies.of.id!)!;
    keys.add(
      `alter table "${to.table}" add constraint "${to.table}_${theirs.join('_')}_key" unique (${quoted(theirs)})`,
    );
    references.push(
      `alter table "${from.table}" add constraint "${from.table}_of_${to.table}" foreign key (${quoted(ours)}) ` +
        `references "${to.table}" (${quoted(theirs)}) on update cascade on delete ${onDelete}`,
    );
  }
  return [...keys, ...references];
}

const quoted = (columns: readonly string[]): string =>
  columns.map((column) => `"${column}"`).join(', ');
