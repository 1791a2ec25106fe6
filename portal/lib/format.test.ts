import { expect, test } from '@jest/globals';
import { t } from '../../test/kit/words.ts';
import { createFormat } from './format.ts';
import type { Text } from './i18n.tsx';

const format = createFormat('zh-CN', t as unknown as Text);
const NOW = Date.parse('2026-11-24T02:00:00Z');
const HOUR = 3_600_000;

test.each([
  [8 * 24 + 5, '剩 8 天', 'idle'],
  [28, '剩 1 天 4 小时', 'idle'],
  [24, '剩 1 天', 'idle'],
  [23.5, '剩 23 小时 30 分', 'waiting'],
  [6, '剩 6 小时', 'waiting'],
  [5.5, '剩 5 小时 30 分', 'bad'],
  [0.25, '剩 15 分钟', 'bad'],
  [-3, '已超时 3 小时', 'bad'],
])('F15 %d hours before its end a deadline says %s', (hours, text, tone) => {
  const dueAt = new Date(NOW + hours * HOUR).toISOString();
  expect(format.deadline({ dueAt }, NOW)).toEqual({ text, tone, overdue: hours < 0 });
});

test('F15 a deadline that is paused says what was left', () => {
  const pausedSince = new Date(NOW - 50 * HOUR).toISOString();
  const dueAt = new Date(NOW - 40 * HOUR).toISOString();
  expect(format.deadline({ dueAt, pausedSince }, NOW)).toMatchObject({
    tone: 'idle',
    overdue: false,
  });
});

test.each([
  ['0.1729', '+17.3%'],
  ['-0.9321', '−93.2%'],
  ['0', '+0%'],
  ['9.99', '+999%'],
  ['49074', '> +999%'],
  [null, '—'],
])('a change of %s is %s', (fraction, text) => {
  expect(format.change(fraction)).toBe(text);
});

test('F17 days, money and counts are written in one way', () => {
  expect(format.date('2026-11-23T16:00:00Z')).toBe('2026-11-24');
  expect(format.money({ amount: '1284560.00', currency: 'CNY' })).toBe('¥1,284,560.00');
  expect(format.money({ amount: '-0.50', currency: 'CNY' })).toBe('−¥0.50');
  // More digits than a floating-point number holds.
  expect(format.money({ amount: '90071992547409.93', currency: 'CNY' })).toBe(
    '¥90,071,992,547,409.93',
  );
  expect(format.count({ value: 10_000, isExact: false })).toBe('10,000+');
  expect(format.count({ value: 10_000, isExact: true })).toBe('10,000');
});
