import { z } from 'zod';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { filterInput } from '../../../platform/read/sdl.ts';
import { Role } from '../../../platform/viewer.ts';
import { bulkActions } from './bulk-actions.ts';
import { rowField, subjectOf } from './bulk-rows.ts';
import { runAtOnce } from './bulk-run.job.ts';
import { choose, ROWS_MAX } from './bulk-selection.write.ts';
import { BulkSummaryType } from './bulk-summary.type.ts';
import { mustAcceptOne, summarize } from './bulk-summary.write.ts';
import { job } from './job.read.ts';
import { makeJob } from './job-make.write.ts';

/** Returns the bulk name: `exclusiveDiscountsApprove` for `exclusiveDiscountApprove`. */
function pluralOf(name: string, type: string): string {
  if (name.slice(0, type.length).toLowerCase() !== type.toLowerCase())
    throw new Error(`${name} is not named after ${type}`);
  return `${name.slice(0, type.length)}s${name.slice(type.length)}`;
}

/** Returns the input fields that apply to all rows: those of the command without the row. */
function sharedFields(spec: AnyCommand): AnyCommand['input']['fields'] {
  const { name, input, bulk } = spec;
  const names =
    bulk!.fields ??
    Object.keys(input.fields).filter((field) => field !== rowField(spec) && field !== 'version');
  return Object.fromEntries(
    names.map((field) => {
      const found = input.fields[field];
      if (!found) throw new Error(`${name} does not support bulk runs with the field ${field}`);
      return [field, found];
    }),
  );
}

/**
 * Returns the mutation that runs a command on many rows: a dry run summarizes the outcome, otherwise it
 * creates a job.
 */
function inBulk(spec: AnyCommand): AnyCommand {
  const subject = subjectOf(spec);
  const subjectType = subject.name;
  const [payload] = Object.values(spec.payload);
  const name = pluralOf(spec.name, payload!().name);
  const filter = {
    type: () => filterInput(subject),
    description: 'Filter of the list: every row that it matches now.',
    nullable: false,
    schema: z.record(z.string(), z.unknown()),
    // A filter shows no more than the viewer's scope, whatever it names.
    names: () => [],
  };
  const { proof } = spec.bulk!;
  const ids = field.list(
    field.id(
      () => subject,
      "Global ids of the rows; an id outside the viewer's scope is reported as NOT_FOUND.",
      { unseen: 'each row reports by itself' },
    ),
    { min: 1, max: ROWS_MAX },
  );
  const version = field.integer('Version.', { min: 1, max: 2_147_483_647 });
  return command({
    name,
    description: `Runs as a job on many rows: ${spec.description}`,
    // A customer acts on its own records one by one.
    roles: spec.roles.filter((role) => Role.sideOf(role) !== 'customer'),
    inputDescription: `Input of ${name}: rows (${subjectType}) by ids or by a filter, at most 10,000, and fields that apply to all of them.`,
    fields: {
      ids: field.optional(ids),
      versions: field.optional(
        field.list(
          {
            ...version,
            description: 'Versions that the caller last read, one for each of the ids.',
          },
          { min: 1, max: ROWS_MAX },
        ),
      ),
      // A proof is given for rows that are named.
      ...(proof ? {} : { filter: field.optional(filter) }),
      ...sharedFields(spec),
      ...proof?.fields,
    },
    payload: { job: () => job },
    extra: {
      summary: {
        type: () => BulkSummaryType,
        description: 'Expected outcome for the rows; dry runs only.',
      },
    },
    idempotent: true,
    constraints: { job_row_held: 'DECISION_PENDING' },
    async run(tx, { ids, versions, filter: given, ...rest }) {
      const input: Record<string, unknown> = { ...rest };
      if (proof) {
        await proof.check(tx, input);
        for (const name of Object.keys(proof.fields)) delete input[name];
      }
      const rows = await choose(tx, spec, {
        ...(ids && { ids }),
        ...(versions && { versions }),
        ...(given ? { filter: given as Readonly<Record<string, unknown>> } : {}),
      });
      if (tx.validateOnly) return { summary: await summarize(tx, spec, input, rows) };
      await mustAcceptOne(tx, spec, input, rows);
      const held = spec.bulk!.held ?? false;
      const id = await makeJob(tx, {
        kind: 'BULK_ACTION',
        action: spec.name,
        subjectType,
        input,
        rows,
        held,
      });
      return { job: id };
    },
    afterwards: (deps, { job: id }) => runAtOnce(deps, String(id)),
  });
}

/** Bulk mutations, one for each command that supports them. */
export const bulkCommands: readonly AnyCommand[] = [...bulkActions.values()].map(inBulk);
