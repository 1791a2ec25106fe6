import { expect, test } from '@jest/globals';
import { factsOf } from './detail.ts';

test('a step shows both states, a beginning none before, and lists are joined', () => {
  expect(factsOf('{"from":"DRAFT","to":"SUBMITTED","version":2}')).toEqual([
    { name: 'state', before: 'DRAFT', after: 'SUBMITTED' },
    { name: 'version', before: null, after: '2' },
  ]);
  expect(factsOf('{"from":null,"to":"PENDING"}')[0]).toMatchObject({ before: '—' });
  expect(factsOf('{"scopes":["READ","WRITE"]}')).toEqual([
    { name: 'scopes', before: null, after: 'READ, WRITE' },
  ]);
  expect(factsOf('{}')).toEqual([]);
});

test('values are put into words one by one, by the name of their fact', () => {
  const words = (name: string, value: string) => `${name} ${value.toLowerCase()}`;
  expect(factsOf('{"from":null,"to":"ACTIVE","scopes":["READ","WRITE"]}', words)).toEqual([
    { name: 'state', before: '—', after: 'state active' },
    { name: 'scopes', before: null, after: 'scopes read, scopes write' },
  ]);
});
