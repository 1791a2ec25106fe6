import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import { PublicError } from '../../../platform/errors.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Filter, reads, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { assigned } from '../../customers/index.ts';
import { recentTypes, subjectId } from '../subjects.ts';
import { EventType } from './event.type.ts';

const ROLES = Role.of('partner', 'seller', 'operator');
const TYPES = new Set(ROLES.flatMap(recentTypes));

/** Events of types that the role may read. A rep sees no event without a customer, which may be the object itself. */
const known: SqlOf<'subjectType' | 'subjectId' | 'customerId'> = (d, v, role) =>
  sql.and([
    sql`${d.subjectType} in (${sql.words(recentTypes(role))})`,
    ...(role === 'csp.rep'
      ? [
          sql`(${d.customerId} is not null or (${d.subjectType} = 'Customer' and ${assigned(d.subjectId, v)}))`,
        ]
      : []),
  ]);

/** The part that the lists of events of all objects have in common: their rows, readers and objects. */
export const eventsOfAll = {
  roles: ROLES,
  rows: known,
  fields: {
    subjectId,
    changes: tracked.visible,
    subjectUuid: (d: Columns<'subjectId'>) => d.subjectId,
    subject: computed.subject('subjectType', 'subjectUuid'),
  },
};

const ofTypes = filter.values(
  'subjectType',
  () => [String],
  'SDL types of the objects whose events to include, as in `subjectType`. A type without events is refused.',
);

/** A misspelt type would find nothing, and a program would wait for its events for ever. */
const subjectType: Filter<'subjectType'> = {
  ...ofTypes,
  params: (types) => {
    if (!(types as string[]).every((type) => TYPES.has(type)))
      throw PublicError.badInput('`subjectType` names a type without events.');
    return ofTypes.params(types);
  },
};

/** Events of all objects that the viewer may read, for programs that follow them. */
export const event = reads(EventType, DomainEventEntity, {
  id: 'evt',
  unfollowed: 'Events never change. Their list is in the order in which they were recorded.',
  ...eventsOfAll,
  filters: {
    subjectType,
    event: filter.values('event', () => [String], 'Names of events to include, as in `event`.'),
    subjectId: filter.idsOfAny(
      'Global ids of objects, of any type, whose events to include.',
      (d, ids) => sql`${d.subjectId} = any(${ids}::uuid[])`,
    ),
  },
  orders: { RECORDED: ['recordedAt', 'id'] },
  direction: 'ASC',
  roots: {
    events: {
      page: "Events in the viewer's scope, in the order in which they were recorded, for a program that follows them. The list ends before the oldest event that is still being written. A reader that continues after its last cursor therefore gets each event exactly once; `last: 1` gives the cursor from which to follow new events. A distributor gets none of its sub-distributors: it follows `partnerBindings` and `exclusiveDiscounts` by `partnerId`, in the order UPDATED.",
    },
  },
});
