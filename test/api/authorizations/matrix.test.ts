import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  cspAuthorizationLife,
  cspAuthorizationMachine,
  jointSalesLife,
  jointSalesMachine,
} from '../../../server/modules/authorizations/index.ts';
import type { LifeCycle } from '../../../server/platform/command/types.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/answers.ts';
import { byDryRun, byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { day, freshProduct, granted, requested, setStage } from './stage.ts';

/** The tables of domain §4.3 and §4.3b, written independently: event → from → to. Every other event is refused. */
const CSP: Rules = {
  start: { SCHEDULED: 'ACTIVE' },
  modify: { SCHEDULED: 'SCHEDULED', ACTIVE: 'ACTIVE' },
  revoke: { SCHEDULED: 'REVOKED', ACTIVE: 'REVOKED' },
  end: { ACTIVE: 'EXPIRED' },
  unbind: { SCHEDULED: 'EXPIRED', ACTIVE: 'EXPIRED' },
};
const JOINT: Rules = {
  grant: { REQUESTED: 'ACTIVE' },
  refuse: { REQUESTED: 'REFUSED' },
  withdraw: { REQUESTED: 'WITHDRAWN' },
  lapse: { REQUESTED: 'LAPSED' },
  start: { SCHEDULED: 'ACTIVE' },
  end: { ACTIVE: 'EXPIRED' },
  amend: { SCHEDULED: 'SCHEDULED', ACTIVE: 'ACTIVE' },
  revoke: { SCHEDULED: 'REVOKED', ACTIVE: 'REVOKED' },
  renew: { ACTIVE: 'ACTIVE', EXPIRED: 'EXPIRED' },
  unbind: { SCHEDULED: 'EXPIRED', ACTIVE: 'EXPIRED', REQUESTED: 'WITHDRAWN' },
};
const SYSTEM = ['start', 'end', 'lapse', 'unbind'];
const BY_PARTNER = ['withdraw', 'renew'];

const INPUTS: Readonly<Record<string, object>> = {
  modify: { floorPayRate: '0.8', shareRatio: '0.2', validUntil: day('30') },
  amend: { shareRatio: '0.2', floorPayRate: '0.8', validUntil: day('30') },
  refuse: { reason: 'reason' },
  revoke: { reason: 'reason' },
};

/** Columns of a row in each state other than the state itself. */
const GRANTED = `due_at = null, terms_version = 1, decided_at = now(), decided_by_name = 'x'`;
const JOINT_FACTS: Readonly<Record<string, string>> = {
  REQUESTED: 'due_at = due_at',
  SCHEDULED: GRANTED,
  ACTIVE: GRANTED,
  EXPIRED: GRANTED,
  REVOKED: `${GRANTED}, revoked_at = now(), revoke_reason = 'why'`,
  REFUSED: `due_at = null, decided_at = now(), decided_by_name = 'x', decision_reason = 'why'`,
  WITHDRAWN: 'due_at = null',
  LAPSED: 'due_at = null',
};

const stage = testStage('authorization matrix', setStage);
const ids = new Map<string, string>();
const idOf = (type: string, state: string): string => ids.get(`${type} ${state}`)!;

beforeAll(async () => {
  const { world, acmeId, account, customerId } = stage;
  const put = async (type: string, table: string, id: string, state: string, facts: string) => {
    await world.rows(
      sql.raw(`update ${table} set status = '${state}', ${facts} where id = '${id.slice(4)}'`),
    );
    ids.set(`${type} ${state}`, id);
  };
  for (const state of cspAuthorizationMachine.states) {
    const id = await granted(stage, await freshProduct(stage, 'COMMON'), {
      partnerId: acmeId,
      customer: { cloudAccount: account, name: '东方制造' },
    });
    const facts = state === 'REVOKED' ? 'revoked_at = now()' : 'version = version';
    await put('CspAuthorization', 'csp_authorization', id, state, facts);
  }
  for (const state of jointSalesMachine.states) {
    const id = await requested(stage, await freshProduct(stage, 'JOINT_OPERATION'), { customerId });
    const facts = JOINT_FACTS[state]!;
    await put('JointSalesAuthorization', 'joint_sales_authorization', id, state, facts);
  }
});

const callerOf = (event: string): Caller =>
  BY_PARTNER.includes(event) ? stage.manager : stage.seller;

const byFire = (type: string) =>
  byFiring({
    world: () => stage.world,
    id: (state) => idOf(type, state),
    by: (event) => (event === 'renew' ? stage.manager.viewer : null),
  });

const machines: readonly (readonly [LifeCycle, Rules])[] = [
  [cspAuthorizationLife, CSP],
  [jointSalesLife, JOINT],
];

for (const [life, rules] of machines) {
  const { type, states } = life.machine;
  const fired = byFire(type);
  describeMatrix(life, rules, (event, state) =>
    // The mutation `renew` answers with the successor.
    SYSTEM.includes(event) || event === 'renew'
      ? fired(event, state, life)
      : byDryRun(callerOf(event), life, event, { id: idOf(type, state), ...INPUTS[event] }),
  );

  describe(`the machine of ${type}`, () => {
    it('agrees with the actions of the partner, the seller and the operator', async () => {
      for (const state of states) {
        for (const caller of [stage.manager, stage.seller, stage.operator]) {
          const actions = await actionsOf(caller, idOf(type, state));
          for (const [name, reason] of Object.entries(actions)) {
            const mine = callerOf(name) === caller && !SYSTEM.includes(name);
            expect([state, name, reason === null]).toEqual([
              state,
              name,
              mine && state in rules[name]!,
            ]);
          }
        }
      }
    });
  });
}
