import { describe, expect, test } from '@jest/globals';
import { Concurrency } from './limits-concurrency.ts';

describe('concurrency', () => {
  test('runs so many at once and the others in order', async () => {
    const gate = new Concurrency({ running: 3, waiting: 100, patience: 5_000 });
    const order: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const leave = await gate.enter('t');
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
    const gate = new Concurrency({ running: 1, waiting: 1, patience: 5_000 });
    await gate.enter('t');
    await gate.enter('u');
  });

  test('a full queue refuses at once, an impatient one later, and both recover', async () => {
    const gate = new Concurrency({ running: 1, waiting: 1, patience: 20 });
    const leave = await gate.enter('t');
    const waiting = gate.enter('t');
    await expect(gate.enter('t')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(waiting).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    leave();
    (await gate.enter('t'))();
    (await gate.enter('t'))();
  });
});
