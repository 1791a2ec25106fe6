import type { BulkProps } from './selection.ts';

export type Rows = { ids: readonly string[] } | { filter: object };

export const rowsOf = ({ ids, filter }: { ids?: readonly string[]; filter?: object }): Rows =>
  ids ? { ids } : { filter: filter ?? {} };

export type BulkDialogInput = BulkProps & { onClose: () => void };

/** Props that every bulk dialog passes on from its list. */
export const partsOf = ({ selection, clear, onClose }: BulkDialogInput) => ({
  rows: rowsOf(selection),
  onStarted: clear,
  onClose,
});
