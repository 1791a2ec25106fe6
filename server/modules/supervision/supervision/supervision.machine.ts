import { type Guard, machine } from '../../../platform/machine.ts';
import { Role } from '../../../platform/viewer.ts';
import {
  ACTOR_AT,
  type Actor,
  DELIVERED,
  MOVES,
  type Move,
  NODES,
  type Node,
  templatesWith,
} from './flows.machine.ts';

export const OPEN_STATES = [...NODES, 'FROZEN'] as const;
export const SUPERVISION_STATES = [...OPEN_STATES, 'COMPLETED', 'REFUNDED', 'CLOSED'] as const;
export type SupervisionState = (typeof SUPERVISION_STATES)[number];

const isNode = (state: string): state is Node => state in ACTOR_AT;
/** Nodes at which a side acts. */
export const nodesOfActor = (actor: Actor): readonly Node[] =>
  NODES.filter((node) => ACTOR_AT[node] === actor);

/** The side that acts in a state; null when nobody does. */
export const actorIn = (state: string): Actor | null => (isNode(state) ? ACTOR_AT[state] : null);

export const sellers = ['seller.manager', 'seller.reviewer'] as const satisfies readonly Role[];
const partners = ['csp.owner', 'csp.manager', 'csp.rep'] as const satisfies readonly Role[];

const BY: Readonly<Record<Actor, readonly Role[]>> = {
  CUSTOMER: ['buyer'],
  SELLER: sellers,
  OPERATOR: ['operator'],
};
/** Events that a program or the marketplace may fire as well. */
const ALSO: Readonly<Record<string, readonly Role[]>> = {
  activate: ['system'],
  deploy: ['operator'],
};

/** Name of the fact that a row's template does not have an event at a node. */
export const outside = ({ event, from }: Pick<Move, 'event' | 'from'>): string =>
  `outside-${event}-${from}`;

const GUARDS: Readonly<Record<string, readonly Guard[]>> = {
  ship: [{ code: 'ADDRESS_REQUIRED', when: 'noAddress' }],
};

const moves = MOVES.map(({ event, from, to, templates }) => ({
  event,
  from: [from],
  to,
  by: [...BY[ACTOR_AT[from]], ...(ALSO[event] ?? [])],
  guards: [
    ...(templates.length < templatesWith(from).length
      ? [{ code: 'NOT_IN_THIS_FLOW', when: outside({ event, from }) } as const]
      : []),
    ...(GUARDS[event] ?? []),
  ],
}));

/** An event that leaves the flow at its node. */
const within = (event: string, by: readonly Role[], nodes: readonly Node[], guards: Guard[] = []) =>
  nodes.map((node) => ({ event, from: [node], to: node, by, guards }));

const undelivered = NODES.filter((node) => !DELIVERED.includes(node));
const mayAppeal: Guard[] = [
  { code: 'APPEAL_OPEN', when: 'hasOpenAppeal' },
  { code: 'APPEAL_TOO_EARLY', when: 'appealsAreStrict' },
];

/**
 * Life of a supervision, over all templates: domain §4.6. The moves between nodes follow from the flows; a guard
 * refuses an event that the row's template does not have.
 */
export const supervisionMachine = machine<SupervisionState, string>({
  type: 'Supervision',
  states: SUPERVISION_STATES,
  transitions: [
    { event: 'begin', from: [null], to: NODES, by: ['system'] },
    ...moves,
    ...within('changeAddress', ['buyer'], ['AWAIT_SHIPMENT']),
    ...within(
      'signOff',
      ['operator', 'service', 'system'],
      ['AWAIT_ACCEPTANCE'],
      [
        { code: 'NOT_IN_THIS_FLOW', when: 'notShipped' },
        { code: 'SIGNED_OFF_ALREADY', when: 'signedOff' },
      ],
    ),
    { event: 'autoAccept', from: ['AWAIT_ACCEPTANCE'], to: 'COMPLETED', by: ['system'] },
    // The seller refused to refund goods that the customer has sent back, and ships them again.
    { event: 'keepReturn', from: ['AWAIT_ACCEPTANCE'], to: 'AWAIT_SHIPMENT', by: ['system'] },
    ...within('nudge', [...partners, ...sellers, 'buyer'], NODES, [
      { code: 'YOUR_TURN', when: 'yourTurn' },
      { code: 'NUDGED_ALREADY', when: 'nudgedToday' },
    ]),
    ...within('flagStalled', ['system'], NODES),
    ...within('warnDelivery', ['system'], undelivered),
    ...within('flagOverdue', ['system'], undelivered),
    // The order became a subsidized one, or a usual one again.
    ...['requireReview', 'waiveReview'].flatMap((event) => within(event, ['system'], undelivered)),
    { event: 'requireReview', from: ['FROZEN'], to: 'FROZEN', by: ['system'] },
    { event: 'waiveReview', from: ['FROZEN'], to: 'FROZEN', by: ['system'] },
    { event: 'appeal', from: NODES, to: 'FROZEN', by: ['buyer', ...sellers], guards: mayAppeal },
    {
      event: 'resolve',
      from: ['FROZEN'],
      to: [...NODES, 'COMPLETED', 'REFUNDED'],
      by: ['system'],
    },
    { event: 'close', from: OPEN_STATES, to: 'CLOSED', by: ['system'] },
  ],
  due: [
    ...NODES.map(
      (state) =>
        ({
          state,
          event: 'flagStalled',
          kind: 'CALENDAR_DAYS',
          acts: ACTOR_AT[state],
          at: 'stallAt',
          optional: true,
        }) as const,
    ),
    ...undelivered.flatMap((state) => [
      {
        state,
        event: 'warnDelivery',
        kind: 'CALENDAR_DAYS',
        acts: null,
        at: 'warnAt',
        optional: true,
      } as const,
      {
        state,
        event: 'flagOverdue',
        kind: 'CALENDAR_DAYS',
        // The promise is the seller's; it can only act at its own nodes.
        acts: ACTOR_AT[state] === 'SELLER' ? 'SELLER' : null,
        at: 'overdueAt',
        optional: true,
      } as const,
    ]),
    {
      state: 'AWAIT_ACCEPTANCE',
      event: 'autoAccept',
      kind: 'CALENDAR_DAYS',
      acts: 'CUSTOMER',
      at: 'autoAcceptAt',
      optional: true,
    },
  ],
  // The side in turn is reminded after one and three days of the five (domain §7).
  reminders: NODES.map((state) => ({ state, before: 'stallAt', days: [4, 2], optional: true })),
  // An appeal freezes the flow and its clocks.
  pauses: [{ state: 'FROZEN', reason: 'APPEAL' }],
});

/** Side of a role, in the words of `actor`; null for sides that never act. */
export const actorOfRole = (role: Role): Actor | null => {
  const side = Role.sideOf(role);
  if (side === 'customer') return 'CUSTOMER';
  if (side === 'seller') return 'SELLER';
  return side === 'operator' ? 'OPERATOR' : null;
};
