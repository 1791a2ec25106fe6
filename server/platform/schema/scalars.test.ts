import { expect, it } from '@jest/globals';
import { DateTimeScalar } from './scalars.ts';

it.each([
  ['2026-02-28T23:59:59Z', '2026-02-28T23:59:59.000Z'],
  ['2026-03-01T00:00:00.5+08:00', '2026-02-28T16:00:00.500Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
])('reads the instant %s', (text, instant) => {
  expect((DateTimeScalar.parseValue(text) as Date).toISOString()).toBe(instant);
});

it.each([
  '2026-02-30T00:00:00Z',
  '2026-02-29T00:00:00+08:00',
  '2026-04-31T00:00:00Z',
  '2026-03-01T25:00:00Z',
  '2026-03-01',
  1772400000000,
])('refuses %s, which is no instant', (value) => {
  expect(() => DateTimeScalar.parseValue(value)).toThrow('RFC 3339');
});
