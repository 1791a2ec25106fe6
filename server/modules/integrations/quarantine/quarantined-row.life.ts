import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import type { QuarantinedRow } from './quarantined-row.entity.ts';
import { quarantinedRow } from './quarantined-row.read.ts';

export const quarantinedRowLife = lifeCycle<QuarantinedRow>({
  reads: quarantinedRow,
  label: ({ rowKey, fingerprint }) => rowKey ?? fingerprint.slice(0, 12),
  effects: {
    retry(_tx: Tx, row: QuarantinedRow, { text }: { readonly text?: string }) {
      row.correctedText = text ?? null;
    },
    dismiss(_tx: Tx, row: QuarantinedRow, { reason }: { readonly reason: string }) {
      row.dismissReason = reason;
    },
  },
});
