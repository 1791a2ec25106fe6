import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { BILL_RUN_TASK } from './bill-run.job.ts';
import { runLife, runPartnerLife } from './run.life.ts';

/** Each of the two commands of a run needs an operator; the bills are then made by the job of the run. */
export const runCommands: readonly AnyCommand[] = [
  eventCommand(runLife, 'start', {
    description:
      'Starts the bill run of a month that has ended, before its run day or after an interruption (出账).',
    async run(tx, row) {
      await tx.fire(runLife, row, 'start');
      await hint(tx, BILL_RUN_TASK, 0, `bill-run:${row.period}`);
    },
  }),
  eventCommand(runPartnerLife, 'recompute', {
    description:
      'Computes the figures of a parked partner again, from what is known now (重新计算). It makes no bill.',
  }),
  eventCommand(runPartnerLife, 'release', {
    description:
      'Releases a parked partner: the bill that its figures show is made (放行). INPUTS_CHANGED asks for `billRunPartnerRecompute` first.',
    fields: { reason: field.reason('Reason; recorded in the audit.') },
  }),
];
