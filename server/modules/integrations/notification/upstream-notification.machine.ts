import { machine } from '../../../platform/machine.ts';

export const NOTIFICATION_STATES = ['RECEIVED', 'PROCESSED', 'FAILED', 'REFUSED'] as const;
/** States of notifications that are processed or given up. */
export const OVER_STATES = ['PROCESSED', 'FAILED'] as const;

/** Life of a notification that is signed by the marketplace; a forged, late or repeated request has none. */
export const upstreamNotificationMachine = machine({
  type: 'UpstreamNotification',
  states: NOTIFICATION_STATES,
  transitions: [
    { event: 'receive', from: [null], to: 'RECEIVED', by: ['system'] },
    // Its answer is all that it asks for.
    { event: 'answer', from: [null], to: 'PROCESSED', by: ['system'] },
    { event: 'refuse', from: [null], to: 'REFUSED', by: ['system'] },
    { event: 'process', from: ['RECEIVED'], to: 'PROCESSED', by: ['system'] },
    { event: 'fail', from: ['RECEIVED'], to: 'FAILED', by: ['system'] },
    // The marketplace sent it again after the order was read.
    { event: 'redeliver', from: OVER_STATES, to: 'RECEIVED', by: ['system'] },
    {
      event: 'replay',
      from: OVER_STATES,
      to: 'RECEIVED',
      by: ['seller.manager', 'operator'],
      guards: [
        { code: 'NOTHING_TO_PROCESS', when: 'nothingToProcess' },
        { code: 'REQUEST_ERASED', when: 'requestErased' },
      ],
    },
  ],
});
