import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsFor, upstreamFault } from '../../kit/resiliency.ts';
import { kooOrder, type Notified, openNotified } from './notified.ts';

const HOUR_MS = 3_600_000;
/** Time for an answer that waits for no upstream, far above what it takes on an idle machine. */
const LOCAL_MS = 5_000;
const LIMIT_MS = 300_000;

let world: Notified;
beforeAll(async () => {
  world = await openNotified();
});
afterAll(() => world?.close());

describe('KooGallery that is', () => {
  it.each(rowsFor('black hole'))(
    '%s',
    async (fault, row) => {
      const orderId = `CS-${fault.replaceAll(' ', '-')}`;
      world.upstream.world.sellers[0]!.orders.push(kooOrder(orderId));
      await world.upstream.faults.set({ api: 'ORDER_QUERY', ...upstreamFault(row) });
      const { resultCode, ms } = await world.send({
        activity: 'orderNotify',
        orderId,
        orderLineId: `${orderId}-000001`,
        testFlag: '0',
      });
      expect(resultCode).toBe('000000');
      expect(ms).toBeLessThan(LOCAL_MS);
      await world.settle();
      const state = async () =>
        (await world.notifications()).find(({ upstreamOrderId }) => upstreamOrderId === orderId);
      if (row.koogallery === 'processed')
        expect(await state()).toMatchObject({ problemCode: null });
      else {
        expect(await state()).toMatchObject({ status: 'RECEIVED', order: null });
        expect((await state()).problemCode).toMatch(row.koogallery);
      }
      await world.upstream.faults.clear();
      await world.later(HOUR_MS);
      expect(await state()).toMatchObject({
        status: 'PROCESSED',
        problemCode: null,
        order: { id: expect.any(String) },
      });
    },
    LIMIT_MS,
  );
});
