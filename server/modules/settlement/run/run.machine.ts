import { machine } from '../../../platform/machine.ts';

export const RUN_STATES = ['PLANNED', 'RUNNING', 'COMPLETED'] as const;

/** Life of the bill run of one month. The clock starts it on the run day; an operator may start it earlier. */
export const runMachine = machine({
  type: 'BillRun',
  states: RUN_STATES,
  transitions: [
    { event: 'plan', from: [null], to: 'PLANNED', by: ['system'] },
    {
      event: 'start',
      from: ['PLANNED'],
      to: 'RUNNING',
      by: ['operator', 'system'],
      guards: [
        { code: 'MONTH_NOT_ENDED', when: 'monthNotEnded', params: { until: 'monthEnd' } },
        { code: 'EARLIER_RUN_OPEN', when: 'earlierRunOpen' },
      ],
    },
    { event: 'complete', from: ['RUNNING'], to: 'COMPLETED', by: ['system'] },
  ],
});

export const RUN_OUTCOMES = ['WAITING', 'BILLED', 'NOTHING', 'PARKED'] as const;

/**
 * Outcome of a bill run for one partner. A partner whose bill fails again and again is parked, too. A parked bill is
 * released by an operator, or its lines join the next run.
 */
export const runPartnerMachine = machine({
  type: 'BillRunPartner',
  states: RUN_OUTCOMES,
  transitions: [
    { event: 'await', from: [null], to: 'WAITING', by: ['system'] },
    {
      event: 'decide',
      from: ['WAITING'],
      to: ['BILLED', 'NOTHING', 'PARKED'],
      by: ['system'],
    },
    { event: 'fail', from: ['WAITING'], to: 'PARKED', by: ['system'] },
    {
      event: 'recompute',
      from: ['PARKED'],
      to: 'PARKED',
      by: ['operator'],
      guards: [{ code: 'LATER_RUN_STARTED', when: 'laterRunStarted' }],
    },
    {
      event: 'release',
      from: ['PARKED'],
      to: 'BILLED',
      by: ['operator'],
      guards: [
        { code: 'NOT_COMPUTED', when: 'notComputed' },
        { code: 'LATER_RUN_STARTED', when: 'laterRunStarted' },
        { code: 'NOT_CERTIFIED', when: 'notCertified' },
        { code: 'PARTNER_SUSPENDED', when: 'isSuspended' },
        { code: 'NOTHING_TO_BILL', when: 'nothingToBill' },
      ],
    },
  ],
});
