import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CellValue } from 'hucre/xlsx';
import { refuse } from '../../../platform/errors.ts';
import { BOM, csvLine } from './csv.ts';
import type { ExportFormat } from './export-column.ts';
import type { Value, ValueKind } from './values.ts';
import { SHEET_ROWS, xlsxCell, xlsxStream } from './xlsx.ts';

/** A table that becomes a file. */
export interface ExportTable {
  readonly name: string;
  readonly columns: readonly { readonly header: string; readonly kind: ValueKind }[];
  readonly pages: AsyncIterable<readonly (readonly Value[])[]>;
  /** Lines below the rows, after an empty one. */
  manifest(facts: TableFacts): readonly (readonly string[])[];
}

export interface TableFacts {
  readonly rows: number;
  /** SHA-256 of header and rows as CSV text without byte order mark: equal for both formats. */
  readonly sha256: string;
}

/** Lines of a sheet that are no data: header, empty line and manifest, with some to spare. */
const OTHER_LINES = 24;

/** The most rows that a file of the format shows. */
export const mostRows = (format: ExportFormat): number =>
  format === 'XLSX' ? SHEET_ROWS - OTHER_LINES : Number.POSITIVE_INFINITY;

/** One line of a file; `kinds` are absent for the manifest's. */
type Line = readonly [values: readonly Value[], kinds: readonly ValueKind[]];

/** Writes a table while its rows arrive: memory does not grow with their number. */
export function exportFile(table: ExportTable, format: ExportFormat): Readable {
  const { name, columns } = table;
  if (format === 'CSV') return Readable.from(csvChunks(table));
  return xlsxStream(name, columns, xlsxRows(table));
}

async function* csvChunks(table: ExportTable): AsyncGenerator<Buffer> {
  const headers = table.columns.map(({ header }) => header);
  yield Buffer.from(BOM + csvLine(headers, []));
  for await (const lines of linesOf(table, mostRows('CSV')))
    yield Buffer.from(lines.map(([values, kinds]) => csvLine(values, kinds)).join(''));
}

async function* xlsxRows(table: ExportTable): AsyncGenerator<CellValue[]> {
  for await (const lines of linesOf(table, mostRows('XLSX')))
    for (const [values, kinds] of lines)
      yield values.map((value, i) => xlsxCell(value, kinds[i] ?? 'TEXT'));
}

/** The lines below the header, page by page. */
async function* linesOf(
  { columns, pages, manifest }: ExportTable,
  most: number,
): AsyncGenerator<Line[]> {
  const kinds = columns.map(({ kind }) => kind);
  const hash = createHash('sha256').update(
    csvLine(
      columns.map(({ header }) => header),
      [],
    ),
  );
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    if (rows > most) throw refuse('EXPORT_TOO_LARGE', 'format', { max: most });
    hash.update(page.map((values) => csvLine(values, kinds)).join(''));
    yield page.map((values): Line => [values, kinds]);
  }
  const facts = manifest({ rows, sha256: hash.digest('hex') });
  yield [[[], []], ...facts.map((values): Line => [values, []])];
}
