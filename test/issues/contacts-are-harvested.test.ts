import { expect, it } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';

const LIMIT = 3;

const world = testWorld('disclosures');

// A member, or the thief of its session, could read the contacts of all customers in a loop, and nobody was told.
it('a member sees the contacts of some customers in a day, and the owners are told of the last one', async () => {
  const operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  await operator.mutate('policySet', { key: 'member.contacts', value: `${LIMIT}`, reason: 'x' });
  world.clock.advance(1);
  const acme = await partnerOf(world, '云帆科技');
  const owner = await world.member(acme, 'csp.owner', '林若溪');
  const manager = await world.member(acme, 'csp.manager', '高远');
  const customers: string[] = [];
  for (let i = 0; i <= LIMIT; i++) customers.push(await customerOf(world, `客户 ${i}`, [acme]));
  await world.rows(sql`update customer_access set level = 'FULL' where org_id = ${acme.id}`);

  const reveal = (id: string) => ({ id, reason: '回访' });
  const told = () =>
    world.rows<{ member: string; limit: number }>(
      sql`select params->>'member' as member, (params->>'limit')::int as limit from outbox_message where template = 'contactsDisclosed'`,
    );
  for (const id of customers.slice(0, LIMIT - 1))
    await manager.mutate('customerRevealContact', reveal(id));
  // The same customer again is no further one.
  await manager.mutate('customerRevealContact', reveal(customers[0]!));
  expect(await told()).toEqual([]);
  await manager.mutate('customerRevealContact', reveal(customers[LIMIT - 1]!));
  expect(await told()).toEqual([{ member: '高远', limit: LIMIT }]);
  const refused = await manager.refused('customerRevealContact', reveal(customers[LIMIT]!));
  expect(refused).toEqual(['CONTACT_LIMIT_REACHED']);
  await owner.mutate('customerRevealContact', reveal(customers[LIMIT]!));
  world.clock.advance(DAY);
  await manager.mutate('customerRevealContact', reveal(customers[LIMIT]!));
});
