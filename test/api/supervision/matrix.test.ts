import { beforeAll } from '@jest/globals';
import { appealLife, supervisionLife } from '../../../server/modules/supervision/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { act, RECIPIENT, supervised, type Template, uploaded } from './delivery.ts';

const NODES = [
  'AWAIT_REQUIREMENT',
  'AWAIT_CONFIRM',
  'AWAIT_ID',
  'AWAIT_CLAIM',
  'AWAIT_ACTIVATION',
  'AWAIT_PROOF',
  'IMPLEMENTING',
  'AWAIT_DRAFT_CONFIRM',
  'BUILDING',
  'DEPLOYING',
  'AWAIT_SHIPMENT',
  'HUAWEI_REVIEW',
  'AWAIT_ACCEPTANCE',
] as const;
type Node = (typeof NODES)[number];

/** Template whose flow has the node, for the row in each state. */
const TEMPLATE: Readonly<Record<Node, Template>> = {
  AWAIT_REQUIREMENT: 'STANDARD',
  AWAIT_CONFIRM: 'STANDARD',
  AWAIT_ID: 'LICENSE_ID',
  AWAIT_CLAIM: 'LICENSE_CODE',
  AWAIT_ACTIVATION: 'LICENSE_CODE',
  AWAIT_PROOF: 'LICENSE_CODE',
  IMPLEMENTING: 'STANDARD',
  AWAIT_DRAFT_CONFIRM: 'WEBSITE',
  BUILDING: 'WEBSITE',
  DEPLOYING: 'LICENSE_PACKAGE',
  AWAIT_SHIPMENT: 'HARDWARE',
  HUAWEI_REVIEW: 'STANDARD',
  AWAIT_ACCEPTANCE: 'HARDWARE',
};

const ACTOR: Readonly<Record<Node, string>> = {
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
};

const same = (nodes: readonly string[]) => Object.fromEntries(nodes.map((node) => [node, node]));
const all = (to: string, nodes: readonly string[] = NODES) =>
  Object.fromEntries(nodes.map((node) => [node, to]));
const UNDELIVERED = NODES.filter((n) => n !== 'HUAWEI_REVIEW' && n !== 'AWAIT_ACCEPTANCE');

/** The table of domain §4.6 over all templates, written independently: event → from → to. */
const RULES: Rules = {
  submitRequirement: { AWAIT_REQUIREMENT: 'AWAIT_CONFIRM' },
  confirmRequirement: { AWAIT_CONFIRM: 'IMPLEMENTING' },
  rejectRequirement: { AWAIT_CONFIRM: 'AWAIT_REQUIREMENT' },
  submitId: { AWAIT_ID: 'IMPLEMENTING' },
  claimCode: { AWAIT_CLAIM: 'AWAIT_ACTIVATION' },
  activate: { AWAIT_ACTIVATION: 'AWAIT_PROOF' },
  submitProof: { AWAIT_PROOF: 'COMPLETED' },
  // The row of this node has the template STANDARD, which has no draft.
  submitDraft: { IMPLEMENTING: 'NOT_IN_THIS_FLOW' },
  confirmDraft: { AWAIT_DRAFT_CONFIRM: 'BUILDING' },
  rejectDraft: { AWAIT_DRAFT_CONFIRM: 'IMPLEMENTING' },
  submitDelivery: { IMPLEMENTING: 'AWAIT_ACCEPTANCE', BUILDING: 'AWAIT_ACCEPTANCE' },
  deploy: { DEPLOYING: 'AWAIT_ACCEPTANCE' },
  ship: { AWAIT_SHIPMENT: 'AWAIT_ACCEPTANCE' },
  changeAddress: { AWAIT_SHIPMENT: 'AWAIT_SHIPMENT' },
  passReview: { HUAWEI_REVIEW: 'AWAIT_ACCEPTANCE' },
  failReview: { HUAWEI_REVIEW: 'IMPLEMENTING' },
  accept: { AWAIT_ACCEPTANCE: 'COMPLETED' },
  rejectAcceptance: { AWAIT_ACCEPTANCE: 'AWAIT_SHIPMENT' },
  signOff: { AWAIT_ACCEPTANCE: 'AWAIT_ACCEPTANCE' },
  autoAccept: { AWAIT_ACCEPTANCE: 'COMPLETED' },
  keepReturn: { AWAIT_ACCEPTANCE: 'AWAIT_SHIPMENT' },
  nudge: same(NODES),
  flagStalled: same(NODES),
  warnDelivery: same(UNDELIVERED),
  flagOverdue: same(UNDELIVERED),
  requireReview: same([...UNDELIVERED, 'FROZEN']),
  waiveReview: same([...UNDELIVERED, 'FROZEN']),
  appeal: all('FROZEN'),
  resolve: { FROZEN: 'IMPLEMENTING' },
  close: all('CLOSED', [...NODES, 'FROZEN']),
};

const BY_CUSTOMER = [
  'submitRequirement',
  'submitId',
  'claimCode',
  'confirmDraft',
  'rejectDraft',
  'changeAddress',
  'accept',
  'rejectAcceptance',
];
const BY_OPERATOR = ['passReview', 'failReview', 'signOff'];
const BY_SYSTEM = [
  ...['autoAccept', 'keepReturn', 'flagStalled', 'warnDelivery', 'flagOverdue', 'resolve', 'close'],
  ...['requireReview', 'waiveReview'],
];

const stage = testStage('supervision matrix', setStage);
let second: Caller;
let appealId: string;
const rows = new Map<Template, string>();
const files: Record<string, string[]> = {};

beforeAll(async () => {
  for (const template of new Set(Object.values(TEMPLATE)))
    rows.set(template, (await supervised(stage, template)).id);
  const hardware = rows.get('HARDWARE')!;
  await act(stage.buyer, 'changeAddress', hardware, RECIPIENT);
  const { world, sellerManager } = stage;
  for (const name of [
    'sowFiles',
    'acceptanceFiles',
    'requirementFiles',
    'draftFiles',
    'proofFiles',
  ])
    files[name] = [
      (await uploaded(world, name === 'requirementFiles' ? stage.buyer : sellerManager)).slice(4),
    ];
  const { id } = await supervised(stage, 'STANDARD');
  ({
    appeal: { id: appealId },
  } = await stage.buyer.mutate(
    'supervisionAppeal',
    { id, category: 'OTHER', reason: 'x' },
    'appeal { id }',
  ));
  const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
  second = await world.member(site, 'operator', '许明');
});

const ended = 'actor = null, ended_at = now(), due_at = null';
const FACTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    NODES.map((node) => [
      node,
      `actor = '${ACTOR[node]}', stall_at = now(), due_at = now()${
        node === 'AWAIT_ACCEPTANCE'
          ? `, shipped_at = clock_since, carrier = 'x', tracking_number = 'y'`
          : ''
      }`,
    ]),
  ),
  FROZEN: `actor = null, frozen_at = now(), paused_at = now(), frozen_node = 'IMPLEMENTING', due_at = null`,
  COMPLETED: `${ended}, completed_at = now(), acceptance = 'CUSTOMER'`,
  REFUNDED: ended,
  CLOSED: ended,
};

describeMatrix(
  supervisionLife,
  RULES,
  byFiring({
    world: () => stage.world,
    id: (state) => rows.get(TEMPLATE[state as Node] ?? 'STANDARD')!,
    by: (event) => {
      if (BY_SYSTEM.includes(event)) return null;
      if (BY_OPERATOR.includes(event)) return stage.operator.viewer;
      if (event === 'nudge') return stage.manager.viewer;
      if (event === 'appeal') return stage.buyer.viewer;
      return BY_CUSTOMER.includes(event) ? stage.buyer.viewer : stage.sellerManager.viewer;
    },
    inputs: {
      get submitRequirement() {
        return { requirementFiles: files.requirementFiles };
      },
      get submitDraft() {
        return { draftFiles: files.draftFiles };
      },
      get submitDelivery() {
        return { sowFiles: files.sowFiles, acceptanceFiles: files.acceptanceFiles };
      },
      get submitProof() {
        return { proofFiles: files.proofFiles };
      },
      submitId: { systemId: 'SN-1' },
      ship: { carrier: 'x', trackingNumber: 'y' },
      changeAddress: RECIPIENT,
      get signOff() {
        return {
          signedOffAt: stage.world.clock.now(),
          recipientPhone: RECIPIENT.recipientPhone,
        };
      },
      rejectRequirement: { reason: 'why' },
      rejectDraft: { reason: 'why' },
      rejectAcceptance: { reason: 'why' },
      failReview: { reason: 'why' },
      resolve: {
        to: 'RESUMED',
        by: { actorName: 'x', side: 'operator', via: 'PORTAL' },
      },
    },
    facts: FACTS,
  }),
);

/** The table of domain §4.7. */
const APPEAL_RULES: Rules = {
  take: { SUBMITTED: 'IN_REVIEW' },
  askMaterial: { IN_REVIEW: 'IN_REVIEW' },
  handOver: { IN_REVIEW: 'IN_REVIEW' },
  respond: { SUBMITTED: 'SUBMITTED', IN_REVIEW: 'IN_REVIEW' },
  decide: { IN_REVIEW: 'RESOLVED' },
  withdraw: { SUBMITTED: 'WITHDRAWN', IN_REVIEW: 'WITHDRAWN' },
  lapse: { SUBMITTED: 'WITHDRAWN', IN_REVIEW: 'WITHDRAWN' },
  warn: { SUBMITTED: 'SUBMITTED', IN_REVIEW: 'IN_REVIEW' },
  flagBreach: { SUBMITTED: 'SUBMITTED', IN_REVIEW: 'IN_REVIEW' },
};
const APPEAL_BY_SYSTEM = ['lapse', 'warn', 'flagBreach'];

describeMatrix(
  appealLife,
  APPEAL_RULES,
  byFiring({
    world: () => stage.world,
    id: () => appealId,
    by: (event) => {
      if (APPEAL_BY_SYSTEM.includes(event)) return null;
      const parties = event === 'respond' || event === 'withdraw';
      return parties ? stage.buyer.viewer : stage.operator.viewer;
    },
    inputs: {
      get askMaterial() {
        const by = new Date(stage.world.clock.now().getTime() + DAY);
        return { side: 'SELLER', what: 'x', by };
      },
      get handOver() {
        return { memberId: second.viewer.memberId };
      },
      respond: { text: 'x' },
      decide: { outcome: 'RESUME', reason: 'x' },
    },
    facts: {
      SUBMITTED: 'due_at = decide_by',
      IN_REVIEW: `due_at = decide_by, taken_at = now(), taken_by_name = 'x',
        taken_by_id = (select id from membership where name = '孙正')`,
      RESOLVED: `due_at = null, ended_at = now(), outcome = 'RESUME', decision_reason = 'x', decided_by_name = 'x'`,
      WITHDRAWN: 'due_at = null, ended_at = now()',
    },
  }),
);
