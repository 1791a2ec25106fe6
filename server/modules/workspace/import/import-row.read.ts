import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { knownReason } from '../job/job-row.read.ts';
import { JobRowOutcomeEnum } from '../job/job-row.type.ts';
import { ImportRowEntity } from './import-row.entity.ts';
import { ImportRowType } from './import-row.type.ts';

export const importRow = reads(ImportRowType, ImportRowEntity, {
  id: 'imr',
  fields: {
    code: (d) => knownReason(d.code),
    cells: (d) => sql`(
      select coalesce(json_agg(json_build_object('key', c.key, 'value', c.value) order by c.key), '[]')
      from jsonb_each_text(${d.cells}) c)`,
  },
  filters: { outcome: filter.anyOf('outcome', JobRowOutcomeEnum, 'Outcomes to include.') },
  orders: { LINE: ['line', 'id'] },
  direction: 'ASC',
});
