import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';

const world = testWorld('policies');
let operator: Caller;

beforeAll(async () => {
  operator = await world.member(
    await world.organization('OPERATOR', '云商店运营'),
    'operator',
    '周岚',
  );
});

const inForce = async (key: string): Promise<string> => {
  const { policies } = await operator.ask('{ policies { key value } }');
  return policies.find((policy: { key: string }) => policy.key === key).value;
};

describe('policies', () => {
  it('each has its default until an operator sets another value from a day on', async () => {
    expect(await inForce('binding.invite')).toBe('7');
    const effectiveFrom = new Date(world.clock.now().getTime() + 2 * DAY).toISOString();
    await operator.mutate('policySet', {
      key: 'binding.invite',
      value: '10',
      effectiveFrom,
      reason: '国庆假期',
    });
    expect(await inForce('binding.invite')).toBe('7');
    world.clock.advance(2 * DAY);
    expect(await inForce('binding.invite')).toBe('10');
    const policy = world.domain.policies.get('binding.invite')!;
    expect(await world.system((tx) => policy.value(tx, tx.now))).toBe(10);
    const { policyValues } = await operator.ask(
      '{ policyValues(first: 5, filter: { key: ["binding.invite"] }) { nodes { value setBy reason } } }',
    );
    expect(policyValues.nodes).toEqual([{ value: '10', setBy: '周岚', reason: '国庆假期' }]);
    const { auditEntries } = await operator.ask(
      '{ auditEntries(first: 1, filter: { action: ["policySet"] }) { nodes { changes { field before after } } } }',
    );
    expect(auditEntries.nodes).toEqual([
      { changes: [{ field: 'value', before: '7', after: '10' }] },
    ]);
  });

  it.each([
    ['binding.invite', '0', 'OUT_OF_RANGE'],
    ['binding.invite', '1.5', 'OUT_OF_RANGE'],
    ['catalog.nothing', '1', 'NOT_FOUND'],
  ])('%s = %s is refused with %s', async (key, value, code) => {
    expect(await operator.refused('policySet', { key, value, reason: 'x' })).toEqual([code]);
  });

  it('no value is set in the past, and only an operator sets or reads them', async () => {
    const effectiveFrom = new Date(world.clock.now().getTime() - 1).toISOString();
    await operator.cannot(
      'policySet',
      {
        key: 'binding.invite',
        value: '9',
        effectiveFrom,
        reason: 'x',
      },
      'IN_THE_PAST',
    );
    const owner = await world.member(await world.organization('PARTNER', '甲'), 'csp.owner');
    const { errors } = await owner.run('{ policies { key } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
