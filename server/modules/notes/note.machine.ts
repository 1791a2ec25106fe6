import { type Guard, machine } from '../../platform/machine.ts';
import { Role } from '../../platform/viewer.ts';

export const NOTE_STATES = ['ACTIVE', 'REMOVED'] as const;

/** Roles that only read, or only run programs. */
const SILENT: readonly Role[] = ['csp.auditor', 'csp.developer', 'service'];
export const NOTE_ROLES: readonly Role[] = Role.of('partner', 'seller', 'operator').filter(
  (role) => !SILENT.includes(role),
);
/** Roles that remove the notes of colleagues, too. */
export const LEADING_ROLES: readonly Role[] = [
  'csp.owner',
  'csp.manager',
  'seller.manager',
  'operator',
];

const notYours = (when: string): Guard => ({ code: 'NOT_YOUR_NOTE', when });

/** Life of a note: its author edits it, everybody who may write pins it, author or manager removes it. */
export const noteMachine = machine({
  type: 'Note',
  states: NOTE_STATES,
  transitions: [
    { event: 'add', from: [null], to: 'ACTIVE', by: NOTE_ROLES },
    {
      event: 'edit',
      from: ['ACTIVE'],
      to: 'ACTIVE',
      by: NOTE_ROLES,
      guards: [notYours('othersNote')],
    },
    { event: 'pin', from: ['ACTIVE'], to: 'ACTIVE', by: NOTE_ROLES },
    { event: 'unpin', from: ['ACTIVE'], to: 'ACTIVE', by: NOTE_ROLES },
    {
      event: 'remove',
      from: ['ACTIVE'],
      to: 'REMOVED',
      by: NOTE_ROLES,
      guards: [notYours('othersNoteAndNotLeading')],
    },
  ],
});
