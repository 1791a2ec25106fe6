import { DeadlineEntity } from '../../../platform/jobs/deadline.entity.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { billsObjects, customersObjects, ordersObjects } from '../objects-of.read.ts';
import { readableTypes, subjectId } from '../subjects.ts';
import { DeadlineType } from './deadline.type.ts';
import { deadlineLives } from './deadline-lives.ts';

/** A running deadline whose object the role may read. */
const running: SqlOf<'firedAt' | 'event' | 'subjectType'> = (d, _v, role) =>
  sql.and([
    sql`${d.firedAt} is null`,
    // A reminder is not a date by which something happens.
    sql`(${d.event} is null or ${d.event} not like 'remind-%')`,
    sql`${d.subjectType} in (${readableTypes(role)})`,
  ]);

/**
 * SQL rows of the roles that can act before a deadline expires: role, type and event of the deadline, '' for a
 * reminder.
 */
function actors(): Sql {
  const rows = deadlineLives.flatMap(({ machine: { type, actors: all } }) =>
    all.map(({ role, event }) => [role, type, event ?? '']),
  );
  const unique = new Map(rows.map((row) => [row.join(), row]));
  return sql.join(
    [...unique.values()].map((row) => sql`(${sql.words(row)})`),
    ', ',
  );
}

/** Running deadlines in the viewer's scope, soonest first. An expired one belongs to the history and is not listed. */
export const deadline = reads(DeadlineType, DeadlineEntity, {
  id: 'due',
  unfollowed: 'A deadline changes with its record.',
  rows: running,
  fields: {
    subjectId,
    subjectUuid: (d) => d.subjectId,
    subject: computed.subject('subjectType', 'subjectUuid'),
    amount: computed.money('amountMinor'),
    isProvisional: (d) =>
      sql`(${d.kind} = 'BUSINESS_DAYS' and (${computed.provisional(d.dueAt)} or ${computed.provisional(d.countedFrom)}))`,
  },
  filters: {
    isMine: filter.holds(
      (d, v) =>
        sql`${d.actsSide} = upper(${v.side}) and (${v.role}, ${d.subjectType}, coalesce(${d.event}, '')) in (${actors()})`,
      "Whether the viewer's side must act and the viewer's role may.",
    ),
    customerId: customersObjects,
    orderId: ordersObjects,
    partnerId: filter.ids('partnerId', () => partner, 'Partners whose deadlines to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers whose deadlines to include.'),
    billId: billsObjects,
    subjectId: filter.idsOfAny(
      'Global ids of objects, of any type, whose deadlines to include.',
      (d, ids) => sql`${d.subjectId} = any(${ids}::uuid[])`,
    ),
    dueWithin: filter.range('dueAt', 'Range of expiry times.'),
  },
  orders: { DUE: ['dueAt', 'id'] },
  direction: 'ASC',
  roots: {
    deadline: { one: 'One running deadline.' },
    deadlines: { page: "Running deadlines in the viewer's scope, soonest first." },
  },
});
