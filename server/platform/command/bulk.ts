import type { ReadColumns, Reads } from '../read/declare.ts';
import type { Entity } from '../sql/columns.ts';
import type { Bulk } from './types.ts';

export const bulkOf = <E extends Entity, A>(
  of: Reads<E, A>,
  bulk: Omit<Bulk<ReadColumns<E, A>>, 'of'>,
): Bulk => ({ ...(bulk as Omit<Bulk, 'of'>), of: of as Reads });
