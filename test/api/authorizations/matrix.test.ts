import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CspAuthorizationEntity,
  cspAuthorizationLife,
  cspAuthorizationMachine,
  JointSalesAuthorizationEntity,
  jointSalesLife,
  jointSalesMachine,
} from '../../../server/modules/authorizations/index.ts';
import {
  type Aggregate,
  fire,
  type LifeCycle,
} from '../../../server/platform/command/life-cycle.ts';
import { raw } from '../../../server/platform/read/sql.ts';
import { type Caller, openWorld } from '../../kit/world.ts';
import { errorsOf } from '../discounts/stage.ts';
import { day, freshProduct, granted, requested, type Stage, seen, setStage } from './stage.ts';

type Rules = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The tables of domain §4.3 and §4.3b in their own words: event → from → to. Everything else is refused. */
const CSP: Rules = {
  start: { SCHEDULED: 'ACTIVE' },
  modify: { ACTIVE: 'ACTIVE' },
  revoke: { SCHEDULED: 'REVOKED', ACTIVE: 'REVOKED' },
  end: { ACTIVE: 'EXPIRED' },
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
};
const SYSTEM = ['start', 'end', 'lapse'];
const BY_PARTNER = ['withdraw', 'renew'];
const CREATING = ['create', 'request', 'grantUnasked'];

const INPUTS: Readonly<Record<string, object>> = {
  modify: { minPayRate: '0.8', shareRatio: '0.2', validUntil: day('30') },
  amend: { shareRatio: '0.2', floorPayRate: '0.8', validUntil: day('30') },
  refuse: { reason: 'reason' },
  revoke: { reason: 'reason' },
  renew: { validUntil: '2026-06-01T00:00:00Z' },
};

/** What a row of each state carries beside the state. */
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

let stage: Stage;
const ids = new Map<string, string>();
const idOf = (type: string, state: string): string => ids.get(`${type} ${state}`)!;

beforeAll(async () => {
  stage = await setStage(await openWorld('authorization matrix'));
  const { world } = stage;
  const put = async (type: string, table: string, id: string, state: string, facts: string) => {
    await world.rows(
      raw(`update ${table} set status = '${state}', ${facts} where id = '${id.slice(4)}'`),
    );
    ids.set(`${type} ${state}`, id);
  };
  for (const state of cspAuthorizationMachine.states) {
    const id = await granted(stage, await freshProduct(stage, 'COMMON'));
    const facts = state === 'REVOKED' ? 'revoked_at = now()' : 'version = version';
    await put('CspAuthorization', 'csp_authorization', id, state, facts);
  }
  for (const state of jointSalesMachine.states) {
    const id = await requested(stage, await freshProduct(stage, 'JOINT_OPERATION'));
    const facts = JOINT_FACTS[state]!;
    await put('JointSalesAuthorization', 'joint_sales_authorization', id, state, facts);
  }
});
afterAll(() => stage?.world.close());

const callerOf = (event: string): Caller =>
  BY_PARTNER.includes(event) ? stage.manager : stage.seller;

/** What a person's command would be answered in a state, without doing it. */
async function answer(type: string, event: string, state: string): Promise<string> {
  const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}${event.charAt(0).toUpperCase()}${event.slice(1)}`;
  const input = { id: idOf(type, state), ...INPUTS[event] };
  const errors = await errorsOf(callerOf(event), name, input, { validateOnly: true });
  return errors.map(({ code }) => code).join() || 'ok';
}

class Undo extends Error {}

/** Where the clock's event leads, without doing it. */
async function clockAnswer(
  life: LifeCycle<never>,
  entity: object,
  event: string,
  state: string,
): Promise<string> {
  let reached = '';
  await stage.world
    .system(async (tx) => {
      const id = idOf(life.machine.type, state).slice(4);
      const row = (await tx.em.findOneOrFail(entity as never, { id } as never)) as Aggregate;
      try {
        await fire(tx, life as unknown as LifeCycle, row, event);
        reached = row.status;
      } catch (error) {
        reached = (error as Error).message;
      }
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return reached;
}

const machines = [
  { rules: CSP, life: cspAuthorizationLife as never, entity: CspAuthorizationEntity },
  { rules: JOINT, life: jointSalesLife as never, entity: JointSalesAuthorizationEntity },
] as readonly { rules: Rules; life: LifeCycle<never>; entity: object }[];

for (const { rules, life, entity } of machines) {
  const { type, states, transitions } = life.machine;
  describe(`every event of ${type} in every state`, () => {
    it('has the events of the table and no other', () => {
      const events = new Set(transitions.map(({ event }) => event));
      for (const event of CREATING) events.delete(event);
      expect([...events].sort()).toEqual(Object.keys(rules).sort());
    });

    for (const event of Object.keys(rules)) {
      it(`${event}: ${Object.keys(rules[event]!).join(', ')}`, async () => {
        const answers: Record<string, string> = {};
        const expected: Record<string, string> = {};
        for (const state of states) {
          const to = rules[event]![state];
          const clock = SYSTEM.includes(event);
          answers[state] = clock
            ? await clockAnswer(life, entity, event, state)
            : await answer(type, event, state);
          expected[state] = to ? (clock ? to : 'ok') : 'NOT_IN_THIS_STATE';
        }
        expect(answers).toEqual(expected);
      });
    }

    it('shows the same in the actions of the partner, the seller and the operator', async () => {
      for (const state of states) {
        for (const caller of [stage.manager, stage.seller, stage.operator]) {
          const { viewerActions } = await seen(
            caller,
            idOf(type, state),
            'viewerActions { name enabled }',
          );
          for (const { name, enabled } of viewerActions) {
            const mine = callerOf(name) === caller && !SYSTEM.includes(name);
            expect([state, name, enabled]).toEqual([state, name, mine && state in rules[name]!]);
          }
        }
      }
    });
  });
}
