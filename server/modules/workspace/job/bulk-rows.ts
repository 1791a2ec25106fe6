import type { AnyCommand } from '../../../platform/command/types.ts';

/** Type of the rows on which a command runs in bulk. */
export const subjectOf = (spec: AnyCommand) => spec.bulk!.of;

/** The command that runs for each row. */
export const rowCommandOf = (spec: AnyCommand): AnyCommand => spec.bulk!.proof?.row ?? spec;

export const rowField = ({ bulk }: AnyCommand): string => bulk!.row ?? 'id';

/** Input of the command for one row. */
export const rowInput = (
  spec: AnyCommand,
  { id, version }: { readonly id: string; readonly version: number | null },
  shared: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...shared,
  [rowField(spec)]: id,
  ...(version === null ? {} : { version }),
});
