import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.ts';

const open = (inside: number, waiting: number, patience = 1_000): Turnstile =>
  new Turnstile({ inside, waiting, patience });
const refused = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('a turnstile', () => {
  it('lets as many in at once as there are places', () => {
    const turnstile = open(2, 0);
    expect([turnstile.enter(), turnstile.enter()]).toEqual([null, null]);
    expect(() => turnstile.enter()).toThrow('busy');
    turnstile.leave();
    expect(turnstile.enter()).toBeNull();
  });

  it('lets the next in who waits, in order', async () => {
    const turnstile = open(1, 2);
    turnstile.enter();
    const order: number[] = [];
    const waiting = [1, 2].map((n) => turnstile.enter()!.then(() => order.push(n)));
    turnstile.leave();
    turnstile.leave();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    turnstile.leave();
    expect(turnstile.enter()).toBeNull();
  });

  it('sends away who waits too long, and whom nobody has room for', async () => {
    const turnstile = open(1, 1, 5);
    turnstile.enter();
    const waiting = turnstile.enter();
    expect(() => turnstile.enter()).toThrow('busy');
    await expect(waiting).rejects.toEqual(refused);
    turnstile.leave();
    expect(turnstile.enter()).toBeNull();
  });
});
