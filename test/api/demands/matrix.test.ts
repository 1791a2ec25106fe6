import { beforeAll, expect, it } from '@jest/globals';
import { demandLife, offerLife } from '../../../server/modules/demands/index.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';
import { enabledOf } from '../../kit/actions.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import { day } from '../discounts/stage.ts';
import { setDemandStage, submittedDemand } from './stage.ts';

/** The table of domain §4.2, written independently: event → from → to. Every other event is refused. */
const RULES: Rules = {
  update: { DRAFT: 'DRAFT' },
  submit: { DRAFT: 'SUBMITTED' },
  nudge: { SUBMITTED: 'SUBMITTED' },
  withdraw: { SUBMITTED: 'WITHDRAWN' },
  receive: { SUBMITTED: 'ACCEPTED' },
  reject: { SUBMITTED: 'REJECTED' },
  lapse: { SUBMITTED: 'AUTO_REJECTED' },
  convert: { ACCEPTED: 'CONVERTED' },
  close: { ACCEPTED: 'CLOSED' },
  reopen: { CONVERTED: 'ACCEPTED' },
  clone: {
    REJECTED: 'REJECTED',
    AUTO_REJECTED: 'AUTO_REJECTED',
    WITHDRAWN: 'WITHDRAWN',
    CONVERTED: 'CONVERTED',
    CLOSED: 'CLOSED',
  },
};
const BY_SELLER = ['receive', 'reject', 'convert', 'close'];

const ANSWERED = `due_at = null, answered_at = now(), answered_by_name = 'x', answer_reason = 'why'`;
const FACTS: Readonly<Record<string, string>> = {
  DRAFT: 'due_at = null, submitted_at = null, submitted_by_name = null, answer_due_at = null',
  ACCEPTED: `answered_at = now(), answered_by_name = 'x'`,
  REJECTED: ANSWERED,
  AUTO_REJECTED: 'due_at = null',
  WITHDRAWN: 'due_at = null',
  CONVERTED: `${ANSWERED}, granted_share_ratio = 0.2`,
  CLOSED: `${ANSWERED}, closed_at = now(), close_reason = 'why'`,
};

const stage = testStage('demand matrix', setDemandStage);
let id: string;
beforeAll(async () => {
  id = await submittedDemand(stage);
});

/** The seller does not see a draft, so every event of a draft is fired by the partner or the system. */
const viewerOf = (event: string, from: string): Viewer | null => {
  if (event === 'lapse' || event === 'reopen') return null;
  return BY_SELLER.includes(event) && from !== 'DRAFT'
    ? stage.sellerManager.viewer
    : stage.manager.viewer;
};

describeMatrix(
  demandLife,
  RULES,
  byFiring({
    world: () => stage.world,
    id: () => id,
    by: viewerOf,
    inputs: {
      update: {
        get productId() {
          return stage.joint.productId.slice(4);
        },
        expectedShareRatio: '0.2',
        requirement: 'x',
      },
      reject: { reason: 'why' },
      close: { reason: 'why' },
      convert: { shareRatio: '0.2' },
    },
    facts: FACTS,
  }),
);

it('offers each side its actions', async () => {
  expect(await enabledOf(stage.manager, id)).toEqual(['nudge', 'withdraw']);
  expect(await enabledOf(stage.sellerManager, id)).toEqual(['receive', 'reject']);
  expect(await enabledOf(stage.operator, id)).toEqual([]);
});

/** Offers have the states of a discount (domain §3.3): event → from → to. Every other event is refused. */
const OFFER_RULES: Rules = {
  approve: { MANUAL_REVIEW: 'SCHEDULED' },
  reject: { MANUAL_REVIEW: 'REJECTED' },
  withdraw: { MANUAL_REVIEW: 'WITHDRAWN' },
  start: { SCHEDULED: 'EFFECTIVE' },
  share: { EFFECTIVE: 'EFFECTIVE' },
  draftDiscount: { SCHEDULED: 'SCHEDULED', EFFECTIVE: 'EFFECTIVE' },
  end: { EFFECTIVE: 'EXPIRED' },
  delist: { SCHEDULED: 'UNUSABLE', EFFECTIVE: 'UNUSABLE' },
  revoke: { SCHEDULED: 'REVOKED', EFFECTIVE: 'REVOKED' },
};
const BY_SIDE: Readonly<Record<string, 'manager' | 'sellerManager' | 'operator'>> = {
  approve: 'operator',
  reject: 'operator',
  withdraw: 'sellerManager',
  share: 'sellerManager',
  revoke: 'sellerManager',
  draftDiscount: 'manager',
};
const OFFER_FACTS: Readonly<Record<string, string>> = {
  EFFECTIVE: 'activated_at = now()',
  REJECTED: `decision_reason = 'why'`,
  REVOKED: `revoke_reason = 'why'`,
  // The authorization came with the grant.
  MANUAL_REVIEW:
    'joint_sales_authorization_id = null, demand_id = null, partner_id = null, customer_id = null, share_ratio = null, floor_pay_rate = null',
};

let offerId: string;
beforeAll(async () => {
  const demand = await submittedDemand(stage);
  await stage.reviewer.mutate('customerDemandReceive', { id: demand });
  const { privateOffer } = await stage.sellerManager.mutate(
    'customerDemandConvert',
    {
      id: demand,
      shareRatio: '0.2',
      name: '专属报价',
      lines: [{ specificationId: stage.joint.specifications[0], payRate: '0.9' }],
      validFrom: day('10'),
      validUntil: day('31'),
    },
    'privateOffer { id }',
  );
  offerId = privateOffer.id;
});

/** The offer in review has no partner here, so the seller fires the partner's event on it. */
const offerViewerOf = (event: string, from: string): Viewer | null => {
  const who =
    from === 'MANUAL_REVIEW' && BY_SIDE[event] === 'manager' ? 'sellerManager' : BY_SIDE[event];
  return who ? stage[who].viewer : null;
};

describeMatrix(
  offerLife,
  OFFER_RULES,
  byFiring({
    world: () => stage.world,
    id: () => offerId,
    by: offerViewerOf,
    inputs: {
      reject: { reason: 'why' },
      revoke: { reason: 'why' },
    },
    facts: OFFER_FACTS,
  }),
);
