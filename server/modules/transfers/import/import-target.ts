import { CATALOGS } from '../../../platform/catalogs.ts';
import type { Tx } from '../../../platform/command/types.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import type { Role } from '../../../platform/viewer.ts';

export type Cells = Readonly<Record<string, string>>;

/** A column that an import knows. Its labels are those of the catalogs. */
export interface ImportColumn {
  readonly key: string;
  readonly required: boolean;
  readonly example: string;
  /** Whether only exported lists have the column, and the template does not. */
  readonly isExported?: true;
  /** Other headers of the column. */
  readonly aliases?: readonly string[];
}

/** Command of one row, with the input that a client would send. */
export interface RowCommand {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether the row may be imported again: it makes nothing, or its command itself makes nothing twice. */
  readonly repeats?: true;
}

/** Kind of import: the columns of its file, and the command of a row. */
export interface ImportTarget {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly columns: readonly ImportColumn[];
  /** Key of what the row makes; two rows with one key are the same. */
  keyOf(cells: Cells): string;
  labelOf(cells: Cells): string;
  /** Throws CellRefusal for a cell that the command cannot take. */
  commandOf(tx: Tx, cells: Cells): RowCommand | Promise<RowCommand>;
  /** Column of a field of the command's input. */
  columnOf(field: string): string | null;
}

/** A cell that is refused before the command sees the row. */
export class CellRefusal extends Error {
  constructor(
    readonly code: ReasonCode,
    readonly column: string,
  ) {
    super(code);
  }
}

export const columnLabel = (language: 'zh' | 'en', target: string, key: string): string =>
  (CATALOGS[language] as Readonly<Record<string, string>>)[`ui.import.column.${target}.${key}`] ??
  key;

const plain = (text: string): string => text.toLowerCase().replace(/[\s*＊_-]/g, '');

/** The column that a header means: by its label in either language or its key, or else by an alias. */
function columnOfHeader(
  { name, columns }: ImportTarget,
  header: string,
  by: 'label' | 'alias',
): string | null {
  const wanted = plain(header);
  const found = columns.find(({ key, aliases = [] }) =>
    (by === 'alias'
      ? aliases
      : [key, columnLabel('zh', name, key), columnLabel('en', name, key)]
    ).some((label) => plain(label) === wanted),
  );
  return found?.key ?? null;
}

/**
 * The columns that the headers of a file mean. A column belongs to the first header with its label, or else to the
 * first with an alias.
 */
export function columnsOfHeaders(
  target: ImportTarget,
  headers: readonly string[],
): readonly (string | null)[] {
  const columns = new Map<string, number>();
  for (const by of ['label', 'alias'] as const)
    headers.forEach((header, i) => {
      const column = columnOfHeader(target, header, by);
      if (column && !columns.has(column) && ![...columns.values()].includes(i))
        columns.set(column, i);
    });
  const byHeader = new Map([...columns].map(([column, i]) => [i, column]));
  return headers.map((_, i) => byHeader.get(i) ?? null);
}

/** The word that a cell names: by its label in either language, or the word itself. Null for an empty cell. */
export function wordIn<W extends string>(
  cells: Cells,
  column: string,
  type: string,
  words: readonly W[],
): W | null {
  const text = cells[column] ?? '';
  if (text === '') return null;
  const word = words.find((one) =>
    [
      one,
      ...Object.values(CATALOGS).map(
        (catalog) => catalog[`enum.${type}.${one}` as never] as string,
      ),
    ].some((label) => plain(label) === plain(text)),
  );
  if (!word) throw new CellRefusal('UNKNOWN_WORD', column);
  return word;
}

export function required(cells: Cells, column: string): string {
  const text = cells[column];
  if (!text) throw new CellRefusal('BLANK', column);
  return text;
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/** A day such as 2026-11-25 or 2026/11/25, as "2026-11-25". */
export function dayIn(cells: Cells, column: string): string {
  const [, year, month = '', day = ''] = DAY.exec(required(cells, column)) ?? [];
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!year || Number.isNaN(Date.parse(text)) || !new Date(text).toISOString().startsWith(text))
    throw new CellRefusal('INVALID_DATE', column);
  return text;
}
