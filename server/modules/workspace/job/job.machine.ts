import { type Guard, machine } from '../../../platform/machine.ts';
import { type Role, rolesOf } from '../../../platform/viewer.ts';

export const JOB_STATES = [
  'QUEUED',
  'RUNNING',
  'SUCCEEDED',
  'PARTIAL',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Every member may export what it sees; the roles of a bulk action are those of its command. */
export const JOB_ROLES: readonly Role[] = rolesOf('partner', 'seller', 'operator');

const reversible: readonly Guard[] = [
  { code: 'NOT_REVERSIBLE', when: 'notReversible' },
  { code: 'ALREADY_UNDONE', when: 'undone' },
];

/** Life of a job, from the request to its end (portal §3.1, "Long work"). */
export const jobMachine = machine({
  type: 'Job',
  states: JOB_STATES,
  transitions: [
    { event: 'create', from: [null], to: 'QUEUED', by: JOB_ROLES },
    { event: 'start', from: ['QUEUED'], to: ['RUNNING', 'EXPIRED'], by: ['system'] },
    { event: 'finish', from: ['RUNNING'], to: ['SUCCEEDED', 'PARTIAL', 'FAILED'], by: ['system'] },
    { event: 'cancel', from: ['QUEUED', 'RUNNING'], to: 'CANCELLED', by: JOB_ROLES },
    ...(['SUCCEEDED', 'PARTIAL', 'CANCELLED'] as const).map((state) => ({
      event: 'undo' as const,
      from: [state],
      to: state,
      by: JOB_ROLES,
      guards: reversible,
    })),
  ],
  due: [{ state: 'QUEUED', event: 'start', kind: 'INSTANT', acts: null, at: 'startsAt' }],
});
