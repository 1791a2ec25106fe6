import type { EntitySchema } from '@mikro-orm/core';
import { Columns } from '../sql/columns.ts';

/** Properties with sealed texts, each with the purpose of its key. */
export type Sealed<K extends string> = Readonly<Partial<Record<K, string>>>;

const sealings = new WeakMap<object, Sealed<string>>();

export const noteSealed = (entity: object, sealed: Sealed<string>): void =>
  void sealings.set(entity, sealed);

export interface SealedColumn {
  readonly entity: EntitySchema;
  readonly column: string;
  /** Purpose of the key. */
  readonly purpose: string;
}

/** All columns of the domain whose texts are sealed under SECRET_KEY. */
export const sealedColumns = (entities: readonly EntitySchema[]): SealedColumn[] =>
  entities.flatMap((entity) =>
    Object.entries(sealings.get(entity) ?? {}).map(([property, purpose]) => ({
      entity,
      column: Columns.nameOf(property),
      purpose: purpose!,
    })),
  );
