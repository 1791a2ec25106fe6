import { globalId } from '../../platform/ids.ts';
import { code } from '../../platform/read/declare.ts';
import { readersOf } from '../../platform/read/model.ts';
import { join, literal, type Sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { withClocks } from './clocks.ts';

const prefixes = new Map(withClocks.map((life) => [life.machine.type, life.reads.spec.id]));

/** Global-id prefix of the type that a clock belongs to. Throws for a type without a life cycle. */
export function subjectPrefix(type: string): string {
  const prefix = prefixes.get(type);
  if (!prefix) throw new Error(`No life cycle of the type ${type} is listed`);
  return prefix;
}

/** Global id of what a row speaks of; it needs the row's `subjectType` and `subjectUuid`. */
export const subjectId = code(['subjectType', 'subjectUuid'], (row) =>
  globalId(subjectPrefix(String(row.subjectType)), String(row.subjectUuid)),
);

/**
 * Names of the types whose objects a role may read; a clock or an event of another would tell it of them.
 * Jobs are for the system alone: their seconds are no date in a list.
 */
export const readableBy = (role: Role): readonly string[] =>
  withClocks
    .filter(
      ({ machine, reads }) =>
        role === 'system' || (machine.type !== 'Job' && readersOf(reads).includes(role)),
    )
    .map(({ machine }) => machine.type);

/** The same as a list in SQL. */
export const readableTypes = (role: Role): Sql => join(readableBy(role).map(literal), ', ');

/** Where the portal shows an object; it knows by itself on which of its pages. */
export const pathOf = (type: string, id: string): string =>
  `/open/${type}/${globalId(subjectPrefix(type), id)}`;
