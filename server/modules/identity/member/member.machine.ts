import { machine } from '../../../platform/machine.ts';

/** The roles that invite, change and suspend members. Each organization always has one active such member. */
export const ADMINS = ['csp.owner', 'seller.manager', 'operator'] as const;

const mayLeave = [
  { code: 'OWN_MEMBERSHIP', when: 'own' },
  { code: 'LAST_OWNER', when: 'lastOwner' },
];

/** A membership begins when its invitation is accepted. Nobody suspends or demotes themselves out of reach. */
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
    { event: 'send', from: [null], to: 'PENDING', by: [...ADMINS, 'system'] },
    { event: 'resend', from: ['PENDING', 'EXPIRED'], to: 'PENDING', by: ADMINS },
    { event: 'revoke', from: ['PENDING'], to: 'REVOKED', by: ADMINS },
    { event: 'accept', from: ['PENDING'], to: 'ACCEPTED', by: ['system'] },
    { event: 'expire', from: ['PENDING'], to: 'EXPIRED', by: ['system'] },
  ],
  due: [{ state: 'PENDING', event: 'expire', kind: 'CALENDAR_DAYS', acts: null, at: 'expiresAt' }],
});
