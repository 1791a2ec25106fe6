import { type Guard, machine } from '../../../platform/machine.ts';
import { ACCOUNT_ROLES, KEEPER_ROLES } from '../account/upstream-account.machine.ts';

export const FEED_STATES = ['OK', 'LAGGING', 'CIRCUIT_OPEN', 'OFF'] as const;
/** States in which a feed is called when it is due. */
const CALLED_STATES = ['OK', 'LAGGING', 'CIRCUIT_OPEN'] as const;

const mayCall: readonly Guard[] = [
  { code: 'ACCOUNT_NOT_CONNECTED', when: 'accountNotConnected' },
  { code: 'FEED_NOT_CALLED', when: 'notCalled' },
];

/** Life of a feed: whether its data are on time, and whether its API is called. */
export const upstreamFeedMachine = machine({
  type: 'UpstreamFeed',
  states: FEED_STATES,
  transitions: [
    { event: 'open', from: [null], to: ['OK', 'OFF'], by: ['system', ...ACCOUNT_ROLES] },
    { event: 'lag', from: ['OK'], to: 'LAGGING', by: ['system'] },
    { event: 'breakCircuit', from: ['OK', 'LAGGING'], to: 'CIRCUIT_OPEN', by: ['system'] },
    { event: 'recover', from: ['LAGGING', 'CIRCUIT_OPEN'], to: 'OK', by: ['system'] },
    ...CALLED_STATES.map((state) => ({
      event: 'sync' as const,
      from: [state],
      to: state,
      by: KEEPER_ROLES,
      guards: mayCall,
    })),
    { event: 'switchOff', from: [...CALLED_STATES], to: 'OFF', by: ACCOUNT_ROLES },
    { event: 'switchOn', from: ['OFF'], to: 'OK', by: ACCOUNT_ROLES },
  ],
});
