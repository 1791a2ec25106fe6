import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openProduct, type Product } from '../../kit/product.ts';
import type { Caller } from '../../kit/world.ts';
import { type Stage, setStage, submitted } from '../discounts/stage.ts';
import { pause } from '../platform/pausing.ts';

let product: Product;
let stage: Stage;

beforeAll(async () => {
  product = await openProduct();
  stage = await setStage(product.world);
});
afterAll(() => product?.close());

let keys = 0;
/** Turns the feed of a member on or off; returns its path. */
async function feedOf(who: Caller, enabled = true): Promise<string> {
  const { calendarFeedSet } = await who.ask(
    `mutation($key: ID!) { calendarFeedSet(input: { enabled: ${enabled} }, idempotencyKey: $key) { url userErrors { code } } }`,
    { key: `feed-${keys++}` },
  );
  expect(calendarFeedSet.userErrors).toEqual([]);
  return enabled ? new URL(calendarFeedSet.url).pathname : '';
}
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${product.url}${path}`, { headers, redirect: 'manual' });
/** The file with its folded lines joined. */
const read = async (path: string) => (await (await get(path)).text()).replaceAll('\r\n ', '');
const since = async (who: Caller) =>
  (await who.ask('{ notificationSettings { calendarFeedSince } }')).notificationSettings
    .calendarFeedSince;

it("shows a member's own deadlines, without session, contact or price", async () => {
  const { reviewer, manager, world, customerId } = stage;
  const id = await submitted(stage, { name: '春季专属, 一期' });
  expect(await since(reviewer)).toBeNull();
  const path = await feedOf(reviewer);
  expect(await since(reviewer)).toBe(world.clock.now().toISOString());
  const answer = await get(path);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  });
  const text = await read(path);
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(text).toContain('DTEND:20260305T020000Z');
  expect(text).toContain('春季专属\\, 一期');
  expect(text).toContain(`/open/ExclusiveDiscount/${id}`);
  const [customer] = await world.rows<{ contact_name: string; contact_phone: string }>(
    sql`select contact_name, contact_phone from customer where id = ${customerId.slice(4)}`,
  );
  for (const secret of [customer!.contact_name, customer!.contact_phone, '12345', '¥'])
    expect(text).not.toContain(secret);
  // The partner waits; it has nothing to do before that deadline.
  expect(await read(await feedOf(manager))).not.toContain('VEVENT');
});

it('marks a paused deadline, and says unchanged until something changes', async () => {
  const { reviewer, world } = stage;
  const path = await feedOf(reviewer);
  const etag = (await get(path)).headers.get('etag')!;
  expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  const id = await submitted(stage, {
    name: '暂停的优惠',
    validFrom: '2026-05-01T00:00:00.000+08:00',
    validUntil: '2026-05-10T00:00:00.000+08:00',
  });
  const changed = await get(path, { 'if-none-match': etag });
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  await pause(world, 'ExclusiveDiscount', id);
  const text = await read(path);
  expect(text).toMatch(/SUMMARY:【已暂停】 [^\n]*暂停的优惠/);
  expect(text.match(/STATUS:TENTATIVE/g)).toHaveLength(1);
});

it('follows the language of the mails', async () => {
  const { reviewer } = stage;
  const path = await feedOf(reviewer);
  await reviewer.ask(
    'mutation { notificationDeliverySet(input: { mailLanguage: EN }) { userErrors { code } } }',
  );
  expect(await read(path)).toContain('Deadlines – PartnerGraph');
});

it('dies with a renewal, with its end, and with its member or organization', async () => {
  const { reviewer, sellerManager, world, seller } = stage;
  const first = await feedOf(reviewer);
  const second = await feedOf(reviewer);
  expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200]);
  await feedOf(reviewer, false);
  expect((await get(second)).status).toBe(404);
  expect(await since(reviewer)).toBeNull();

  const third = await feedOf(reviewer);
  const setStatus = (table: 'membership' | 'organization', id: string, status: string) =>
    world.rows(sql`update ${sql.ident(table)} set status = ${status} where id = ${id}`);
  const { memberId } = reviewer.viewer;
  await setStatus('membership', memberId!, 'SUSPENDED');
  expect((await get(third)).status).toBe(404);
  await setStatus('membership', memberId!, 'ACTIVE');
  expect((await get(third)).status).toBe(200);
  await setStatus('organization', seller.id, 'SUSPENDED');
  expect((await get(third)).status).toBe(404);
  await setStatus('organization', seller.id, 'ACTIVE');
  // A colleague's choice is a colleague's own.
  await feedOf(sellerManager, false);
  expect((await get(third)).status).toBe(200);
});

it('is no key to anything else, keeps only a hash, and stops a guesser', async () => {
  const { reviewer, world } = stage;
  const path = await feedOf(reviewer);
  const token = path.slice('/calendar/'.length, -4);
  const kept = await world.rows(
    sql`select 1 from calendar_feed f where f::text like ${`%${token}%`}`,
  );
  expect(kept).toEqual([]);
  const answer = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  expect(answer.status).toBe(401);
  expect((await get(`/calendar/${token}`)).status).toBe(404);
  product.realClock.advance(600_000);
  const states = new Set<number>();
  for (let i = 0; i < 40; i++)
    states.add((await get(`/calendar/${'x'.repeat(40)}${100 + i}.ics`)).status);
  expect(states).toEqual(new Set([404, 429]));
});
