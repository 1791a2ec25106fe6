import { globalId } from '../../platform/ids.ts';
import { computed } from '../../platform/read/computed.ts';
import type { Reads } from '../../platform/read/declare.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { product, specification } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { webhookEndpointLife } from '../integrations/index.ts';
import { noteLife } from '../notes/index.ts';
import { partner } from '../partners/index.ts';
import { typesWithDeadlines } from './deadline/deadline-lives.ts';

/** Types whose events members are notified of, though they have no deadline and no part in the recent activity. */
const NOTIFIED_ONLY: readonly Reads[] = [noteLife.reads, partner, webhookEndpointLife.reads];
/** Types whose events are recent activity, though they have no deadline. */
const RECENT_ONLY: readonly Reads[] = [partner, product, specification, customer];

const prefixes = new Map(
  [...typesWithDeadlines, ...NOTIFIED_ONLY, ...RECENT_ONLY].map(({ name, spec }) => [
    name,
    spec.id,
  ]),
);

/** Returns the global-id prefix of an object's type. Throws for a type without a life cycle. */
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
 * Returns the names of the types that a role may read; a deadline or an event of another type would disclose it.
 * Jobs are left out: their deadlines of some seconds are not for a list.
 */
const readableBy = (role: Role, others: readonly Reads[] = []): readonly string[] =>
  [...typesWithDeadlines, ...others].flatMap((reads) => {
    const type = reads.name;
    const readable = role === 'system' || (type !== 'Job' && reads.readers.includes(role));
    return readable ? [type] : [];
  });

export const readableTypes = (role: Role): Sql => sql.words(readableBy(role));

/** Names of the types whose events a role reads as recent activity. */
export const recentTypes = (role: Role): readonly string[] => readableBy(role, RECENT_ONLY);

/** Names of the types that a role is notified of. */
export const notifiedOf = (role: Role): readonly string[] => readableBy(role, NOTIFIED_ONLY);

/** Path of an object in the portal, which redirects to the right page. */
export const pathOf = (type: string, id: string): string =>
  `/open/${type}/${globalId(subjectPrefix(type), id)}`;
