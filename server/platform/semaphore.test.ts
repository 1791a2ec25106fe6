import { describe, expect, it } from '@jest/globals';
import { PublicError } from './errors.ts';
import { deadlineIn } from './request-deadline.ts';
import { Semaphore } from './semaphore.ts';

const open = (limit: number, waiting: number): Semaphore => new Semaphore({ limit, waiting });
const later = deadlineIn(60_000);
const refused = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('a semaphore', () => {
  it('admits callers up to its limit', () => {
    const semaphore = open(2, 0);
    expect([semaphore.enter(later), semaphore.enter(later)]).toEqual([null, null]);
    expect(() => semaphore.enter(later)).toThrow('busy');
    semaphore.leave();
    expect(semaphore.enter(later)).toBeNull();
  });

  it('is empty once every caller has left', () => {
    const full = () => PublicError.rateLimited(1);
    const semaphore = new Semaphore({ limit: 1, waiting: 0, full });
    expect(semaphore.isEmpty).toBe(true);
    semaphore.enter(later);
    expect(() => semaphore.enter(later)).toThrow(full());
    expect(semaphore.isEmpty).toBe(false);
    semaphore.leave();
    expect(semaphore.isEmpty).toBe(true);
  });

  it('admits waiting callers in order', async () => {
    const semaphore = open(1, 2);
    semaphore.enter(later);
    const order: number[] = [];
    const waiting = [1, 2].map((n) => semaphore.enter(later)!.then(() => order.push(n)));
    semaphore.leave();
    semaphore.leave();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    semaphore.leave();
    expect(semaphore.enter(later)).toBeNull();
  });

  it('refuses at the deadline, and at once if the queue is full', async () => {
    const semaphore = open(1, 1);
    semaphore.enter(later);
    const waiting = semaphore.enter(deadlineIn(5));
    expect(() => semaphore.enter(later)).toThrow('busy');
    await expect(waiting).rejects.toEqual(refused);
    semaphore.leave();
    expect(semaphore.enter(later)).toBeNull();
  });
});
