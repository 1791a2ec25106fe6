import { beforeAll, describe, expect, it } from '@jest/globals';
import { discountLife, discountMachine } from '../../../server/modules/discounts/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byDryRun, byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { changesOf, saved, seen, setStage } from './stage.ts';

/** The table of domain §4.4, written independently: event → from → to. Every other event is refused. */
const RULES: Rules = {
  update: { DRAFT: 'DRAFT', REJECTED: 'DRAFT' },
  // The check of the system passes within the command.
  submit: { DRAFT: 'SELLER_REVIEW' },
  pass: { SYSTEM_REVIEW: 'SELLER_REVIEW' },
  // The seller of a common product decides after operations.
  approve: { SELLER_REVIEW: 'SCHEDULED', MANUAL_REVIEW: 'SELLER_REVIEW' },
  reject: { SELLER_REVIEW: 'REJECTED', MANUAL_REVIEW: 'REJECTED' },
  withdraw: { SYSTEM_REVIEW: 'WITHDRAWN', SELLER_REVIEW: 'WITHDRAWN', MANUAL_REVIEW: 'WITHDRAWN' },
  start: { SCHEDULED: 'EFFECTIVE' },
  share: { EFFECTIVE: 'EFFECTIVE' },
  extend: { SCHEDULED: 'SCHEDULED', EFFECTIVE: 'EFFECTIVE' },
  end: { EFFECTIVE: 'EXPIRED' },
  delist: { SCHEDULED: 'UNUSABLE', EFFECTIVE: 'UNUSABLE' },
  unbind: {
    SYSTEM_REVIEW: 'UNUSABLE',
    SELLER_REVIEW: 'UNUSABLE',
    MANUAL_REVIEW: 'UNUSABLE',
    SCHEDULED: 'UNUSABLE',
    EFFECTIVE: 'UNUSABLE',
  },
  revoke: { EFFECTIVE: 'REVOKED' },
};
const SYSTEM_EVENTS = ['pass', 'start', 'end', 'delist', 'unbind'];

/** Columns of a row in each state other than the state itself. */
const FACTS: Record<string, string> = {
  SELLER_REVIEW: 'review_due_at = now()',
  MANUAL_REVIEW: `review_due_at = now(), justification = 'why'`,
  SCHEDULED: `valid_from = '2026-03-01T00:00:00Z', valid_until = '2026-03-05T00:00:00Z'`,
  REJECTED: `decision_reason = 'why'`,
  EFFECTIVE: 'activated_at = valid_from',
  UNUSABLE: `unusable_reason = 'PRODUCT_DELISTED'`,
};

const stage = testStage('discount matrix', setStage);
const ids = new Map<string, string>();

beforeAll(async () => {
  for (const [i, state] of discountMachine.states.entries()) {
    const id = await saved(stage, {
      validFrom: `2027-${String(i + 1).padStart(2, '0')}-01T00:00:00.000Z`,
      validUntil: `2027-${String(i + 1).padStart(2, '0')}-20T00:00:00.000Z`,
    });
    const submitted = state === 'DRAFT' ? '' : ', submitted_at = now()';
    const facts = FACTS[state] ? `, ${FACTS[state]}` : '';
    await stage.world.rows(
      sql.raw(
        `update exclusive_discount set status = '${state}'${submitted}${facts} where id = '${id.slice(4)}'`,
      ),
    );
    ids.set(state, id);
  }
});

const callerOf = (event: string, state: string): Caller => {
  if (event !== 'approve' && event !== 'reject') return stage.manager;
  return state === 'MANUAL_REVIEW' ? stage.operator : stage.reviewer;
};

/** The answer to a member's command in a state, by a dry run. */
async function answer(event: string, state: string): Promise<string> {
  const caller = callerOf(event, state);
  const reason = { reason: 'reason' };
  const inputs: Record<string, object> = {
    update: changesOf(stage),
    approve: reason,
    reject: reason,
    revoke: reason,
  };
  const input = { id: ids.get(state), ...inputs[event] };
  // The reviewer cannot see a draft, so the answer is NOT_FOUND.
  if (caller === stage.reviewer && state === 'DRAFT') {
    await expect(byDryRun(caller, discountLife, event, input)).rejects.toThrow('Not found');
    return 'NOT_IN_THIS_STATE';
  }
  return await byDryRun(caller, discountLife, event, input);
}

const fired = byFiring({
  world: () => stage.world,
  id: (state) => ids.get(state)!,
  by: (event) => (event === 'extend' ? stage.manager.viewer : null),
  inputs: { delist: { reason: 'PRODUCT_DELISTED' }, unbind: { reason: 'CUSTOMER_UNBOUND' } },
});

describeMatrix(discountLife, RULES, (event, state, life) =>
  // The mutation `extend` answers with the successor.
  SYSTEM_EVENTS.includes(event) || event === 'extend'
    ? fired(event, state, life)
    : answer(event, state),
);

describe('the machine of discounts', () => {
  it('agrees with the actions of the partner, the seller and the operator', async () => {
    for (const state of discountMachine.states) {
      for (const caller of [stage.manager, stage.reviewer, stage.operator]) {
        const row = await seen(caller, ids.get(state)!, 'viewerActions { name enabled }');
        for (const { name, enabled } of row?.viewerActions ?? []) {
          const mine = callerOf(name, state) === caller;
          expect([state, name, enabled]).toEqual([state, name, mine && state in RULES[name]!]);
        }
      }
    }
  });
});
