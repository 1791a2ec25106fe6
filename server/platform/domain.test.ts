import { expect, test } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import type { GuardEdge } from './command/types.ts';
import { p } from './db/columns.ts';
import { joinModules } from './domain.ts';
import { machine } from './machine.ts';
import { actions } from './read/actions.ts';
import { sql } from './sql/sql.ts';

test('a guard applies to its row of the table; a guard of a later module applies to the event', () => {
  const table = machine({
    type: 'Thing',
    states: ['A', 'B'],
    transitions: [
      { event: 'make', from: [null], to: 'A', by: ['system'] },
      {
        event: 'go',
        from: ['A'],
        to: 'B',
        by: ['system'],
        guards: [{ code: 'TIER_NOT_ALLOWED', when: 'fact' }],
      },
      { event: 'go', from: ['B'], to: 'A', by: ['system'] },
    ],
  });
  const field = actions(
    table,
    defineEntity({ name: 'Thing', properties: { id: p.uuid().primary() } }),
    { fact: () => sql.raw('true') },
  );
  const later: GuardEdge = {
    on: { machine: table } as never,
    event: 'go',
    code: 'ARREARS',
    when: () => sql.raw('true'),
  };
  const { guards } = joinModules([{ name: 'thing', guards: [later] }]);
  const codes = (from: string | null) =>
    guards(field, 'go', from, 'operator').map(({ code }) => code);
  expect([codes('A'), codes('B')]).toEqual([['TIER_NOT_ALLOWED', 'ARREARS'], ['ARREARS']]);
});

test('two types cannot share the prefix of their ids', () => {
  const of = (name: string) => ({ name, reads: [{ spec: { id: 'thg' } }] }) as never;
  expect(() => joinModules([of('first'), of('second')])).toThrow('"thg_" is declared by two');
});
