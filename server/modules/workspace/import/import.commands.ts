import { command } from '../../../platform/command/command.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { AttachmentEntity } from '../../../platform/files/attachment.entity.ts';
import { attachment } from '../../../platform/files/attachment.read.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ImportTargetEnum, type ImportTargetName, importTargets } from '../../transfers/index.ts';
import { paramsOf } from '../job/bulk-summary.write.ts';
import type { Job } from '../job/job.entity.ts';
import { jobLife } from '../job/job.life.ts';
import { IMPORT_ROLES } from '../job/job.machine.ts';
import { job } from '../job/job.read.ts';
import { makeJob } from '../job/job-make.write.ts';
import { mapped, tryRow, type Verdict } from './import-check.write.ts';
import { ImportRowEntity } from './import-row.entity.ts';
import { importRow } from './import-row.read.ts';

const NAME = 'importStart';

const start = command({
  name: NAME,
  description:
    'Starts an import (导入): reads an uploaded CSV or XLSX file, and tries every row without a change. A file that is being imported already returns its job.',
  roles: IMPORT_ROLES,
  fields: {
    target: field.word(ImportTargetEnum, 'Objects that the rows make.'),
    attachmentId: field.id(() => attachment, 'Uploaded file.'),
  },
  payload: { job: () => job },
  idempotent: true,
  async run(tx, { target, attachmentId }) {
    const [file] = await tx.find(AttachmentEntity, (d) => sql`${d.id} = ${attachmentId}`);
    if (!file || file.ownerId !== tx.viewer.tenantId) throw PublicError.notFound();
    if (!/\.(csv|xlsx)$/i.test(file.name)) throw refuse('IMPORT_UNREADABLE', 'attachmentId');
    const { name, sha256, storageKey } = file;
    tx.lock('Import', tx.viewer.actorId);
    const [open] = await tx.rows<{ id: string }>(sql`
      select id from job where requester_id = ${tx.viewer.actorId} and kind = 'IMPORT' and finished_at is null
        and input->>'sha256' = ${sha256} and input->>'target' = ${target}`);
    if (open) return { job: open.id };
    const id = await makeJob(tx, {
      kind: 'IMPORT',
      action: NAME,
      subjectType: '',
      input: { target, name, sha256, storageKey },
      rows: [],
      held: false,
      unstored: { total: 0, label: name, fileId: null },
    });
    return { job: id };
  },
});

const columnInput = inputShape('ImportColumnInput', 'Meaning of one column of a file.', {
  header: field.text('Header in the file.', { max: 200 }),
  column: field.optional(field.text('Column of the import; absent: not imported.', { max: 40 })),
});

const remap = eventCommand(jobLife, 'remap', {
  description: 'Changes what the columns of an imported file mean, and checks all rows again.',
  fields: {
    columns: field.list(
      field.object(() => columnInput, 'All columns of the file.'),
      { min: 1, max: 200 },
    ),
  },
  async before(_tx, row, { columns }) {
    const { input, mapping } = row as Job;
    const { target } = input as { target?: ImportTargetName };
    const known = new Set(target && importTargets[target].columns.map(({ key }) => key));
    // Only an import has headers; the state refuses other jobs.
    const headers = mapping && new Set(mapping.map(({ header }) => header));
    const named = columns.flatMap(({ column }) => column ?? []);
    if (
      named.some((column) => !known.has(column)) ||
      new Set(named).size < named.length ||
      (headers && columns.some(({ header }) => !headers.has(header)))
    )
      throw PublicError.badInput(
        'Each column of the import belongs to one header of the file at most.',
      );
    Object.assign(
      columns,
      columns.map(({ header, column = null }) => ({ header, column })),
    );
  },
});

const commit = eventCommand(jobLife, 'commit', {
  description:
    'Imports the checked rows of an import that are ready. Refused rows stay in its report.',
  idempotent: true,
});

const cell = inputShape('ImportCellInput', 'New text of one cell.', {
  header: field.text('Header in the file.', { max: 200 }),
  value: field.optional(field.text('Text; absent: empty.', { max: 2_000 })),
});

const fix = command({
  name: 'importRowFix',
  description: 'Changes cells of a row of a checked import, and checks the row again.',
  roles: IMPORT_ROLES,
  fields: {
    id: field.id(() => importRow, 'Row of the import.'),
    cells: field.list(
      field.object(() => cell, 'Cells to change.'),
      { min: 1, max: 50 },
    ),
  },
  payload: { importRow: () => importRow, job: () => job },
  idempotent: false,
  async run(tx, { id, cells: changes }) {
    const found = await tx.get(ImportRowEntity, id);
    const owner = await tx.get(jobLife, found.jobId);
    if (owner.requesterId !== tx.viewer.actorId) throw refuse('ONLY_REQUESTER');
    if (owner.status !== 'CHECKED')
      throw refuse('NOT_IN_THIS_STATE', null, { state: owner.status });
    const cells = { ...found.cells };
    for (const { header, value = '' } of changes)
      if (Object.hasOwn(cells, header)) cells[header] = value;
    const verdict = await check(tx, owner, id, cells);
    await tx.rows(sql`update import_row set cells = ${JSON.stringify(cells)}::jsonb, is_fixed = true,
      outcome = ${verdict ? 'REFUSED' : 'READY'}, code = ${verdict?.code ?? null}, faulty_column = ${verdict?.column ?? null},
      params = ${JSON.stringify(paramsOf(verdict?.params ?? {}))}::jsonb where id = ${id}`);
    return { importRow: id, job: owner.id };
  },
});

/** Gives a changed row its name and key, and tries it. */
async function check(
  tx: Tx,
  { id: jobId, input, mapping }: Job,
  rowId: string,
  cells: Readonly<Record<string, string>>,
): Promise<Verdict | null> {
  const target = importTargets[(input as { target: ImportTargetName }).target];
  const values = mapped(cells, mapping ?? []);
  const key = target.keyOf(values);
  const [same] = await tx.rows(sql`
    with changed as (update import_row set row_key = ${key}, label = ${target.labelOf(values)} where id = ${rowId})
    select 1 from import_row where job_id = ${jobId} and row_key = ${key} and row_key <> '' and id <> ${rowId}
      and outcome = 'READY' limit 1`);
  if (same) return { code: 'TWICE_IN_FILE', column: target.columns[0]!.key, params: {} };
  return await tryRow(tx, target, values);
}

export const importCommands: readonly AnyCommand[] = [start, remap, commit, fix];
