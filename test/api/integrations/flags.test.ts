import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { holdLimit } from '../../kit/held-limit.ts';
import { rowsFor, upstreamFault } from '../../kit/resiliency.ts';
import { LONG } from '../../kit/sizes.ts';
import { subCustomer } from '../../kit/upstream/index.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let bindingId: string;
let customerId: string;

beforeAll(async () => {
  stage = await setStage('flags', [subCustomer('c1', { is_frozen: 1 }), subCustomer('c2')]);
  await stage.sync();
  const [row] = await stage.world.rows<{ id: string; customer: string }>(sql`
    select b.id, b.customer_id as customer from partner_binding b join customer c on c.id = b.customer_id where c.upstream_id = 'c1'`);
  bindingId = `bnd_${row!.id}`;
  customerId = `cus_${row!.customer}`;
});
afterAll(() => stage?.close());

/** The reasons why the owner cannot ask to unbind. */
async function reasons(): Promise<Record<string, unknown>[]> {
  const { partnerBinding } = await stage.owner.ask(
    `{ partnerBinding(by: { id: "${bindingId}" }) { viewerActions { name enabled reasons { code params { key value } } } } }`,
  );
  const action = partnerBinding.viewerActions.find(({ name }: any) => name === 'requestUnbind');
  expect(action.enabled).toBe(action.reasons.length === 0);
  return action.reasons;
}

const frozen = (asOf: string, stale: string) => [
  {
    code: 'ACCOUNT_FROZEN',
    params: [
      { key: 'asOf', value: asOf },
      { key: 'stale', value: stale },
    ],
  },
];

describe('a flag from upstream', () => {
  it('refuses unbinding and says how old the fact is', async () => {
    expect(await reasons()).toEqual(frozen('2026-03-02 10:00', 'no'));
    await stage.owner.cannot(
      'partnerBindingRequestUnbind',
      { id: bindingId, reason: 'x' },
      'ACCOUNT_FROZEN',
    );
  });

  it('says that the fact is old once no run confirms it', async () => {
    stage.world.clock.advance(20 * 60_000);
    expect(await reasons()).toEqual(frozen('2026-03-02 10:00', 'yes'));
    await stage.sync();
    expect(await reasons()).toEqual(frozen('2026-03-02 10:20', 'no'));
  });

  it('is gone with the fact upstream: the button is free', async () => {
    stage.theirCustomer('c1').is_frozen = 0;
    await stage.syncNow();
    expect(await reasons()).toEqual([]);
    await stage.owner.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
  });

  it('cannot be set by hand', async () => {
    const input = { id: customerId, flag: 'FROZEN', reason: 'x' };
    await stage.operator.cannot('customerSetFlag', input, 'FLAG_FROM_UPSTREAM');
  });
});

describe('a flag that no API tells', () => {
  const set = (flag: string) =>
    stage.operator.mutate('customerSetFlag', { id: customerId, flag, reason: '工单 1024' });
  const clear = (flag: string) =>
    stage.operator.mutate('customerClearFlag', { id: customerId, flag, reason: '已解除' });
  const isSeen = (customer: object) => stage.owner.sees(customerId, customer);

  it('is set and cleared by operations with a reason, and never grows old', async () => {
    const flag = 'INDEPENDENT_MEMBERS';
    await set(flag);
    stage.world.clock.advance(40 * 24 * 3_600_000);
    const fact = { flag, source: 'OPERATOR', setBy: 'operator', reason: '工单 1024' };
    await isSeen({ upstreamFlags: [flag], flags: [{ ...fact, isStale: false }] });
    await stage.syncNow();
    await isSeen({ upstreamFlags: [flag] });
    await clear(flag);
    await isSeen({ upstreamFlags: [], flags: [] });
  });

  it.each([
    'BARRED_CONTRACT',
    'CUSTODY_SUB_ACCOUNT',
    'DIRECT_SALES_FOLLOW_UP',
    'SPECIAL_CONTRACT',
    'UNPAID_PARTNER_PAYS',
  ])('%s is set and cleared by operations, because no feed tells it', async (flag) => {
    await set(flag);
    await isSeen({ upstreamFlags: [flag] });
    await clear(flag);
    await isSeen({ upstreamFlags: [] });
  });

  it('is not set by a partner', async () => {
    const answer = await stage.owner.run(
      `mutation { customerSetFlag(input: { id: "${customerId}", flag: BARRED_CONTRACT, reason: "x" }) { userErrors { code } } }`,
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

const HOUR_MS = 3_600_000;
const LIMIT_MS = 300_000;
/** Time limit of a call. */
const CALL_MS = 15_000;
/** Time for the answer of local data, far above what it takes on an idle machine. */
const LOCAL_MS = 10_000;

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
      const limit = row.bss === 'waits' && !LONG ? holdLimit(CALL_MS) : null;
      let isEnded = false;
      const calls = stage.upstream.requests.length;
      const run = stage.syncNow().then(() => {
        isEnded = true;
      });
      if (row.bss === 'waits') {
        // The call has been sent, and nothing waits for its answer but the run.
        while (stage.upstream.requests.length === calls) await sleep(5);
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
      await limit?.expire();
      limit?.release();
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
