import { machine } from '../../../platform/machine.ts';

/**
 * Roles that invite, change and suspend members. Each organization always has an active member with such a
 * role.
 */
export const ADMINS = ['csp.owner', 'seller.manager', 'operator'] as const;

const mayLeave = [
  { code: 'OWN_MEMBERSHIP', when: 'own' },
  { code: 'LAST_OWNER', when: 'lastOwner' },
] as const;

const mayMail = [
  { code: 'MAIL_LIMIT_REACHED', when: 'overMailLimit', params: { limit: 'mailLimit' } },
] as const;
const mayMailAgain = [
  { code: 'MAIL_TOO_SOON', when: 'mailedRecently', params: { minutes: 'mailPause' } },
  ...mayMail,
] as const;

/**
 * A membership begins when its invitation is accepted. The last administrator cannot be suspended or demoted.
 */
export const memberMachine = machine({
  type: 'Member',
  states: ['ACTIVE', 'SUSPENDED'],
  transitions: [
    { event: 'join', from: [null], to: 'ACTIVE', by: ['system'] },
    {
      event: 'changeRole',
      from: ['ACTIVE'],
      to: 'ACTIVE',
      by: ADMINS,
      guards: mayLeave,
    },
    {
      event: 'suspend',
      from: ['ACTIVE'],
      to: 'SUSPENDED',
      by: ADMINS,
      guards: mayLeave,
    },
    { event: 'reinstate', from: ['SUSPENDED'], to: 'ACTIVE', by: ADMINS },
  ],
});

export const memberInvitationMachine = machine({
  type: 'MemberInvitation',
  states: ['PENDING', 'ACCEPTED', 'REVOKED', 'EXPIRED'],
  transitions: [
    { event: 'send', from: [null], to: 'PENDING', by: [...ADMINS, 'system'], guards: mayMail },
    {
      event: 'resend',
      from: ['PENDING', 'EXPIRED'],
      to: 'PENDING',
      by: ADMINS,
      guards: mayMailAgain,
    },
    { event: 'revoke', from: ['PENDING'], to: 'REVOKED', by: ADMINS },
    { event: 'accept', from: ['PENDING'], to: 'ACCEPTED', by: ['system'] },
    { event: 'expire', from: ['PENDING'], to: 'EXPIRED', by: ['system'] },
  ],
  due: [{ state: 'PENDING', event: 'expire', kind: 'CALENDAR_DAYS', acts: null, at: 'expiresAt' }],
});
