import { expect, it } from '@jest/globals';
import { ageOf } from './ages.ts';

const NOW = Date.parse('2026-11-28T02:00:00.000Z');
const due = (
  id: string,
  subjectType: string,
  event: string | null,
  from: number,
  until: number,
) => ({
  id,
  subjectType,
  event,
  createdAt: new Date(NOW - from * 3_600_000).toISOString(),
  dueAt: new Date(NOW + until * 3_600_000).toISOString(),
});

it('finds the longest wait of a queue and counts what is late', () => {
  const all = [
    due('a', 'ExclusiveDiscount', null, 10, 62),
    due('b', 'ExclusiveDiscount', null, 80, -8),
    due('c', 'CustomerDemand', 'lapse', 200, 1),
    due('d', 'Invoice', 'lapse', 300, -1),
  ];
  const found = ageOf(all, ['ExclusiveDiscount.remind', 'CustomerDemand.lapse'], NOW);
  expect([found!.oldest.id, found!.late]).toEqual(['c', 1]);
  expect(ageOf(all, ['Appeal.flagBreach'], NOW)).toBeNull();
});
