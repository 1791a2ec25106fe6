import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { calendar } from '../../../platform/calendar.ts';
import { refuse } from '../../../platform/errors.ts';
import type { FileCode, ReasonCode } from '../../../platform/reasons.ts';

/** Validated line of a customer list. Null for an empty cell. */
export interface ImportRow {
  readonly line: number;
  readonly name: string;
  readonly cloudAccount: string | null;
  readonly upstreamId: string | null;
  readonly customerType: 'PERSON' | 'COMPANY' | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly contactMail: string | null;
  readonly registeredAt: Date | null;
  readonly tags: readonly string[] | null;
}

/**
 * Reason why a line was not loaded: a code of the message catalog, and the column if one cell is at fault.
 */
export interface ImportProblem {
  readonly line: number;
  readonly code: FileCode | ReasonCode;
  readonly column: string | null;
}

/** Columns of a customer list. A row needs a name and one of the two keys. */
export const IMPORT_COLUMNS = {
  name: 'Name of the company or person. Required.',
  cloud_account: 'Account name; finds the customer again. This or upstream_id is required.',
  upstream_id: 'Id of the account upstream; finds the customer again.',
  type: 'COMPANY (default) or PERSON.',
  contact_name: 'Name of the contact.',
  contact_phone: 'Telephone: digits, spaces, dashes, a leading plus.',
  contact_mail: 'Mail address.',
  registered_at: 'Day the account was registered: YYYY-MM-DD, in Asia/Shanghai.',
  tags: 'Labels, separated by semicolons.',
} as const;
type Column = keyof typeof IMPORT_COLUMNS;
type Cells = Readonly<Partial<Record<Column, string>>>;

const why = (code: ImportProblem['code']): ImportProblem['code'] => code;
const short = (max: number) => z.string().max(max, why('TOO_LONG'));

const checks: Readonly<Record<Column, z.ZodType<unknown>>> = {
  name: short(120).min(1, why('BLANK')),
  cloud_account: short(64).regex(/^\S*$/, why('INVALID_FORMAT')),
  upstream_id: short(64).regex(/^\S*$/, why('INVALID_FORMAT')),
  type: z.string().refine((text) => ['', 'PERSON', 'COMPANY'].includes(text), why('TYPE_UNKNOWN')),
  contact_name: short(80),
  contact_phone: short(30).regex(/^(\+?\d[\d -]{4,24})?$/, why('INVALID_PHONE')),
  contact_mail: short(254).refine(
    (text) => text === '' || z.email().safeParse(text).success,
    why('INVALID_MAIL'),
  ),
  registered_at: z
    .string()
    .refine((text) => text === '' || dayOf(text) !== null, why('INVALID_DATE')),
  tags: z
    .string()
    .refine(
      (text) => tagsOf(text).length <= 20 && tagsOf(text).every((tag) => tag.length <= 30),
      why('TOO_LONG'),
    ),
};

function dayOf(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return calendar.instantAt(text);
  } catch {
    return null;
  }
}

const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[;；]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/**
 * Parses a customer list. Throws FILE_UNREADABLE, COLUMN_UNKNOWN or COLUMN_MISSING for the file as a whole;
 * any other problem is reported for its line.
 */
export function parseCustomers(
  file: Uint8Array,
  now: Date,
): { rows: ImportRow[]; problems: ImportProblem[] } {
  const rows: ImportRow[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const { record, info } of records(textOf(file))) {
    const line = info.lines;
    const cells = Object.fromEntries(
      Object.entries(record).map(([name, value]) => [name, value.trim()]),
    ) as Cells;
    const problem = problemOf(cells, now);
    const row = rowOf(line, cells);
    const keys = [
      row.cloudAccount && `account ${row.cloudAccount}`,
      row.upstreamId && `upstream ${row.upstreamId}`,
    ].filter((key) => key !== null);
    if (problem) problems.push({ line, ...problem });
    else if (keys.some((key) => seen.has(key)))
      problems.push({ line, code: 'TWICE_IN_FILE', column: null });
    else rows.push(row);
    for (const key of keys) seen.add(key);
  }
  return { rows, problems };
}

function problemOf(cells: Cells, now: Date): Omit<ImportProblem, 'line'> | null {
  for (const column of Object.keys(checks) as Column[]) {
    const checked = checks[column].safeParse(cells[column] ?? '');
    if (!checked.success)
      return { code: checked.error.issues[0]!.message as ImportProblem['code'], column };
  }
  if (!cells.cloud_account && !cells.upstream_id)
    return { code: 'KEY_MISSING', column: 'cloud_account' };
  const registered = dayOf(cells.registered_at ?? '');
  return registered && registered > now ? { code: 'INVALID_DATE', column: 'registered_at' } : null;
}

function rowOf(line: number, cells: Cells): ImportRow {
  const cell = (column: Column): string | null => cells[column] || null;
  return {
    line,
    name: cells.name ?? '',
    cloudAccount: cell('cloud_account')?.toLowerCase() ?? null,
    upstreamId: cell('upstream_id'),
    customerType: cell('type') as ImportRow['customerType'],
    contactName: cell('contact_name'),
    contactPhone: cell('contact_phone'),
    contactMail: cell('contact_mail')?.toLowerCase() ?? null,
    registeredAt: dayOf(cells.registered_at ?? ''),
    tags: cells.tags ? tagsOf(cells.tags) : null,
  };
}

/** Excel in China writes GB 18030. UTF-8 is tried first, because GB 18030 text is hardly ever valid UTF-8. */
function textOf(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function records(text: string): Line[] {
  try {
    return parse(text, {
      bom: true,
      columns: checkedHeader,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
    throw refuse.file('FILE_UNREADABLE', { reason: (error as Error).message });
  }
}

function checkedHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !(name in IMPORT_COLUMNS));
  if (unknown !== undefined) throw refuse.file('COLUMN_UNKNOWN', { column: unknown });
  if (!names.includes('name')) throw refuse.file('COLUMN_MISSING', { column: 'name' });
  if (!names.includes('cloud_account') && !names.includes('upstream_id'))
    throw refuse.file('COLUMN_MISSING', { column: 'cloud_account' });
  return names;
}
