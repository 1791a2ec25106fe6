import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';

const MONTH = 30 * 86_400_000;
const began = Date.now();
/** Times of events: the second was written by a demo whose clock was ahead. */
const PAST = new Date(began - MONTH);
const AHEAD = new Date(began + MONTH);

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0218-ends-of-discounts');
  await insert(1, AHEAD);
  await insert(2, PAST);
  await older.migrate();
});
afterAll(() => older?.drop());

async function insert(version: number, at: Date): Promise<void> {
  await older.client.query(
    `insert into domain_event (id, created_at, subject_type, subject_id, event, to_state, subject_version, label, actor_name, actor_side, via, request_id)
      values (gen_random_uuid(), $2, 'Order', '00000000-0000-7000-8000-000000000001', 'place', 'AWAIT_PAYMENT', $1, '', '', 'partner', 'PORTAL', 'r')`,
    [version, at],
  );
}

it('stored events keep their order in the feed, before every later one', async () => {
  await insert(3, PAST);
  const { rows } = await older.client.query<{ version: number; at: Date }>(
    'select subject_version as version, recorded_at as at from domain_event order by recorded_at, id',
  );
  expect(rows.map(({ version }) => version)).toEqual([2, 1, 3]);
  const [past, ahead, later] = rows.map(({ at }) => at.getTime());
  expect(past).toBe(PAST.getTime());
  expect(ahead).toBeGreaterThanOrEqual(began);
  expect(later).toBeLessThan(AHEAD.getTime());
});
