import type { EntitySchema } from '@mikro-orm/core';
import { Columns } from '../sql/columns.ts';

/** Properties with sealed texts, each with the purpose of its key. */
export type Sealed<K extends string> = Readonly<Partial<Record<K, string>>>;

const SEALED = Symbol('sealed');

/** Attaches the sealed columns to an entity. */
export const sealing = (entity: object, sealed: Sealed<string> | undefined): void =>
  void Object.assign(entity, { [SEALED]: sealed });

export interface SealedColumn {
  readonly entity: EntitySchema;
  readonly column: string;
  /** Purpose of the key. */
  readonly purpose: string;
}

/** All columns of the domain whose texts are sealed under SECRET_KEY. */
export const sealedColumns = (entities: readonly EntitySchema[]): SealedColumn[] =>
  entities.flatMap((entity) =>
    Object.entries((entity as { [SEALED]?: Sealed<string> })[SEALED] ?? {}).map(
      ([property, purpose]) => ({ entity, column: Columns.nameOf(property), purpose: purpose! }),
    ),
  );
