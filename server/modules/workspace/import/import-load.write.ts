import { buffer } from 'node:stream/consumers';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import {
  columnsOfHeaders,
  type ImportTarget,
  importRowLimit,
  readSheet,
} from '../../transfers/index.ts';
import type { Mapping } from './import-check.write.ts';

export interface ImportedFile {
  readonly jobId: string;
  readonly name: string;
  readonly storageKey: string;
}

function mappingOf(target: ImportTarget, headers: readonly string[]): Mapping {
  const columns = columnsOfHeaders(target, headers);
  return headers.map((header, i) => ({ header, column: columns[i]! }));
}

/** Headers as keys of the cells: an empty or repeated one gets its place as name. */
const headersOf = (header: readonly string[]): string[] =>
  header.map((name, i) =>
    name === '' || header.indexOf(name) < i ? `${name || '?'} (${i + 1})` : name,
  );

const SYSTEM = systemViewer('imports');
const CHUNK = 5_000;

/** Writes the rows of a file, once: a killed load leaves nothing, because all rows are one transaction. */
export async function loadRows(
  deps: CommandDeps,
  target: ImportTarget,
  { jobId, name, storageKey }: ImportedFile,
): Promise<void> {
  const stream = await deps.files.store.get(storageKey);
  if (!stream) throw refuse('IMPORT_UNREADABLE');
  const kind = name.toLowerCase().endsWith('.csv') ? 'CSV' : 'XLSX';
  const now = deps.clock.now();
  const most = await deps.db.transaction(SYSTEM, (tx) => importRowLimit.value(tx, now), now);
  const sheet = await readSheet(deps.files, { bytes: await buffer(stream), kind, most });
  const header = headersOf(sheet.header);
  const mapping = mappingOf(target, header);
  await deps.db.transaction(
    SYSTEM,
    async (tx) => {
      for (let start = 0; start < sheet.rows.length; start += CHUNK) {
        const rows = sheet.rows.slice(start, start + CHUNK).map(({ line, cells }) => ({
          line,
          cells: Object.fromEntries(header.map((key, i) => [key, cells[i] ?? ''])),
        }));
        await tx.rows(sql`
          insert into import_row (id, created_at, job_id, tenant_id, target, line, cells, outcome, params, is_fixed)
          select gen_random_uuid(), ${now}::timestamptz, j.id, j.tenant_id, ${target.name}::text, r.line, r.cells, 'WAITING', '[]'::jsonb, false
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(line int, cells jsonb) join job j on j.id = ${jobId}`);
      }
      await tx.rows(
        sql`update job set total = ${sheet.rows.length}, mapping = ${JSON.stringify(mapping)}::jsonb where id = ${jobId}`,
      );
    },
    now,
  );
}
