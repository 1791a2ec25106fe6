import { type Guard, machine } from '../../../platform/machine.ts';
import { Role } from '../../../platform/viewer.ts';

export const JOB_STATES = [
  'QUEUED',
  'RUNNING',
  'CHECKED',
  'SUCCEEDED',
  'PARTIAL',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type JobState = (typeof JOB_STATES)[number];
/** States of a job that waits for its turn or runs. */
export const WAITING_STATES = ['QUEUED', 'RUNNING'] as const satisfies readonly JobState[];
/** States of a job that did nothing. */
export const VOID_STATES = ['FAILED', 'CANCELLED', 'EXPIRED'] as const;

/** Roles with bulk actions, which can be undone. */
const UNDO_ROLES = [
  'csp.owner',
  'csp.manager',
  'csp.rep',
  'seller.manager',
  'seller.reviewer',
  'seller.finance',
  'operator',
] as const satisfies readonly Role[];

/** Every member may export what it sees; the roles of a bulk action are those of its command. */
export const JOB_ROLES: readonly Role[] = Role.of('partner', 'seller', 'operator');

export const IMPORT_ROLES = [
  'csp.owner',
  'csp.manager',
  'csp.rep',
] as const satisfies readonly Role[];

/** The rows run as the requester, so that a colleague may not start them. */
const onlyRequester: Guard = { code: 'ONLY_REQUESTER', when: 'notMine' };

/** A colleague stops only what its own role could have started. */
const mayStop: Guard = { code: 'ONLY_REQUESTER', when: 'notMineNorOfRole' };

const reversible: readonly Guard[] = [
  { code: 'NOT_REVERSIBLE', when: 'notReversible' },
  { code: 'ALREADY_UNDONE', when: 'undone' },
];

/** Life of a job, from the request to its end. */
export const jobMachine = machine({
  type: 'Job',
  states: JOB_STATES,
  transitions: [
    { event: 'create', from: [null], to: 'QUEUED', by: JOB_ROLES },
    { event: 'start', from: ['QUEUED'], to: ['RUNNING', 'EXPIRED'], by: ['system'] },
    { event: 'finish', from: ['RUNNING'], to: ['SUCCEEDED', 'PARTIAL', 'FAILED'], by: ['system'] },
    // An import is checked as a whole; its requester corrects rows and decides.
    { event: 'check', from: ['RUNNING'], to: 'CHECKED', by: ['system'] },
    { event: 'remap', from: ['CHECKED'], to: 'RUNNING', by: IMPORT_ROLES, guards: [onlyRequester] },
    {
      event: 'commit',
      from: ['CHECKED'],
      to: 'RUNNING',
      by: IMPORT_ROLES,
      guards: [onlyRequester, { code: 'NOTHING_TO_IMPORT', when: 'nothingReady' }],
    },
    {
      event: 'cancel',
      from: ['QUEUED', 'RUNNING', 'CHECKED'],
      to: 'CANCELLED',
      by: JOB_ROLES,
      guards: [mayStop],
    },
    ...(['SUCCEEDED', 'PARTIAL', 'CANCELLED'] as const).map((state) => ({
      event: 'undo' as const,
      from: [state],
      to: state,
      by: UNDO_ROLES,
      guards: reversible,
    })),
  ],
  due: [{ state: 'QUEUED', event: 'start', kind: 'INSTANT', acts: null, at: 'startsAt' }],
});
