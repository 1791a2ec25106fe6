import { globalId } from '../../../platform/ids.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { subjectPrefix } from './bulk-actions.ts';
import { JobRowEntity } from './job-row.entity.ts';
import { JobRowOutcomeEnum, JobRowType } from './job-row.type.ts';

export const jobRow = reads(JobRowType, JobRowEntity, {
  id: 'jbr',
  fields: {
    subjectId: computed.code(['subjectType', 'subjectUuid'], (row) =>
      globalId(subjectPrefix(String(row.subjectType)), String(row.subjectUuid)),
    ),
    subjectUuid: (d) => d.subjectId,
  },
  filters: {
    outcome: filter.anyOf('outcome', JobRowOutcomeEnum, 'Outcomes to include.'),
    code: filter.values(
      () => [String],
      'Reason codes to include.',
      (d, values) => sql`${d.code} = any(${values}::text[])`,
    ),
  },
  orders: { POSITION: ['position', 'id'] },
  direction: 'ASC',
});
