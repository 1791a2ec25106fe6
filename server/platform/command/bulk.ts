import type { ReadColumns, Reads } from '../read/declare.ts';
import type { Entity } from '../sql/columns.ts';
import type { AnyCommand, Bulk } from './types.ts';

/** Declares that a command can run on many of these objects. */
export const bulkOf = <E extends Entity, A>(
  _of: Reads<E, A>,
  bulk: Bulk<ReadColumns<E, A>>,
): Bulk => bulk as Bulk;

/** The type whose rows a command changes: the first object of its payload. */
export function subjectOf(spec: AnyCommand): Reads {
  const [subject] = Object.values(spec.payload);
  if (!subject) throw new Error(`${spec.name} has no object to run on`);
  return subject();
}
