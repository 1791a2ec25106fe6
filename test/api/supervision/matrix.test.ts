import { beforeAll } from '@jest/globals';
import { appealLife, supervisionLife } from '../../../server/modules/supervision/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { act, appealed, files, RECIPIENT, supervised, type Template } from './delivery.ts';

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

/** Template whose flow has the node, for the row in each state, and the side that acts. */
const OF: Readonly<Record<Node, readonly [template: Template, actor: string]>> = {
  AWAIT_REQUIREMENT: ['STANDARD', 'CUSTOMER'],
  AWAIT_CONFIRM: ['STANDARD', 'SELLER'],
  AWAIT_ID: ['LICENSE_ID', 'CUSTOMER'],
  AWAIT_CLAIM: ['LICENSE_CODE', 'CUSTOMER'],
  AWAIT_ACTIVATION: ['LICENSE_CODE', 'SELLER'],
  AWAIT_PROOF: ['LICENSE_CODE', 'SELLER'],
  IMPLEMENTING: ['STANDARD', 'SELLER'],
  AWAIT_DRAFT_CONFIRM: ['WEBSITE', 'CUSTOMER'],
  BUILDING: ['WEBSITE', 'SELLER'],
  DEPLOYING: ['LICENSE_PACKAGE', 'SELLER'],
  AWAIT_SHIPMENT: ['HARDWARE', 'SELLER'],
  HUAWEI_REVIEW: ['STANDARD', 'OPERATOR'],
  AWAIT_ACCEPTANCE: ['HARDWARE', 'CUSTOMER'],
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
const stored: Record<string, string[]> = {};

const only = (...names: string[]) => Object.fromEntries(names.map((name) => [name, stored[name]]));

beforeAll(async () => {
  for (const template of new Set(Object.values(OF).map(([of]) => of)))
    rows.set(template, (await supervised(stage, template)).id);
  const hardware = rows.get('HARDWARE')!;
  await act(stage.buyer, 'changeAddress', hardware, RECIPIENT);
  const { world, sellerManager } = stage;
  const uploads = {
    ...(await files(world, stage.buyer, 'requirementFiles')),
    ...(await files(
      world,
      sellerManager,
      'sowFiles',
      'acceptanceFiles',
      'draftFiles',
      'proofFiles',
    )),
  };
  for (const [name, ids] of Object.entries(uploads)) stored[name] = ids.map((id) => id.slice(4));
  appealId = await appealed(stage.buyer, (await supervised(stage, 'STANDARD')).id);
  const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
  second = await world.member(site, 'operator', '许明');
});

const ended = 'actor = null, ended_at = now(), due_at = null';
const FACTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    NODES.map((node) => [
      node,
      `actor = '${OF[node][1]}', stall_at = now(), due_at = now()${
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
    id: (state) => rows.get(OF[state as Node]?.[0] ?? 'STANDARD')!,
    by: (event) => {
      if (BY_SYSTEM.includes(event)) return null;
      if (BY_OPERATOR.includes(event)) return stage.operator.viewer;
      if (event === 'nudge') return stage.manager.viewer;
      if (event === 'appeal') return stage.buyer.viewer;
      return BY_CUSTOMER.includes(event) ? stage.buyer.viewer : stage.sellerManager.viewer;
    },
    inputs: {
      get submitRequirement() {
        return only('requirementFiles');
      },
      get submitDraft() {
        return only('draftFiles');
      },
      get submitDelivery() {
        return only('sowFiles', 'acceptanceFiles');
      },
      get submitProof() {
        return only('proofFiles');
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
