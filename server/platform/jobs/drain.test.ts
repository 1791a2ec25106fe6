import { expect, test } from '@jest/globals';
import { drain, pauseAfter, type Taken } from './drain.ts';

const rows = (...attempts: number[]): Taken[] =>
  attempts.map((n, i) => ({ id: `row${i}`, attempts: n }));

test('continues after a failure and returns the number of successes', async () => {
  const queue = rows(1, 1, 1);
  const failures: string[] = [];
  const done = await drain({
    take: async () => queue.shift(),
    work: async ({ id }) => {
      if (id === 'row1') throw new Error(id);
    },
    failed: async (_row, error) => failures.push(error.message) > 0,
  });
  expect([done, failures, queue]).toEqual([2, ['row1'], []]);
});

test('ends if the failure handler returns false', async () => {
  const queue = rows(1, 1);
  const done = await drain({
    take: async () => queue.shift(),
    work: () => Promise.reject('no error object'),
    failed: async (_row, error) => error.message !== 'no error object',
  });
  expect([done, queue.length]).toEqual([0, 1]);
});

test('the pause doubles up to six hours', () => {
  expect([1, 2, 3, 20].map((n) => pauseAfter(n) / 60_000)).toEqual([1, 2, 4, 360]);
});
