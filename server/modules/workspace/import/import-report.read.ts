import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Viewer } from '../../../platform/viewer.ts';

export interface RefusedRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly code: string;
  readonly column: string | null;
  readonly params: readonly { key: string; value: string }[];
}

interface ImportedFile {
  readonly label: string;
  readonly mapping: readonly { header: string }[];
  readonly target: string;
}

/** The rows that an import refused, for its requester only. */
export const importReport = (
  { db }: CommandDeps,
  viewer: Viewer,
  id: string,
): Promise<{ file: ImportedFile | undefined; rows: readonly RefusedRow[] }> =>
  db.transaction(viewer, async (tx) => {
    const [file] = await tx.rows<ImportedFile>(sql`
      select label, mapping, input->>'target' as target from job
      where id = ${id} and kind = 'IMPORT' and requester_id = ${viewer.actorId} and mapping is not null`);
    if (!file) return { file, rows: [] };
    const rows = await tx.rows<RefusedRow>(sql`
      select cells, code, faulty_column as "column", params from import_row
      where job_id = ${id} and outcome in ('REFUSED', 'FAILED') order by line`);
    return { file, rows };
  });
