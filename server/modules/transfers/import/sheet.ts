import type { CommandDeps } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { MANIFEST_FACTS, withoutManifest } from '../export/manifest.ts';
import type { SheetFile, SheetLine } from './sheet-lines.ts';

/** An uploaded table: its header, and its rows with their line in the file. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly SheetLine[];
}

const READER = new URL('./sheet-lines.ts', import.meta.url);
/** Lines that are read beyond the rows: the header, a manifest with its empty line, and one row too many. */
const MORE = MANIFEST_FACTS.length + 3;

/**
 * Reads a CSV file in UTF-8 or GB 18030, or the first sheet of a workbook, with at most `most` rows. Refuses with
 * IMPORT_UNREADABLE, IMPORT_EMPTY or IMPORT_TOO_MANY_ROWS.
 */
export async function readSheet(
  { readApart }: Pick<CommandDeps['files'], 'readApart'>,
  { most, ...file }: SheetFile,
): Promise<Sheet> {
  const chunks = await readApart<readonly SheetLine[]>('JOB', READER, {
    ...file,
    most: most + MORE,
  });
  if (chunks === null) throw refuse('IMPORT_UNREADABLE');
  const [first, ...rest] = withoutManifest(chunks.flat());
  if (!first || rest.length === 0) throw refuse('IMPORT_EMPTY');
  if (rest.length > most) throw refuse('IMPORT_TOO_MANY_ROWS', null, { most });
  return { header: first.cells, rows: rest };
}
