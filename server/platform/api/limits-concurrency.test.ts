import { describe, expect, test } from '@jest/globals';
import { deadlineIn } from '../request-deadline.ts';
import { Concurrency } from './limits-concurrency.ts';

const later = deadlineIn(60_000);

describe('concurrency', () => {
  test('runs a fixed number at once and the others in order', async () => {
    const gate = new Concurrency({ running: 3, waiting: 100 });
    const order: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const leave = await gate.enter('t', later);
        most = Math.max(most, ++running);
        order.push(i);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        leave();
      }),
    );
    expect(most).toBe(3);
    expect(order).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  test('tenants do not wait for each other', async () => {
    const gate = new Concurrency({ running: 1, waiting: 1 });
    await gate.enter('t', later);
    await gate.enter('u', later);
  });

  test('a full queue refuses at once, a slow one at the deadline, and both recover', async () => {
    const gate = new Concurrency({ running: 1, waiting: 1 });
    const leave = await gate.enter('t', later);
    const waiting = gate.enter('t', deadlineIn(20));
    await expect(gate.enter('t', later)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    leave();
    (await gate.enter('t', later))();
    (await gate.enter('t', later))();
  });
});
