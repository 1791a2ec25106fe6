import { dryRun } from '../../../platform/command/dry-run.ts';
import { inputErrors } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import type { UserError } from '../../../platform/errors.ts';
import { CellRefusal, type Cells, type ImportTarget } from '../../transfers/index.ts';

/** Meaning of the columns of a file: header and column. */
export type Mapping = readonly { readonly header: string; readonly column: string | null }[];

export interface Verdict {
  readonly code: string;
  readonly column: string | null;
  readonly params: UserError['params'];
}

/** The cells of a row by the columns of the import. */
export const mapped = (cells: Cells, mapping: Mapping): Cells =>
  Object.fromEntries(
    mapping.flatMap(({ header, column }) => (column ? [[column, cells[header] ?? '']] : [])),
  );

export interface ParsedRow {
  readonly spec: AnyCommand;
  readonly input: unknown;
  readonly repeats: boolean;
}

/** The command of a row with the input that a client would send. Throws CellRefusal. */
export async function parsedRow(tx: Tx, target: ImportTarget, cells: Cells): Promise<ParsedRow> {
  const { command, input, repeats = false } = await target.commandOf(tx, cells);
  return { spec: tx.domain.commands.get(command)!, input, repeats };
}

/** A refusal as a row shows it. Its values stay: they are those that the command gives to its own caller. */
export const verdictOf = (target: ImportTarget, { code, field, params }: UserError): Verdict => ({
  code,
  column: field && target.columnOf(field.join('.')),
  params,
});

export const cellVerdict = ({ code, column }: CellRefusal): Verdict => ({
  code,
  column,
  params: {},
});

/** Tries a row in the transaction and takes it back. Null if the command accepts it. */
export async function tryRow(tx: Tx, target: ImportTarget, cells: Cells): Promise<Verdict | null> {
  try {
    const { spec, input } = await parsedRow(tx, target, cells);
    const parsed = spec.input.schema.safeParse(input);
    if (!parsed.success) {
      const [error] = inputErrors(parsed.error);
      return verdictOf(target, error!);
    }
    const [error] = await dryRun(tx, spec, parsed.data);
    await spec.unsuccessful?.(tx, parsed.data);
    return error ? verdictOf(target, error) : null;
  } catch (error) {
    if (error instanceof CellRefusal) return cellVerdict(error);
    throw error;
  }
}
