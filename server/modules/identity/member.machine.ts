import { machine } from '../../platform/machine.ts';

const admins = ['csp.owner', 'seller.manager', 'operator'] as const;

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
      by: admins,
      guards: [{ code: 'OWN_MEMBERSHIP', when: 'own' }],
    },
    {
      event: 'suspend',
      from: ['ACTIVE'],
      to: 'SUSPENDED',
      by: admins,
      guards: [{ code: 'OWN_MEMBERSHIP', when: 'own' }],
    },
    { event: 'reinstate', from: ['SUSPENDED'], to: 'ACTIVE', by: admins },
  ],
});

export const memberInvitationMachine = machine({
  type: 'MemberInvitation',
  states: ['PENDING', 'ACCEPTED', 'REVOKED', 'EXPIRED'],
  transitions: [
    { event: 'send', from: [null], to: 'PENDING', by: [...admins, 'system'] },
    { event: 'resend', from: ['PENDING', 'EXPIRED'], to: 'PENDING', by: admins },
    { event: 'revoke', from: ['PENDING'], to: 'REVOKED', by: admins },
    { event: 'accept', from: ['PENDING'], to: 'ACCEPTED', by: ['system'] },
    { event: 'expire', from: ['PENDING'], to: 'EXPIRED', by: ['system'] },
  ],
  due: [{ state: 'PENDING', event: 'expire', kind: 'CALENDAR_DAYS', acts: null, at: 'expiresAt' }],
});
