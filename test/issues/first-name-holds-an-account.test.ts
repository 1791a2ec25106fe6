import { beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { partnerOf, statusOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';
import type { Caller } from '../kit/world.ts';

const world = testWorld('first name');
let rival: Caller;
let owner: Caller;

beforeAll(async () => {
  rival = await world.member(await partnerOf(world, '海川数科'), 'csp.owner');
  owner = await world.member(await partnerOf(world, '云帆科技'), 'csp.owner');
});

const account = (name: string) => ({ prospect: { name, cloudAccount: 'BigCorp' } });
const named = async (who: Caller) => {
  const { customers } = await who.ask('{ customers(first: 5) { nodes { id name } } }');
  return customers.nodes.map(({ name }: { name: string }) => name);
};

// The first partner to name an account decided its name for all: those with the right one were refused for ever.
it('a prospect whose bindings lapsed gives its account to the next name', async () => {
  const squatted = await rival.mutate('partnerBindingPreRegister', account('x'));
  await owner.cannot('partnerBindingPreRegister', account('大型集团'), 'ACCOUNT_OF_ANOTHER_NAME');
  world.clock.advance(16 * DAY);
  await world.settle();
  expect(await statusOf(rival, squatted.id)).toBe('EXPIRED');
  const { id } = await owner.mutate('partnerBindingPreRegister', account('大型集团'));
  expect(await statusOf(owner, id)).toBe('PRE_REGISTERED');
  // The first partner learns nothing of it, and its name no longer leads to the account.
  expect(await named(rival)).toEqual(['x']);
  expect(await named(owner)).toEqual(['大型集团']);
  await rival.cannot('partnerBindingPreRegister', account('x'), 'ACCOUNT_OF_ANOTHER_NAME');
});

it('an operator corrects a wrong name or account, with a reason', async () => {
  const operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  await rival.mutate('partnerBindingPreRegister', {
    prospect: { name: 'y', cloudAccount: 'giant' },
  });
  const wrong = { name: '巨人科技', cloudAccount: 'giant' };
  await owner.cannot('partnerBindingPreRegister', { prospect: wrong }, 'ACCOUNT_OF_ANOTHER_NAME');
  const { customers } = await operator.ask(
    '{ customers(first: 1, filter: { search: "giant" }) { nodes { id } } }',
  );
  const [{ id }] = customers.nodes;
  const correct = (more: object) => ({
    id,
    name: '巨人科技',
    cloudAccount: 'Giant',
    reason: '营业执照',
    ...more,
  });
  await operator.cannot('customerCorrect', correct({ cloudAccount: 'bigcorp' }), 'ACCOUNT_TAKEN');
  await operator.mutate('customerCorrect', correct({}));
  // The first partner keeps its pre-registration, under the right name.
  await owner.cannot('partnerBindingPreRegister', { prospect: wrong }, 'PRE_REGISTERED_ELSEWHERE');
  expect(await named(rival)).toContain('巨人科技');
  const lines = await world.rows<{ former: object }>(
    sql`select detail->'former' as former from audit_entry where action = 'customerCorrect'`,
  );
  expect(lines).toEqual([{ former: { name: 'y', cloudAccount: 'giant' } }]);
  await world.rows(sql`update customer set source = 'UPSTREAM' where id = ${id.slice(4)}`);
  await operator.cannot('customerCorrect', correct({}), 'CUSTOMER_FROM_UPSTREAM');
});

it('an account of a customer that was bound, or is known upstream, keeps its name', async () => {
  for (const [cloudAccount, facts] of [
    ['known', "upstream_id = 'u-1', source = 'UPSTREAM'"],
    ['listed', "source = 'IMPORT'"],
    ['filed', "contact_mail = 'a@b.example', contact_on_file = true, contact_source = 'OPERATOR'"],
  ] as const) {
    const prospect = { name: '先到', cloudAccount };
    await rival.mutate('partnerBindingPreRegister', { prospect });
    await world.rows(
      sql`update customer set ${sql.raw(facts)} where cloud_account = ${cloudAccount}`,
    );
    world.clock.advance(16 * DAY);
    await world.settle();
    const other = { prospect: { name: '后到', cloudAccount } };
    await owner.cannot('partnerBindingPreRegister', other, 'ACCOUNT_OF_ANOTHER_NAME');
  }
});
