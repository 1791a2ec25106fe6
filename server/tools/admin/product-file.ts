import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CurrencyError, money } from '../../platform/money.ts';

const REQUIRED = [
  'name',
  'sale_model',
  'product_type',
  'max_share_ratio',
  'standard_share_ratio',
] as const;
/** Columns of a specification. A consulting product has none: its cells are empty. */
const SPECIFICATION = [
  'specification_code',
  'specification_name',
  'list_price',
  'currency',
  'period',
] as const;
const OPTIONAL = [
  'floor_pay_rate',
  'supervision_template',
  'average_delivery_days',
  'lead_url',
] as const;

type Column =
  | (typeof REQUIRED)[number]
  | (typeof SPECIFICATION)[number]
  | (typeof OPTIONAL)[number];
type Cells = Readonly<Record<Column, string>>;

/** A product in the input form of `productPublish`, with the number of its first line. */
export interface FileProduct {
  readonly line: number;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Columns that must be equal in all lines of a product. */
const COMMON: readonly Column[] = [...REQUIRED, ...OPTIONAL];

const isConsulting = ({ product_type }: Cells): boolean =>
  product_type.toUpperCase() === 'CONSULTING';

/**
 * Reads a product list with one line per specification; lines with the same product name form one product.
 * Throws one sentence if the file cannot be read. `problems` has one entry per invalid line.
 */
export function readProducts(file: Uint8Array): { products: FileProduct[]; problems: string[] } {
  const problems: string[] = [];
  const rows = records(file).map(({ record, info: { lines } }) => ({ line: lines, cells: record }));
  const byName = Map.groupBy(rows, ({ cells }) => cells.name);
  for (const { line, cells } of rows) {
    for (const column of isConsulting(cells) ? REQUIRED : [...REQUIRED, ...SPECIFICATION])
      if (!cells[column]) problems.push(`Line ${line}: ${column} is empty.`);
    if (cells.currency) {
      try {
        money.parseCurrency(cells.currency);
      } catch (error) {
        if (!(error instanceof CurrencyError)) throw error;
        problems.push(`Line ${line}: ${error.message}`);
      }
    }
    const first = byName.get(cells.name)![0]!;
    const other = COMMON.find((column) => cells[column] !== first.cells[column]);
    if (other)
      problems.push(
        `Line ${line}: ${other} differs from line ${first.line}, and both are of "${cells.name}".`,
      );
  }
  const products = [...byName].map(([name, lines]) => ({
    name,
    line: lines[0]!.line,
    input: inputOf(lines.map(({ cells }) => cells)),
  }));
  return { products, problems };
}

function inputOf(rows: readonly Cells[]): Record<string, unknown> {
  const [first] = rows as [Cells];
  return {
    name: first.name,
    saleModel: first.sale_model.toUpperCase(),
    productType: first.product_type.toUpperCase(),
    maxShareRatio: first.max_share_ratio,
    standardShareRatio: first.standard_share_ratio,
    ...(first.floor_pay_rate && { floorPayRate: first.floor_pay_rate }),
    ...(first.supervision_template && {
      supervisionTemplate: first.supervision_template.toUpperCase(),
    }),
    ...(first.average_delivery_days && {
      averageDeliveryDays: Number(first.average_delivery_days),
    }),
    ...(first.lead_url && { leadUrl: first.lead_url }),
    specifications: rows
      .filter((row) => row.specification_code)
      .map((row) => ({
        code: row.specification_code,
        name: row.specification_name,
        listPrice: row.list_price,
        period: row.period.toUpperCase(),
      })),
  };
}

interface Line {
  readonly record: Cells;
  readonly info: { readonly lines: number };
}

/** Reads a file as GB 18030 if it is not valid UTF-8: Excel in China writes GB 18030. */
function textOf(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}

function records(file: Uint8Array): Line[] {
  const options = {
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    columns: header,
  } as const;
  try {
    const lines = parse(textOf(file), options) as unknown as Line[];
    if (lines.length === 0) throw new Error('The file has no lines below its header.');
    return lines.map(({ record, info }) => ({ info, record: { ...EMPTY, ...record } }));
  } catch (error) {
    if (
      !z
        .string()
        .startsWith('CSV_')
        .safeParse((error as { code?: unknown }).code).success
    )
      throw error;
    throw new Error(`The file cannot be read as CSV: ${(error as Error).message}`);
  }
}

const EMPTY = Object.fromEntries(OPTIONAL.map((column) => [column, ''])) as Pick<
  Cells,
  (typeof OPTIONAL)[number]
>;

function header(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const needed = [...REQUIRED, ...SPECIFICATION];
  const known: readonly string[] = [...needed, ...OPTIONAL];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`The column "${unknown}" is not known. The columns are ${known.join(', ')}.`);
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new Error(
      `The file lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`,
    );
  return names;
}
