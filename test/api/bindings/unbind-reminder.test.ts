import { beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, customerOf, MAIL, partnerOf } from './fixtures.ts';

const world = testWorld('unbind reminders');
let owner: Caller;
let customer: (name: string) => Promise<{ id: string; buyer: Caller }>;

beforeAll(async () => {
  const partner = await partnerOf(world, '云帆科技');
  owner = await world.member(partner, 'csp.owner', '陈岚');
  customer = async (name) => bound(world, owner, await customerOf(world, name, [partner]));
});

const mails = (id: string) =>
  world.rows<{ to: string }>(sql`
    select recipient_mail as "to" from outbox_message
    where params->>'event' = 'event.PartnerBinding.remind-0' and created_at = ${world.clock.now()}
      and customer_id = (select customer_id from partner_binding where id = ${id.slice(4)})`);
const told = (id: string) =>
  world.rows<{ event: string }>(
    sql`select event from notification where subject_id = ${id.slice(4)} and event = 'remind-0'`,
  );
async function wait(ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.settle();
}

it("a partner's request to unbind that waits 7 days is mailed to the customer, once", async () => {
  const { id } = await customer('甲公司');
  await owner.mutate('partnerBindingRequestUnbind', { id, reason: '业务调整' });
  await wait(7 * DAY - 1000);
  expect([await mails(id), await told(id)]).toEqual([[], []]);
  await wait(1000);
  expect(await mails(id)).toEqual([{ to: MAIL }]);
  expect(await told(id)).toHaveLength(1);
  await wait(DAY);
  expect(await mails(id)).toEqual([]);
  expect(await told(id)).toHaveLength(1);
});

it("a customer's request reminds the partner only, and an answered one reminds nobody", async () => {
  const { id, buyer } = await customer('乙公司');
  await buyer.mutate('partnerBindingRequestUnbind', { id, reason: '更换服务商' });
  await wait(7 * DAY);
  expect([await mails(id), await told(id)]).toEqual([[], [{ event: 'remind-0' }]]);

  const { id: answered, buyer: other } = await customer('丙公司');
  await other.mutate('partnerBindingRequestUnbind', { id: answered, reason: '更换服务商' });
  await owner.mutate('partnerBindingApproveUnbind', { id: answered });
  await wait(7 * DAY);
  expect(await told(answered)).toEqual([]);
});
