import { machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

/** Roles that manage the webhooks of an organization. */
export const WEBHOOK_MANAGERS = [
  'csp.owner',
  'csp.developer',
  'seller.manager',
  'operator',
] as const satisfies readonly Role[];

export const WEBHOOK_STATES = ['ENABLED', 'FAILING', 'PAUSED', 'DISABLED', 'DELETED'] as const;

/** States in which events are delivered. */
export const DELIVERING = ['ENABLED', 'FAILING'] as const;

/** States that no change of rights ends. */
export const OVER = ['DISABLED', 'DELETED'] as const;

const ours = { code: 'OF_ANOTHER_ORGANIZATION', when: 'foreign' } as const;
/** The receiver gets all that the endpoint reads: a member who chooses it must be able to issue such a key. */
const mayIssue = [
  ours,
  { code: 'ROLE_NOT_ALLOWED', when: 'aboveViewer', params: { roles: 'issuers' } },
] as const;

const by = WEBHOOK_MANAGERS;

/** Life of a webhook. A new address, a replay and a resumption forget its failures. */
export const webhookEndpointMachine = machine({
  type: 'WebhookEndpoint',
  states: WEBHOOK_STATES,
  transitions: [
    { event: 'create', from: [null], to: 'ENABLED', by },
    { event: 'update', from: DELIVERING, to: 'ENABLED', by, guards: mayIssue },
    { event: 'update', from: ['PAUSED'], to: 'PAUSED', by, guards: mayIssue },
    { event: 'update', from: ['DISABLED'], to: 'DISABLED', by, guards: mayIssue },
    { event: 'pause', from: DELIVERING, to: 'PAUSED', by },
    { event: 'resume', from: ['PAUSED', 'DISABLED'], to: 'ENABLED', by, guards: mayIssue },
    { event: 'replay', from: DELIVERING, to: 'ENABLED', by, guards: [ours] },
    { event: 'replay', from: ['PAUSED'], to: 'PAUSED', by, guards: [ours] },
    { event: 'replay', from: ['DISABLED'], to: 'DISABLED', by, guards: [ours] },
    { event: 'test', from: ['ENABLED'], to: 'ENABLED', by, guards: [ours] },
    { event: 'test', from: ['FAILING'], to: 'FAILING', by, guards: [ours] },
    { event: 'test', from: ['PAUSED'], to: 'PAUSED', by, guards: [ours] },
    { event: 'test', from: ['DISABLED'], to: 'DISABLED', by, guards: [ours] },
    { event: 'rotateSecret', from: ['ENABLED'], to: 'ENABLED', by, guards: [ours] },
    { event: 'rotateSecret', from: ['FAILING'], to: 'FAILING', by, guards: [ours] },
    { event: 'rotateSecret', from: ['PAUSED'], to: 'PAUSED', by, guards: [ours] },
    { event: 'rotateSecret', from: ['DISABLED'], to: 'DISABLED', by, guards: [ours] },
    // The receiver did not accept an event; the next one that it accepts ends this.
    { event: 'fail', from: ['ENABLED'], to: 'FAILING', by: ['system'] },
    { event: 'recover', from: ['FAILING'], to: 'ENABLED', by: ['system'] },
    { event: 'disable', from: [...DELIVERING, 'PAUSED'], to: 'DISABLED', by: ['system'] },
    { event: 'delete', from: [...DELIVERING, 'PAUSED', 'DISABLED'], to: 'DELETED', by },
  ],
});
