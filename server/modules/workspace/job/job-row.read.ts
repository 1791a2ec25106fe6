import { globalId } from '../../../platform/ids.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { ReasonCodeEnum } from '../../../platform/schema/types.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { subjectPrefix } from './bulk-actions.ts';
import { JobRowEntity } from './job-row.entity.ts';
import { JobRowOutcomeEnum, JobRowType } from './job-row.type.ts';

const KNOWN = sql.raw(`'{${Object.keys(ReasonCodeEnum).join(',')}}'::text[]`);

/** SQL: a stored code, which may be of an earlier version of the product; null stays null. */
export const knownReason = (code: Sql): Sql =>
  sql`case when ${code} = any(${KNOWN}) then ${code} when ${code} is not null then 'UNKNOWN_REASON' end`;

export const jobRow = reads(JobRowType, JobRowEntity, {
  id: 'jbr',
  fields: {
    subjectId: computed.code(['subjectType', 'subjectUuid'], (row) =>
      globalId(subjectPrefix(String(row.subjectType)), String(row.subjectUuid)),
    ),
    subjectUuid: (d) => d.subjectId,
    code: (d) => knownReason(d.code),
  },
  filters: {
    outcome: filter.anyOf('outcome', JobRowOutcomeEnum, 'Outcomes to include.'),
    code: filter.values('code', () => [ReasonCodeEnum], 'Reason codes to include.'),
  },
  orders: { POSITION: ['position', 'id'] },
  direction: 'ASC',
});
