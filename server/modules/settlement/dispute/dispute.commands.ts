import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { amountInput, correctionInput } from '../../catalog/index.ts';
import { settlementBillLine } from '../bill/bill.read.ts';
import { lineDisputeLife } from './dispute.life.ts';
import { finance } from './dispute.machine.ts';
import { lineDispute } from './dispute.read.ts';
import { openDispute } from './dispute-open.write.ts';

const reason = (what: string) => field.text(what, { max: 1_000 });

const open = command({
  name: 'lineDisputeOpen',
  description:
    'Disputes one line of a sent bill, as finance of the partner (提出明细异议), until the countersignature. The bill goes on; one that awaits its confirmation does not count as confirmed meanwhile.',
  roles: finance,
  fields: {
    billLineId: field.id(() => settlementBillLine, 'Disputed line.'),
    reason: reason('Reason; visible to operations.'),
    expectedAmount: field.optional(
      amountInput('Settlement amount that the partner holds to be right, in CNY, including tax.'),
    ),
    attachmentIds: field.optional(
      field.attachments('Evidence (凭证), uploaded before.', { max: 10 }),
    ),
  },
  payload: { lineDispute: () => lineDispute },
  idempotent: true,
  constraints: { line_dispute_once: { code: 'LINE_DISPUTED', field: 'billLineId' } },
  async run(tx, input) {
    return { lineDispute: (await openDispute(tx, input)).id };
  },
});

export const lineDisputeCommands: readonly AnyCommand[] = [
  open,
  eventCommand(lineDisputeLife, 'uphold', {
    description:
      'Upholds a dispute, as operations (异议成立). The amount becomes an ADJUSTMENT line of the next bill.',
    fields: {
      amount: correctionInput(
        'Amount of the adjustment in CNY, including tax: positive for the partner, negative against it.',
      ),
      reason: reason('Reason; visible to the partner.'),
    },
  }),
  eventCommand(lineDisputeLife, 'dismiss', {
    description: 'Dismisses a dispute, as operations (异议不成立).',
    fields: { reason: reason('Reason; visible to the partner.') },
  }),
  eventCommand(lineDisputeLife, 'withdraw', {
    description: 'Withdraws a dispute before it is decided (撤回异议).',
  }),
];
