import { GraphQLString } from 'graphql';
import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { deadlineOutcome } from './deadline-outcome.read.ts';
import { DeadlineOutcomeEnum } from './deadline-outcome.type.ts';

const ended =
  (outcome: keyof typeof DeadlineOutcomeEnum) =>
  (d: Columns<'outcome'>): Sql =>
    sql`(${d.outcome} = ${sql.literal(outcome)})::int`;

/** Deadlines kept (domain §7, Reporting), by the month in which they expired or would have. */
export const deadlineReport = report({
  name: 'deadlineReport',
  description:
    'Ended deadlines by object, side and month: answered in time, late, or lapsed (时限履约).',
  over: deadlineOutcome,
  roles: Role.of('partner', 'seller', 'operator', 'reporting'),
  time: 'dueAt',
  dimensions: {
    subjectType: dimension.column('subjectType', GraphQLString, 'SDL type of the object.'),
    actsSide: dimension.column('actsSide', ActingSideEnum, 'Side that had to act.'),
    outcome: dimension.column('outcome', DeadlineOutcomeEnum, 'Outcome.'),
  },
  filters: ['outcome', 'actsSide', 'subjectType', 'dueWithin'],
  measures: {
    deadlineCount: measure.count('Number of ended deadlines.'),
    inTimeCount: measure.count('Number that were answered in time.', ended('IN_TIME')),
    lateCount: measure.count('Number that were answered late.', ended('LATE')),
    lapsedCount: measure.count('Number that passed without an answer.', ended('LAPSED')),
    withdrawnCount: measure.count('Number that needed no answer any more.', ended('WITHDRAWN')),
    medianLeftSeconds: measure.median<'outcome' | 'dueAt' | 'endedAt'>(
      (d) =>
        sql`case when ${d.outcome} in ('IN_TIME', 'LATE') then extract(epoch from ${d.dueAt} - ${d.endedAt}) end`,
      'Median of the time left at the answer, in seconds; negative if it was late, null without answers.',
    ),
  },
  views: { deadlines_by_month: ['month', 'subjectType', 'actsSide', 'outcome'] },
});
