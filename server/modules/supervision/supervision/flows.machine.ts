/** Service-flow templates as data (domain §3.4): the ordered nodes of each, with the event that leaves a node. */

/** Side that acts at each node. */
export const ACTOR_AT = {
  AWAIT_REQUIREMENT: 'CUSTOMER',
  AWAIT_CONFIRM: 'SELLER',
  AWAIT_ID: 'CUSTOMER',
  AWAIT_CLAIM: 'CUSTOMER',
  AWAIT_ACTIVATION: 'SELLER',
  AWAIT_PROOF: 'SELLER',
  IMPLEMENTING: 'SELLER',
  AWAIT_DRAFT_CONFIRM: 'CUSTOMER',
  BUILDING: 'SELLER',
  DEPLOYING: 'SELLER',
  AWAIT_SHIPMENT: 'SELLER',
  HUAWEI_REVIEW: 'OPERATOR',
  AWAIT_ACCEPTANCE: 'CUSTOMER',
} as const;
export type Node = keyof typeof ACTOR_AT;
export type Actor = (typeof ACTOR_AT)[Node];
export const NODES = Object.keys(ACTOR_AT) as Node[];

interface Step {
  readonly node: Node;
  /** Event that leads to the next node. */
  readonly event: string;
  /** Event that returns the flow to an earlier node. */
  readonly back?: { readonly event: string; readonly to: Node };
}

const step = (node: Node, event: string, back?: Step['back']): Step => ({
  node,
  event,
  ...(back && { back }),
});

const review = (to: Node): Step => step('HUAWEI_REVIEW', 'passReview', { event: 'failReview', to });
const acceptance = (to: Node): Step =>
  step('AWAIT_ACCEPTANCE', 'accept', { event: 'rejectAcceptance', to });
const requirement: readonly Step[] = [
  step('AWAIT_REQUIREMENT', 'submitRequirement'),
  step('AWAIT_CONFIRM', 'confirmRequirement', {
    event: 'rejectRequirement',
    to: 'AWAIT_REQUIREMENT',
  }),
];

export const FLOWS = {
  STANDARD: [
    ...requirement,
    step('IMPLEMENTING', 'submitDelivery'),
    review('IMPLEMENTING'),
    acceptance('IMPLEMENTING'),
  ],
  WEBSITE: [
    ...requirement,
    step('IMPLEMENTING', 'submitDraft'),
    step('AWAIT_DRAFT_CONFIRM', 'confirmDraft', { event: 'rejectDraft', to: 'IMPLEMENTING' }),
    step('BUILDING', 'submitDelivery'),
    acceptance('BUILDING'),
  ],
  LICENSE_CODE: [
    step('AWAIT_CLAIM', 'claimCode'),
    step('AWAIT_ACTIVATION', 'activate'),
    step('AWAIT_PROOF', 'submitProof'),
    review('AWAIT_PROOF'),
  ],
  LICENSE_ID: [
    step('AWAIT_ID', 'submitId'),
    step('IMPLEMENTING', 'submitDelivery'),
    review('IMPLEMENTING'),
    acceptance('IMPLEMENTING'),
  ],
  LICENSE_PACKAGE: [step('DEPLOYING', 'deploy'), acceptance('DEPLOYING')],
  HARDWARE: [step('AWAIT_SHIPMENT', 'ship'), acceptance('AWAIT_SHIPMENT')],
} as const satisfies Readonly<Record<string, readonly Step[]>>;
export type Template = keyof typeof FLOWS;
export const TEMPLATES = Object.keys(FLOWS) as Template[];

const stepsOf = (template: Template): readonly Step[] => FLOWS[template];

/** Nodes of a flow. The Huawei review is only for empowerment-cloud and base-cloud orders. */
export const nodesOf = (template: Template, isReviewed: boolean): Node[] =>
  FLOWS[template].map(({ node }) => node).filter((node) => isReviewed || node !== 'HUAWEI_REVIEW');

/** Whether the flow of a template has a Huawei review at all. */
export const hasReview = (template: Template): boolean =>
  stepsOf(template).some(({ node }) => node === 'HUAWEI_REVIEW');

export const firstNode = (template: Template): Node => stepsOf(template)[0]!.node;

/** The node after this one; COMPLETED after the last. */
export function nextNode(template: Template, isReviewed: boolean, node: Node): Node | 'COMPLETED' {
  const nodes = stepsOf(template).map((one) => one.node);
  const later = nodes.slice(nodes.indexOf(node) + 1);
  return later.find((one) => isReviewed || one !== 'HUAWEI_REVIEW') ?? 'COMPLETED';
}

/** The node to which an event returns a flow. */
export const earlierNode = (template: Template, node: Node): Node =>
  stepsOf(template).find((one) => one.node === node)!.back!.to;

/** Nodes at which the seller fulfils the promised delivery time. */
export const DELIVERING: readonly Node[] = [
  'AWAIT_ACTIVATION',
  'AWAIT_PROOF',
  'IMPLEMENTING',
  'BUILDING',
  'DEPLOYING',
  'AWAIT_SHIPMENT',
];
/** Nodes after the seller's delivery: the promise is kept unless the flow returns. */
export const DELIVERED: readonly (Node | 'COMPLETED')[] = [
  'HUAWEI_REVIEW',
  'AWAIT_ACCEPTANCE',
  'COMPLETED',
];

export interface Move {
  readonly event: string;
  readonly from: Node;
  readonly to: readonly (Node | 'COMPLETED')[];
  /** Templates that have the event at this node. */
  readonly templates: readonly Template[];
}

const movesOf = (template: Template): Omit<Move, 'templates'>[] =>
  stepsOf(template).flatMap(({ node, event, back }) => [
    {
      event,
      from: node,
      to: [...new Set([nextNode(template, true, node), nextNode(template, false, node)])],
    },
    ...(back ? [{ event: back.event, from: node, to: [back.to] }] : []),
  ]);

/** The moves of all templates, joined by event and node. */
export const MOVES: readonly Move[] = [
  ...Map.groupBy(
    TEMPLATES.flatMap((template) => movesOf(template).map((move) => ({ ...move, template }))),
    ({ event, from }) => `${event} ${from}`,
  ).values(),
].map((same) => ({
  event: same[0]!.event,
  from: same[0]!.from,
  to: [...new Set(same.flatMap(({ to }) => to))],
  templates: same.map(({ template }) => template),
}));

/** Templates whose flow has this node. */
export const templatesWith = (node: Node): Template[] =>
  TEMPLATES.filter((template) => stepsOf(template).some((one) => one.node === node));

export const FORWARD = [
  ...new Set(TEMPLATES.flatMap((template) => stepsOf(template).map(({ event }) => event))),
];
export const BACKWARD = [
  ...new Set(
    Object.values(FLOWS).flatMap((steps) =>
      steps.flatMap(({ back }) => (back ? [back.event] : [])),
    ),
  ),
];
