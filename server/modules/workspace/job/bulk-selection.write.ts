import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { type RowSet, rowSet } from '../../../platform/read/row-set.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { subjectOf } from './bulk-rows.ts';
import type { NewRow } from './job-make.write.ts';

export const ROWS_MAX = 10_000;

/** Rows by their ids, or all rows of a list that match a filter. */
export interface Selection {
  readonly ids?: readonly string[];
  /** Versions that the caller last read, in the order of the ids. */
  readonly versions?: readonly number[];
  readonly filter?: Readonly<Record<string, unknown>>;
}

/**
 * Returns the rows of a job: those in the viewer's scope now. An id outside the scope stays in the list as
 * NOT_FOUND. Throws SELECTION_TOO_LARGE, and NOTHING_SELECTED for a filter without a match.
 */
export async function choose(tx: Tx, spec: AnyCommand, selection: Selection): Promise<NewRow[]> {
  const { ids, versions, filter } = selection;
  if ((ids === undefined) === (filter === undefined))
    throw PublicError.badInput('Give either `ids` or `filter`.');
  if (versions && versions.length !== ids?.length)
    throw PublicError.badInput('Give one version for each of the `ids`.');
  const set = rowSet(tx.domain.model(subjectOf(spec)), tx.viewer.role, filter);
  if (!set) throw PublicError.notFound();
  if (ids === undefined) return await byFilter(tx, spec, set);
  const rows = await byIds(tx, spec, set, [...new Set(ids)]);
  const seen = new Map(versions?.map((version, i) => [ids[i], version]));
  return rows.map((row) => ({ ...row, version: seen.get(row.id) ?? row.version }));
}

async function byFilter(tx: Tx, spec: AnyCommand, set: RowSet): Promise<NewRow[]> {
  const rows = await tx.rows<NewRow>(
    sql`select ${columns(spec, set.d, tx, true)} from ${set.from} where ${set.where}
      order by ${set.d.id} limit ${sql.raw(String(ROWS_MAX + 1))}`,
    set.values,
  );
  if (rows.length > ROWS_MAX) throw refuse('SELECTION_TOO_LARGE', 'filter', { max: ROWS_MAX });
  if (rows.length === 0) throw refuse('NOTHING_SELECTED', 'filter');
  return rows;
}

async function byIds(
  tx: Tx,
  spec: AnyCommand,
  set: RowSet,
  ids: readonly string[],
): Promise<NewRow[]> {
  const wanted = JSON.stringify(ids);
  const found = await tx.rows<NewRow>(
    sql`select ${columns(spec, set.d, tx, ids.length > 1)} from ${set.from} where ${set.where}
      and ${set.d.id} in (select w::uuid from jsonb_array_elements_text(${wanted}::jsonb) w)`,
    set.values,
  );
  if (found.length === 0) throw PublicError.notFound();
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? { id, label: null, version: null, code: 'NOT_FOUND' });
}

/** Columns of a row as the job stores it. Only one held decision per object is allowed. */
function columns(spec: AnyCommand, d: RowSet['d'], { domain, viewer }: Tx, many: boolean): Sql {
  const { table } = domain.model(subjectOf(spec));
  const versioned = table.columns.has('version') && 'version' in spec.input.fields;
  const { label, held, alone } = spec.bulk!;
  const codes = [
    ...(held
      ? [
          sql`when exists (select 1 from job_row w where w.subject_id = ${d.id} and w.held and w.outcome = 'WAITING')
            then ${sql.literal('DECISION_PENDING')}`,
        ]
      : []),
    ...(alone && many
      ? [sql`when ${alone.when(d, sql.viewer, viewer.role)} then ${sql.literal(alone.code)}`]
      : []),
  ];
  const code = codes.length > 0 ? sql`case ${sql.join(codes, ' ')} end` : sql.raw('null');
  return sql`${d.id} as id, ${label(d, sql.viewer, viewer.role)} as label,
    ${(versioned && d.version) || sql.raw('null::int')} as version, ${code} as code`;
}
