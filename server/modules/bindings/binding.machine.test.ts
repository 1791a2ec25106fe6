import { describe, expect, it } from '@jest/globals';
import { RULES } from '../../../test/api/bindings/table.ts';
import { targets } from '../../platform/machine.ts';
import { BINDING_STATES, bindingMachine } from './binding.machine.ts';

/** Domain §4.1 as a full matrix: event → state → target. Combinations that are absent are refused. */
const EXPECTED: Record<string, Record<string, string | string[]>> = {
  ...RULES,
  preRegister: { null: 'PRE_REGISTERED' },
  invite: { ...RULES.invite, null: 'INVITED' },
  accept: { INVITED: ['BOUND', 'PROVISIONAL'] },
  associate: { ...RULES.associate, null: 'BOUND' },
};

const events = [...new Set(bindingMachine.transitions.map((row) => row.event))];

describe('the machine of bindings', () => {
  it('knows the events of the rules and no other', () => {
    expect([...events].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(
    events.flatMap((event) => [null, ...BINDING_STATES].map((state) => [event, state] as const)),
  )('%s in %s', (event, state) => {
    const row = bindingMachine.transitionOf(event, state);
    const expected = EXPECTED[event]![String(state)];
    expect(row && targets(row)).toEqual(expected ? [expected].flat() : undefined);
  });

  it('only the customer answers an invitation, no partner confirms one, only the clock lets it expire, a rep parts from nobody', () => {
    const by = (event: string) => bindingMachine.transitions.find((row) => row.event === event)!.by;
    expect([by('accept'), by('decline'), by('expire')]).toEqual([['buyer'], ['buyer'], ['system']]);
    expect([by('sendCode'), by('object'), by('confirm')]).toEqual([
      ['buyer'],
      ['buyer'],
      ['buyer', 'operator', 'system'],
    ]);
    expect(by('requestUnbind')).toEqual(['csp.owner', 'csp.manager', 'buyer']);
    expect(by('invite')).toEqual(['csp.owner', 'csp.manager', 'csp.rep']);
  });
});
