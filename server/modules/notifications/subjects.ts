import type { LifeCycle } from '../../platform/command/types.ts';
import { globalId } from '../../platform/ids.ts';
import { computed } from '../../platform/read/computed.ts';
import { readersOf } from '../../platform/read/model.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { noteLife } from '../notes/index.ts';
import { withClocks } from './clocks.ts';

/** Types whose events members are notified of, though they have no clock and no part in the recent activity. */
const NOTIFIED_ONLY: readonly LifeCycle[] = [noteLife];

const prefixes = new Map(
  [...withClocks, ...NOTIFIED_ONLY].map((life) => [life.machine.type, life.reads.spec.id]),
);

/** Returns the global-id prefix of a clock's type. Throws for a type without a life cycle. */
export function subjectPrefix(type: string): string {
  const prefix = prefixes.get(type);
  if (!prefix) throw new Error(`The type ${type} has no life cycle`);
  return prefix;
}

/** Global id of a row's object; needs `subjectType` and `subjectUuid` of the row. */
export const subjectId = computed.code(['subjectType', 'subjectUuid'], (row) =>
  globalId(subjectPrefix(String(row.subjectType)), String(row.subjectUuid)),
);

/**
 * Returns the names of the types that a role may read; a clock or an event of another type would disclose it.
 * Jobs are left out: their clocks of some seconds are not deadlines for a list.
 */
const readableBy = (role: Role, lives: readonly LifeCycle[] = withClocks): readonly string[] =>
  lives
    .filter(
      ({ machine, reads }) =>
        role === 'system' || (machine.type !== 'Job' && readersOf(reads).includes(role)),
    )
    .map(({ machine }) => machine.type);

export const readableTypes = (role: Role): Sql => sql.join(readableBy(role).map(sql.literal), ', ');

/** Names of the types that a role is notified of. */
export const notifiedOf = (role: Role): readonly string[] =>
  readableBy(role, [...withClocks, ...NOTIFIED_ONLY]);

/** Path of an object in the portal, which redirects to the right page. */
export const pathOf = (type: string, id: string): string =>
  `/open/${type}/${globalId(subjectPrefix(type), id)}`;
