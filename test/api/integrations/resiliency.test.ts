import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsFor, upstreamFault } from '../../kit/resiliency.ts';
import { subCustomer } from '../../kit/upstream/index.ts';
import { type Stage, setStage } from './stage.ts';

const HOUR_MS = 3_600_000;
const LIMIT_MS = 300_000;
/** Time for the answer of local data, far above what it takes on an idle machine. */
const LOCAL_MS = 10_000;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('resiliency of upstreams', [subCustomer('c0'), subCustomer('c1')]);
  await stage.sync();
});
afterAll(() => stage?.close());

const READ = `{ customers(first: 10) { nodes { name source status flags { flag isStale } } }
  upstreamFeeds(first: 20) { nodes { api status lastErrorCode staleSince } } }`;

/** Local data, with whatever age the upstream's part has, without an error. */
async function expectLocalAnswers(): Promise<void> {
  const began = performance.now();
  const { customers } = await stage.owner.ask(READ);
  expect(customers.nodes).toHaveLength(2);
  expect(performance.now() - began).toBeLessThan(LOCAL_MS);
  // A mutation does not wait for the upstream either.
  await stage.owner.mutate('upstreamFeedSync', { id: await feedId() });
}

const feedId = async (): Promise<string> => (await stage.feed('id')).id;
const state = () => stage.feed('status lastErrorCode staleSince failures');

describe('BSS that is', () => {
  it.each(rowsFor('very slow'))(
    '%s',
    async (_, row) => {
      await stage.upstream.faults.set(upstreamFault(row));
      let isEnded = false;
      const calls = stage.upstream.requests.length;
      const run = stage.syncNow().then(() => {
        isEnded = true;
      });
      if (row.bss === 'waits') {
        // The call has been sent, and nothing waits for its answer but the run.
        await sleep(200);
        await expectLocalAnswers();
        expect(isEnded).toBe(false);
      } else {
        await run;
        await expectLocalAnswers();
        const { status, lastErrorCode, failures } = await state();
        if (row.bss === 'succeeds') {
          expect({ status, failures }).toEqual({ status: 'OK', failures: 0 });
          expect(stage.upstream.requests.length).toBeGreaterThan(calls);
        } else {
          expect(lastErrorCode).toMatch(row.bss);
          expect(failures).toBeGreaterThan(0);
          // The open circuit sends no call, which hides no reason.
          await stage.syncNow();
          expect((await state()).lastErrorCode).toMatch(row.bss);
        }
      }
      await stage.upstream.faults.clear();
      await run;
      // The circuit lets a call through after its pause; nothing is restarted.
      stage.world.clock.advance(HOUR_MS);
      await stage.sync();
      expect(await state()).toMatchObject({ status: 'OK', failures: 0, staleSince: null });
      await expectLocalAnswers();
    },
    LIMIT_MS,
  );
});
