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

const CHUNK = 1_000;

/** The file of an import; undefined for everyone but its requester. */
export const importedFile = (
  { db }: CommandDeps,
  viewer: Viewer,
  id: string,
): Promise<ImportedFile | undefined> =>
  db.transaction(viewer, async (tx) => {
    const [file] = await tx.rows<ImportedFile>(sql`
      select label, mapping, input->>'target' as target from job
      where id = ${id} and kind = 'IMPORT' and requester_id = ${viewer.actorId} and mapping is not null`);
    return file;
  });

/**
 * The rows that an import refused, in chunks. The next one is read when the reader has taken the last: a slow download
 * of a long report keeps no memory.
 */
export async function* refusedRows(
  { db }: CommandDeps,
  viewer: Viewer,
  id: string,
): AsyncGenerator<readonly RefusedRow[]> {
  let last = 0;
  for (;;) {
    const rows = await db.transaction(viewer, (tx) =>
      tx.rows<RefusedRow & { readonly line: number }>(sql`
        select line, cells, code, faulty_column as "column", params from import_row
        where job_id = ${id} and outcome in ('REFUSED', 'FAILED') and line > ${last}
        order by line limit ${CHUNK}`),
    );
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)!.line;
  }
}
