import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demandLife, demandMachine } from '../../../server/modules/demands/index.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { openWorld } from '../../kit/world.ts';
import { type DemandStage, seenDemand, setDemandStage, submittedDemand } from './stage.ts';

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

let stage: DemandStage;
let id: string;
beforeAll(async () => {
  stage = await setDemandStage(await openWorld('demand matrix'));
  id = await submittedDemand(stage);
});
afterAll(() => stage?.world.close());

/** The seller does not see a draft, so every event of a draft is fired by the partner or the system. */
const viewerOf = (event: string, from: string): Viewer | null => {
  if (event === 'lapse') return null;
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
  const enabled = async (viewer: DemandStage['manager']) =>
    (await seenDemand(viewer, id, 'viewerActions { name enabled }')).viewerActions
      .filter((action: { enabled: boolean }) => action.enabled)
      .map(({ name }: { name: string }) => name)
      .sort();
  expect(await enabled(stage.manager)).toEqual(['nudge', 'withdraw']);
  expect(await enabled(stage.sellerManager)).toEqual(['receive', 'reject']);
  expect(await enabled(stage.operator)).toEqual([]);
  expect(demandMachine.states).toHaveLength(8);
});
