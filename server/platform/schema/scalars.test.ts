import { expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { scalar } from './scalars.ts';

it.each([
  ['2026-02-28T23:59:59Z', '2026-02-28T23:59:59.000Z'],
  ['2026-03-01T00:00:00.5+08:00', '2026-02-28T16:00:00.500Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
])('reads the instant %s', (text, instant) => {
  expect((scalar.dateTime.parseValue(text) as Date).toISOString()).toBe(instant);
});

it.each([
  '2026-02-30T00:00:00Z',
  '2026-02-29T00:00:00+08:00',
  '2026-04-31T00:00:00Z',
  '2026-03-01T25:00:00Z',
  '2026-03-01',
  1772400000000,
])('refuses %s, which is no instant', (value) => {
  expect(() => scalar.dateTime.parseValue(value)).toThrow('RFC 3339');
});

it.each([
  [scalar.date, '2024-02-29'],
  [scalar.month, '2026-12'],
])('%s takes its own form and returns it', (scalar, text) => {
  expect(scalar.parseValue(text)).toBe(text);
  expect(scalar.serialize(text)).toBe(text);
  expect(scalar.parseLiteral({ kind: Kind.STRING, value: text })).toBe(text);
});

it.each([
  [scalar.date, ['2026-02-29', '2026-1-1', '2026-11-25T00:00:00Z', '20261125', '', 20261125, null]],
  [scalar.month, ['2026-13', '2026-00', '2026-1', '2026', '2026-11-25', '', 202611, null]],
])('%s refuses any other form', (scalar, values) => {
  for (const value of values)
    expect(() => scalar.parseValue(value)).toThrow(`A ${scalar.name} is a calendar`);
  expect(() => scalar.parseLiteral({ kind: Kind.INT, value: '2026' })).toThrow('calendar');
});
