import { DeadlineOutcomeEntity } from '../../../platform/jobs/deadline-outcome.entity.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { readableTypes, subjectId } from '../subjects.ts';
import { DeadlineOutcomeEnum, DeadlineOutcomeType } from './deadline-outcome.type.ts';

export const deadlineOutcome = reads(DeadlineOutcomeType, DeadlineOutcomeEntity, {
  id: 'dlo',
  unfollowed: 'An outcome changes with its record.',
  rows: (d, _v, role) => sql`${d.subjectType} in (${readableTypes(role)})`,
  fields: {
    subjectId,
    subjectUuid: (d) => d.subjectId,
    subject: computed.subject('subjectType', 'subjectUuid'),
    isMine: (d, v) => sql`(${d.actsSide} = upper(${v.side}))`,
  },
  filters: {
    outcome: filter.anyOf('outcome', DeadlineOutcomeEnum, 'Outcomes to include.'),
    actsSide: filter.anyOf('actsSide', ActingSideEnum, 'Sides that had to act.'),
    subjectType: filter.values(
      'subjectType',
      () => [String],
      'SDL types of the objects to include.',
    ),
    dueWithin: filter.range('dueAt', 'Range of expiry times.'),
  },
  orders: { DUE: ['dueAt', 'id'] },
  roots: {
    deadlineOutcome: { one: 'One ended deadline.' },
    deadlineOutcomes: { page: "Ended deadlines in the viewer's scope, latest expiry first." },
  },
});
