import { machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

/** Roles that manage an organization's account in an upstream system. */
export const ACCOUNT_ROLES = [
  'csp.owner',
  'seller.manager',
  'operator',
] as const satisfies readonly Role[];

/** Roles that read the data of an organization's account, and settle rows and differences. */
export const KEEPER_ROLES = [
  'csp.owner',
  'csp.manager',
  'seller.manager',
  'operator',
] as const satisfies readonly Role[];

export const UPSTREAM_ACCOUNT_STATES = ['CONNECTED', 'PAUSED', 'REJECTED', 'REMOVED'] as const;

/** Life of an organization's account in an upstream system, from its connection to its removal. */
export const upstreamAccountMachine = machine({
  type: 'UpstreamAccount',
  states: UPSTREAM_ACCOUNT_STATES,
  transitions: [
    { event: 'connect', from: [null], to: 'CONNECTED', by: ACCOUNT_ROLES },
    { event: 'rotate', from: ['CONNECTED', 'REJECTED'], to: 'CONNECTED', by: ACCOUNT_ROLES },
    { event: 'rotate', from: ['PAUSED'], to: 'PAUSED', by: ACCOUNT_ROLES },
    { event: 'pause', from: ['CONNECTED'], to: 'PAUSED', by: ACCOUNT_ROLES },
    { event: 'resume', from: ['PAUSED'], to: 'CONNECTED', by: ACCOUNT_ROLES },
    // The upstream refused the credentials.
    { event: 'reject', from: ['CONNECTED'], to: 'REJECTED', by: ['system'] },
    {
      event: 'remove',
      from: ['CONNECTED', 'PAUSED', 'REJECTED'],
      to: 'REMOVED',
      by: ACCOUNT_ROLES,
    },
  ],
});
