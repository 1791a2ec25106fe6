import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import { correctionInput } from '../../catalog/index.ts';
import { settlementBillLine } from '../bill/bill.read.ts';
import { billAdjustment } from './adjustment.read.ts';
import { adjust } from './adjustment.write.ts';

export const adjustmentCommands: readonly AnyCommand[] = [
  command({
    name: 'billAdjustmentCreate',
    description:
      'Corrects a line of a sent bill, as operations (运营调整). The bill keeps its total; the next bill run makes an ADJUSTMENT line.',
    roles: ['operator'],
    fields: {
      billLineId: field.id(() => settlementBillLine, 'Line of a sent bill.'),
      amount: correctionInput(
        'Amount in CNY, including tax: positive for the partner, negative against it.',
      ),
      reason: field.reason('Reason; visible to the partner.'),
    },
    payload: { billAdjustment: () => billAdjustment },
    idempotent: true,
    freshProof: true,
    async run(tx, { billLineId, amount, reason }) {
      const amountMinor = money.parse(amount);
      const facts = { amountMinor, origin: 'OPERATOR', reason, sourceId: null } as const;
      const id = await adjust(tx, billLineId, facts);
      tx.audit({
        action: 'billAdjustmentCreate',
        subjectType: 'BillAdjustment',
        subjectId: id,
        detail: { amount, reason },
      });
      return { billAdjustment: id };
    },
  }),
];
