import { actions } from '../../../platform/read/actions.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Role } from '../../../platform/viewer.ts';
import { transferFile } from '../../transfers/index.ts';
import { importRow } from '../import/import-row.read.ts';
import { actionsOf, reversibleActions } from './bulk-actions.ts';
import { JobEntity } from './job.entity.ts';
import { IMPORT_ROLES, jobMachine, VOID_STATES } from './job.machine.ts';
import { JobKindEnum, JobStatusEnum, JobType } from './job.type.ts';
import { jobRow, knownReason } from './job-row.read.ts';

const reversible = sql.words(reversibleActions);

/** Actions of the jobs that a role may start. Every role exports. */
const startedBy = (role: Role): Sql =>
  sql.words([
    'exportStart',
    ...actionsOf(role),
    ...(IMPORT_ROLES.some((one) => one === role) ? ['importStart'] : []),
  ]);

const jobActions = actions(jobMachine, JobEntity, {
  notReversible: (d) => sql`${d.kind} = 'UNDO' or ${d.action} not in (${reversible}) or not exists (
    select 1 from job_row r where r.job_id = ${d.id} and r.outcome = 'DONE' and r.remembered is not null)`,
  notMine: (d, v) => sql`${d.requesterId} is distinct from ${v.actorId}`,
  notMineNorOfRole: (d, v, role) =>
    sql`${d.requesterId} is distinct from ${v.actorId} and ${d.action} not in (${startedBy(role)})`,
  nothingReady: (d) => sql`not exists (
    select 1 from import_row r where r.job_id = ${d.id} and r.outcome = 'READY')`,
  undone: (d) => sql`exists (
    select 1 from job u where u.undoes_id = ${d.id} and u.status not in (${sql.words(VOID_STATES)}))`,
});

/** SQL: the rows of a job counted by outcome and reason. */
export const resultsOf = (jobId: Sql): Sql => sql`(
  select coalesce(json_agg(json_build_object('outcome', g.outcome, 'code', g.code, 'count', g.n)
    order by g.outcome, g.n desc, g.code), '[]')
  from (select r.outcome, r.code, count(*)::int as n from (
    select outcome, code from job_row where job_id = ${jobId}
    union all select outcome, code from import_row where job_id = ${jobId}) r group by 1, 2) g)`;

/** Jobs are visible to the organization, so that colleagues see them; a rep sees only jobs of the rep. */
export const job: Reads<typeof JobEntity> = reads(JobType, JobEntity, {
  id: 'job',
  fields: {
    viewerActions: jobActions,
    isMine: (d, v) => sql`${d.requesterId} = ${v.actorId}`,
    done: (d) => sql`case when ${d.finishedAt} is not null then ${d.total}
      when ${d.kind} = 'EXPORT' then ${d.progress}
      when ${d.kind} = 'IMPORT' then (select count(*)::int from import_row r where r.job_id = ${d.id}
        and r.outcome <> case when ${d.committedAt} is null then 'WAITING' else 'READY' end)
      else (select count(*)::int from job_row r where r.job_id = ${d.id} and r.outcome <> 'WAITING') end`,
    target: (d) => sql`${d.input}->>'target'`,
    mapping: (d) => sql`coalesce(${d.mapping}, '[]')`,
    results: (d) => sql`(
      select coalesce(json_agg(json_build_object('outcome', r->>'outcome', 'code', ${knownReason(sql.raw("(r->>'code')"))}, 'count', r->'count')), '[]')
      from json_array_elements(coalesce(${d.results}::json, ${resultsOf(d.id)})) r)`,
  },
  relations: {
    rows: relation.page(() => jobRow, 'jobId', 'Rows of the job, in order.'),
    importRows: relation.page(
      () => importRow,
      'jobId',
      'Rows of an import, in the order of the file.',
    ),
    file: relation.one(
      () => transferFile,
      'fileId',
      "File of an export; null for other jobs, and for everyone but the export's requester.",
    ),
    undoes: relation.one(
      () => job,
      'undoesId',
      'Job that this one undoes; null if it undoes none.',
    ),
  },
  filters: {
    isMine: filter.holds(
      (d, v) => sql`${d.requesterId} = ${v.actorId}`,
      'Whether the viewer requested the job.',
    ),
    status: filter.anyOf('status', JobStatusEnum, 'States to include.'),
    kind: filter.anyOf('kind', JobKindEnum, 'Kinds to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    job: { one: 'One job.' },
    jobs: { page: "Jobs in the viewer's scope, newest first." },
  },
});
