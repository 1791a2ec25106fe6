import { randomBytes } from 'node:crypto';
import { getOperationAST } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { calendar } from '../../../platform/calendar.ts';
import { DAY } from '../../../platform/clock.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { KINDS } from '../../../platform/files/kinds.ts';
import { rowSet } from '../../../platform/read/row-set.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  type ExportColumn,
  type ExportFormat,
  ExportFormatEnum,
  exportColumn,
  exportDays,
  exportQuery,
  mostRows,
  TransferFileEntity,
  type TransferLanguage,
  TransferLanguageEnum,
} from '../../transfers/index.ts';
import { JOB_ROLES, WAITING_STATES } from '../job/job.machine.ts';
import { job } from '../job/job.read.ts';
import { makeJob } from '../job/job-make.write.ts';

/** Input of an export, as its job keeps it. */
export interface ExportInput {
  readonly list: string;
  readonly title: string;
  readonly format: ExportFormat;
  readonly language: TransferLanguage;
  readonly columns: readonly ExportColumn[];
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly filterText?: string | undefined;
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
}

const NAME = 'exportStart';
/** Exports of one organization that wait or run: the others of the installation wait for them. */
const MOST_OPEN = 10;

const start = command({
  name: NAME,
  description:
    'Starts a job that writes all rows of a list to a file (导出): the rows that the viewer sees and the filter accepts, in the order of the list.',
  roles: JOB_ROLES,
  inputDescription: 'Input of exportStart.',
  fields: {
    list: field.text('Root field of the list: "customers".', { max: 60, pattern: /^[a-z]\w*$/ }),
    title: field.text('Name of the list; the file is named after it.', { max: 80 }),
    format: field.word(ExportFormatEnum, 'Format of the file.'),
    language: field.word(TransferLanguageEnum, 'Language of states and other words in the file.'),
    columns: field.list(
      field.object(() => exportColumn, 'Columns of the file, in their order.'),
      { min: 1, max: 60 },
    ),
    filter: field.optional(
      field.text(
        'Filter of the list: its filter input as JSON text, with enum values as strings. Of "customers" for example: {"status": ["BOUND"], "search": "szzk"}.',
        { max: 10_000 },
      ),
    ),
    filterText: field.optional(
      field.text('Filter in words, for the manifest of the file.', { max: 1_000 }),
    ),
    orderField: field.optional(
      field.text("Ordering of the list; by default the list's own.", { max: 40, pattern: /^\w+$/ }),
    ),
    descending: field.optional(field.flag('Whether the largest or newest row comes first.')),
  },
  payload: { job: () => job },
  idempotent: true,
  async run(tx, { filter, orderField, descending = false, ...given }) {
    const input: ExportInput = {
      ...given,
      ...(filter !== undefined && { filter: parsed(filter) }),
      ...(orderField !== undefined && {
        orderBy: { field: orderField, direction: descending ? 'DESC' : 'ASC' },
      }),
    };
    const total = await countRows(tx, input);
    if (total > mostRows(input.format))
      throw refuse('EXPORT_TOO_LARGE', 'format', { max: mostRows(input.format) });
    await mustHaveRoom(tx);
    const fileId = await newFile(tx, input);
    const id = await makeJob(tx, {
      kind: 'EXPORT',
      action: NAME,
      subjectType: '',
      input: { ...input },
      rows: [],
      held: false,
      unstored: { total, label: input.title, fileId },
    });
    return { job: id };
  },
});

async function mustHaveRoom(tx: Tx): Promise<void> {
  const { tenantId } = tx.viewer;
  tx.lock('Exports', tenantId);
  const [open] = await tx.rows<{ n: number }>(sql`
    select count(*)::int as n from job
    where tenant_id = ${tenantId} and kind = 'EXPORT' and status in (${sql.words(WAITING_STATES)})`);
  if (open!.n >= MOST_OPEN) throw refuse('EXPORTS_WAITING', null, { max: MOST_OPEN });
}

/** A null character, or half of a character, which PostgreSQL does not store. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && !UNSTORABLE.test(JSON.stringify(value))) return { ...value };
  } catch {
    // Refused below.
  }
  throw refuse('EXPORT_FILTER_INVALID', 'filter', {
    problem: 'It is no JSON object of readable texts.',
  });
}

/** The message of graphql-js has names of the schema, which not everybody may read. */
const problemFor = ({ viewer }: Tx, message: string): string =>
  viewer.scopes.includes('schema:read')
    ? message.replace(/ Did you mean .*$/, '')
    : 'It does not fit the list.';

/** Checks the list's arguments and counts its rows. Throws FORBIDDEN for another role's list. */
async function countRows(tx: Tx, input: ExportInput): Promise<number> {
  const { schema, models } = tx.domain;
  const { document } = exportQuery(schema, input.list, input.columns, input.language);
  const { errors, coerced } = getVariableValues(
    schema,
    getOperationAST(document)!.variableDefinitions ?? [],
    { first: 1, filter: input.filter, orderBy: input.orderBy },
  );
  const [error] = errors ?? [];
  if (error && /^Variable "\$orderBy"/.test(error.message))
    throw refuse('EXPORT_ORDER_UNKNOWN', 'orderField', { order: input.orderBy!.field });
  if (error)
    throw refuse('EXPORT_FILTER_INVALID', 'filter', { problem: problemFor(tx, error.message) });
  const model = [...models.values()].find(({ reads }) => {
    const root = reads.spec.roots?.[input.list];
    return root !== undefined && 'page' in root;
  });
  if (!model) throw refuse('EXPORT_LIST_UNKNOWN', 'list', { list: input.list });
  const set = rowSet(
    model,
    tx.viewer.role,
    (coerced?.filter ?? undefined) as ExportInput['filter'],
  );
  if (!set || !model.roles.includes(tx.viewer.role)) throw PublicError.forbidden();
  const [counted] = await tx.rows<{ n: number }>(
    sql`select count(*)::int as n from ${set.from} where ${set.where}`,
    set.values,
  );
  return counted!.n;
}

/** Characters that a file system refuses in a name. */
const UNSAFE = /[\p{C}\\/:*?"<>|]/gu;

async function newFile(tx: Tx, { title, format }: ExportInput): Promise<string> {
  const ending = format.toLowerCase();
  const days = await exportDays.value(tx, tx.now);
  const id = tx.newId();
  tx.insert(TransferFileEntity, {
    id,
    createdAt: tx.now,
    tenantId: tx.viewer.tenantId,
    requesterId: tx.viewer.actorId,
    role: tx.viewer.role,
    name: `${title.replace(UNSAFE, ' ')} ${calendar.localMinute(tx.now).replace(':', '')}.${ending}`,
    mediaType: KINDS[ending]!.mediaType,
    storageKey: randomBytes(20).toString('hex'),
    expiresAt: new Date(tx.now.getTime() + days * DAY),
  });
  return id;
}

export const exportCommands: readonly AnyCommand[] = [start];
