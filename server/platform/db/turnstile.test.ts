import { describe, expect, it } from '@jest/globals';
import { deadlineIn } from '../request-deadline.ts';
import { Turnstile } from './turnstile.ts';

const open = (inside: number, waiting: number): Turnstile => new Turnstile({ inside, waiting });
const later = deadlineIn(60_000);
const refused = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('a turnstile', () => {
  it('lets as many in at once as there are places', () => {
    const turnstile = open(2, 0);
    expect([turnstile.enter(later), turnstile.enter(later)]).toEqual([null, null]);
    expect(() => turnstile.enter(later)).toThrow('busy');
    turnstile.leave();
    expect(turnstile.enter(later)).toBeNull();
  });

  it('lets the next in who waits, in order', async () => {
    const turnstile = open(1, 2);
    turnstile.enter(later);
    const order: number[] = [];
    const waiting = [1, 2].map((n) => turnstile.enter(later)!.then(() => order.push(n)));
    turnstile.leave();
    turnstile.leave();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    turnstile.leave();
    expect(turnstile.enter(later)).toBeNull();
  });

  it('sends away at the deadline, and at once where nobody may wait', async () => {
    const turnstile = open(1, 1);
    turnstile.enter(later);
    const waiting = turnstile.enter(deadlineIn(5));
    expect(() => turnstile.enter(later)).toThrow('busy');
    await expect(waiting).rejects.toEqual(refused);
    turnstile.leave();
    expect(turnstile.enter(later)).toBeNull();
  });
});
