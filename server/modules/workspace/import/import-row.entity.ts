import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Role } from '../../../platform/viewer.ts';
import { JobEntity } from '../job/job.entity.ts';

export const IMPORT_ROW_OUTCOMES = [
  'WAITING',
  'READY',
  'REFUSED',
  'DONE',
  'FAILED',
  'SKIPPED',
] as const;

type RowColumns = Readonly<Record<'jobId', Sql>>;
const ofRequester = (d: RowColumns, v: typeof sql.viewer): Sql =>
  sql`exists (select 1 from job j where j.id = ${d.jobId} and j.requester_id = ${v.actorId})`;

/** The cells hold all columns of the file, with contacts that other roles read masked. */
const ofRequesterOrHead = (d: RowColumns, v: typeof sql.viewer, role: Role): Sql =>
  role === 'csp.owner' || role === 'csp.manager' ? sql`true` : ofRequester(d, v);

/**
 * Row of an imported file. A row that was done has the key of what it made, which no second row of the organization
 * may have: a file that is imported again makes nothing twice. The key is null if the command itself refuses that.
 */
export const ImportRowEntity = aggregate({
  name: 'ImportRow',
  parties: {
    partner: { column: 'tenantId', narrow: ofRequesterOrHead },
    rep: ofRequester,
    seller: { column: 'tenantId', narrow: ofRequester },
    operator: { column: 'tenantId', narrow: ofRequester },
  },
  copies: copiesOf(JobEntity, 'jobId', ['tenantId']),
  properties: {
    ...p.base(),
    jobId: () => p.ref(JobEntity).deleteRule('cascade'),
    tenantId: p.uuid(),
    target: p.text(),
    /** Line in the file. */
    line: p.integer(),
    /** Texts of the cells, by header. */
    cells: p.json<Readonly<Record<string, string>>>(),
    label: p.text().nullable(),
    rowKey: p.text().nullable(),
    outcome: p.word(IMPORT_ROW_OUTCOMES),
    code: p.text().nullable(),
    /** Column whose cell is at fault. */
    faultyColumn: p.text().nullable(),
    params: p.json<{ key: string; value: string }[]>().default('[]'),
    /** Object that the row made. */
    subjectId: p.uuid().nullable(),
    isFixed: p.boolean().default(false),
    doneAt: p.instant().nullable(),
  },
  indexes: [
    { name: 'import_row_place', properties: ['jobId', 'line', 'id'] },
    { name: 'import_row_outcome', properties: ['jobId', 'outcome', 'line', 'id'] },
    { name: 'import_row_key', properties: ['jobId', 'rowKey', 'line'] },
    {
      name: 'import_row_once',
      expression: `create unique index import_row_once on import_row (tenant_id, target, row_key) where outcome = 'DONE'`,
    },
  ],
  checks: [
    {
      name: 'import_row_reason',
      expression: `(outcome in ('REFUSED', 'FAILED')) <= (code is not null)`,
    },
  ],
});
export type ImportRow = InferEntity<typeof ImportRowEntity>;
