import { expect, it } from '@jest/globals';
import { publicLookup } from './http.ts';

const outcomeOf = (name: string, all: boolean): Promise<string | undefined> =>
  new Promise((done) => publicLookup(name, { all }, (error) => done(error?.code)));

it('refuses a name that leads to a private address', async () => {
  for (const all of [true, false]) expect(await outcomeOf('localhost', all)).toBe('EADDRREFUSED');
});

it.each([
  '2002:7f00:1::1',
  '2002:a00:1::1',
  '64:ff9b:1::a00:1',
  '64:ff9b::a00:1',
  '2001:0:a00:1::1',
])('refuses %s, which tunnels to a private address', async (address) => {
  expect(await outcomeOf(address, true)).toBe('EADDRREFUSED');
  expect(await outcomeOf('2400:3200::1', true)).toBeUndefined();
});
