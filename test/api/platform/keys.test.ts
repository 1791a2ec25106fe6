import { beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('keys');
let acme: Organization;
let manager: Caller;
let operator: Caller;
/** Global ids by account; the partner reads the account of the first two. */
const ids = new Map<string, string>();

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡');
  manager = await world.member(acme, 'csp.manager');
  operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  for (const cloudAccount of ['one', 'two', 'hidden']) {
    const facts = { cloudAccount, upstreamId: `up-${cloudAccount}` };
    ids.set(cloudAccount, await customerOf(world, `客户 ${cloudAccount}`, [acme], facts));
  }
  const full = ['one', 'two'].map((account) => ids.get(account)!.slice(4));
  await world.rows(
    sql`update customer_access set level = 'FULL' where customer_id = any(${`{${full}}`}::uuid[])`,
  );
});

const found = async (by: Caller, filter: Record<string, unknown>): Promise<string[]> => {
  const { customers } = await by.ask(
    'query Find($filter: CustomerFilter!) { customers(filter: $filter) { nodes { id } count { value } } }',
    { filter },
  );
  expect(customers.count.value).toBe(customers.nodes.length);
  return customers.nodes.map(({ id }: { id: string }) => id).sort();
};
const of = (...accounts: string[]): string[] => accounts.map((name) => ids.get(name)!).sort();

describe('rows by their keys', () => {
  test('one, by either key', async () => {
    const { byAccount, byUpstream, none } = await manager.ask(`{
      byAccount: customer(by: { cloudAccount: "one" }) { id }
      byUpstream: customer(by: { upstreamId: "up-two" }) { id }
      none: customer(by: { upstreamId: "up-three" }) { id } }`);
    expect([byAccount, byUpstream, none]).toEqual([
      { id: ids.get('one') },
      { id: ids.get('two') },
      null,
    ]);
  });

  test('many, and only those that match all filters', async () => {
    expect(await found(manager, { cloudAccounts: ['one', 'two', 'three'] })).toEqual(
      of('one', 'two'),
    );
    expect(
      await found(manager, { cloudAccounts: ['one', 'two'], upstreamIds: ['up-two'] }),
    ).toEqual(of('two'));
    expect(await found(manager, { cloudAccounts: [] })).toEqual([]);
  });

  test('not by a key that the viewer may not read', async () => {
    expect(await found(manager, { cloudAccounts: ['hidden'] })).toEqual([]);
    expect(await found(manager, { upstreamIds: ['up-hidden', 'up-one'] })).toEqual(of('one'));
    const { customer } = await manager.ask('{ customer(by: { upstreamId: "up-hidden" }) { id } }');
    expect(customer).toBeNull();
    expect(await found(operator, { upstreamIds: ['up-hidden'] })).toEqual(of('hidden'));
  });

  test('at most a hundred at a time', async () => {
    const values = (count: number) => Array.from({ length: count }, (_, i) => `account-${i}`);
    expect(await found(manager, { cloudAccounts: values(100) })).toEqual([]);
    const { errors } = await manager.run(
      'query Find($values: [String!]!) { customers(filter: { cloudAccounts: $values }) { nodes { id } } }',
      { values: values(101) },
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

test('every key is an argument of the look-up and a filter of the list', () => {
  const { schema, models } = world.domain;
  const keys = [...models.values()].flatMap(({ name, reads, keys: of }) =>
    [...of].map(([key, { isShared = false }]) => ({
      name,
      key,
      isShared,
      roots: reads.spec.roots,
    })),
  );
  expect(keys.length).toBeGreaterThanOrEqual(8);
  for (const { name, key, isShared, roots } of keys) {
    const one = Object.entries(roots ?? {}).find(([, root]) => 'one' in root)![0];
    const by = schema.getType(`${one.charAt(0).toUpperCase()}${one.slice(1)}By`);
    const fields = (type: unknown): string[] =>
      Object.keys((type as { getFields(): object }).getFields());
    expect([name, fields(by).includes(key)]).toEqual([name, !isShared]);
    expect(fields(schema.getType(`${name}Filter`))).toContain(`${key}s`);
  }
});
