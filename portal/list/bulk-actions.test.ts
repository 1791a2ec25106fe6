import { describe, expect, it } from '@jest/globals';
import { applicable, type Known } from './bulk-actions.ts';
import type { BulkAction } from './define.ts';

const action = (mutation: string, states?: string[]) => ({ mutation, states }) as BulkAction;
const actions = [action('submit', ['DRAFT']), action('extend', ['EFFECTIVE']), action('tag')];
const rows = [
  { id: 'a', status: 'DRAFT' },
  { id: 'b', status: 'EFFECTIVE' },
];

describe('the bar over selected rows', () => {
  it.each<[string, Partial<Known>, string[]]>([
    ['one row in effect', { ids: ['b'] }, ['extend', 'tag']],
    ['rows in two states', { ids: ['a', 'b'] }, ['submit', 'extend', 'tag']],
    ['a row of another page', { ids: ['b', 'elsewhere'] }, ['submit', 'extend', 'tag']],
    ['all that match a state', { ids: null, states: ['EFFECTIVE'] }, ['extend', 'tag']],
    ['all that match in any state', { ids: null }, ['submit', 'extend', 'tag']],
  ])('offers for %s what applies to it', (_, selection, offered) => {
    const known = { ids: [], rows, states: null, ...selection };
    expect(applicable(actions, known).map(({ mutation }) => mutation)).toEqual(offered);
  });
});
