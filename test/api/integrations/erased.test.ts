import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { purges } from '../../../server/purges.ts';
import { loadDomain } from '../../../server/schema.ts';
import { consent } from '../../kit/consent.ts';
import { customerOf, invited, MAIL } from '../bindings/fixtures.ts';
import { kooOrder, type Notified, openNotified } from './notified.ts';

let world: Notified;
beforeAll(async () => {
  world = await openNotified();
});
afterAll(() => world?.close());

const rows = <R>(query: Sql): Promise<R[]> => world.product.world.rows<R>(query);
const count = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(table)}`))[0]!.n;
/** Moves the clocks and deletes what is over. */
async function purgedAfter(days: number): Promise<void> {
  await world.later(days * DAY);
  const task = purges(world.product.world.deps, (await loadDomain()).entities);
  while ((await task.run()) > 0);
}

// Nothing ever deleted sent mails, links, codes, notified requests and rows of the quarantine.
describe('after the days of its policy, the product deletes', () => {
  it('mails, links and codes', async () => {
    const { stage, product } = world;
    const customerId = await customerOf(product.world, '东海船舶', [stage.partner]);
    const { id, buyer } = await invited(product.world, stage.manager, customerId);
    await consent(product.world, buyer, { id, to: MAIL });
    const unsent = 'outbox_message where sent_at is null';
    const invitation = `outbox_message where template = 'bindingInvite' and customer_id = '${customerId.slice(4)}'`;
    await rows(
      sql`update outbox_message set sent_at = created_at where template = 'bindingInvite'`,
    );
    const codes = `consent_code where binding_id = '${id.slice(4)}'`;
    const links = `one_time_link where subject_id = '${id.slice(4)}'`;
    await purgedAfter(89);
    expect(await count(invitation)).toBe(1);
    expect([await count(codes), (await count(links)) > 0]).toEqual([1, true]);
    const waiting = await count(unsent);
    await purgedAfter(2);
    expect(await count(invitation)).toBe(0);
    expect(await count(unsent)).toBe(waiting);
    await purgedAfter(100);
    // The code is evidence of the consent.
    expect([await count(links), await count(codes)]).toEqual([0, 1]);
    await purgedAfter(365 - 190);
    expect(await count(codes)).toBe(0);
  });

  it('settled rows of the quarantine, which the upstream no longer sends', async () => {
    await rows(sql`
      insert into quarantined_row (id, created_at, feed_id, org_id, api, status, raw, fingerprint, problem_code,
        problem_path, seen_at)
      select gen_random_uuid(), now(), f.id, f.org_id, f.api, s.status, '{}', s.status, 'MISSING', 'orderId', ${world.product.world.clock.now()}
      from upstream_feed f, (values ('OPEN'), ('DISMISSED')) s(status) where f.api = 'ORDER_QUERY'`);
    await purgedAfter(90);
    expect(await count('quarantined_row')).toBe(2);
    await purgedAfter(1);
    expect(await rows(sql`select status from quarantined_row`)).toEqual([{ status: 'OPEN' }]);
  });
});

describe('the request of a notification', () => {
  it('is stored without password and token, and erased after thirty days', async () => {
    world.upstream.world.sellers[0]!.orders.push(kooOrder('CS1'));
    const bought = { activity: 'newInstance', orderId: 'CS1', orderLineId: 'CS1-000001' };
    await world.send({ ...bought, testFlag: '0', password: 'secret' }, { version: 'V1' });
    await world.settle();
    const [{ raw, instanceId }] = await world.notifications({ activity: ['NEW_INSTANCE'] }, 'raw');
    expect(raw).toContain('orderId=CS1&');
    expect(raw).not.toMatch(/password|authToken|secret/);

    const sync = {
      tenantId: 'tenant-1',
      instanceId,
      appId: 'app-1',
      flag: 1,
      testFlag: 0,
      currentSyncTime: '20260302100000000',
      timeStamp: '20260302100000000',
      userList: [{ userName: 'anna', name: '安娜', orgCode: 'root', role: 'user', enable: 'true' }],
    };
    const sendUsers = () => world.send(sync, { version: 'KIT', sync: 'authSync' });
    await sendUsers();
    await world.settle();
    const ofUsers = async () =>
      (
        await world.notifications(
          { activity: ['USER_SYNC'] },
          'raw viewerActions { name reasonCode }',
        )
      )[0];
    await purgedAfter(29);
    expect((await ofUsers()).raw).toContain('anna');
    await purgedAfter(2);
    const erased = await ofUsers();
    expect(erased).toMatchObject({
      status: 'PROCESSED',
      raw: '',
      viewerActions: [{ name: 'replay', reasonCode: 'REQUEST_ERASED' }],
    });
    const { sellerManager } = world.stage;
    await sellerManager.cannot('upstreamNotificationReplay', { id: erased.id }, 'REQUEST_ERASED');
    // Sent again by the marketplace, it is the same notification with its request.
    await sendUsers();
    await world.settle();
    const again = await ofUsers();
    expect(again).toMatchObject({ id: erased.id, status: 'PROCESSED', deliveries: 2 });
    expect(again.raw).toContain('anna');
  });
});
