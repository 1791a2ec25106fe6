import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import { encodeCursor } from '../../../server/platform/read/cursor.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller, World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const CUSTOMERS = 30;

/** A partner that reads the account of the first two of its three customers, and one with many customers. */
async function setStage(world: World) {
  const acme = await partnerOf(world, '上海云衡');
  const many = await partnerOf(world, '北辰科技');
  const ids = new Map<string, string>();
  for (const cloudAccount of ['one', 'two', 'hidden']) {
    const facts = { cloudAccount, upstreamId: `up-${cloudAccount}` };
    ids.set(cloudAccount, await customerOf(world, `客户 ${cloudAccount}`, [acme], facts));
  }
  const full = ['one', 'two'].map((account) => ids.get(account)!.slice(4));
  await world.rows(
    sql`update customer_access set level = 'FULL' where customer_id = any(${`{${full}}`}::uuid[])`,
  );
  for (let i = 0; i < CUSTOMERS; i++) await customerOf(world, `客户 ${i}`, [many]);
  return {
    world,
    acme,
    many,
    ids,
    manager: await world.member(acme, 'csp.manager'),
    manyManager: await world.member(many, 'csp.manager'),
    operator: await world.member(await world.organization('OPERATOR', '运营'), 'operator'),
  };
}
const stage = testStage('reads', setStage);

const idsOf = (...accounts: string[]): string[] =>
  accounts.map((name) => stage.ids.get(name)!).sort();
const isRefused = async (by: Caller, source: string, variables = {}): Promise<void> => {
  const { errors } = await by.run(source, variables);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
};

describe('rows by their keys', () => {
  const found = async (by: Caller, filter: Record<string, unknown>): Promise<string[]> => {
    const { customers } = await by.ask(
      'query Find($filter: CustomerFilter!) { customers(filter: $filter) { nodes { id } count { value } } }',
      { filter },
    );
    expect(customers.count.value).toBe(customers.nodes.length);
    return customers.nodes.map(({ id }: { id: string }) => id).sort();
  };

  test('one, by either key', async () => {
    const { byAccount, byUpstream, none } = await stage.manager.ask(`{
      byAccount: customer(by: { cloudAccount: "one" }) { id }
      byUpstream: customer(by: { upstreamId: "up-two" }) { id }
      none: customer(by: { upstreamId: "up-three" }) { id } }`);
    const [one, two] = [stage.ids.get('one'), stage.ids.get('two')];
    expect([byAccount, byUpstream, none]).toEqual([{ id: one }, { id: two }, null]);
  });

  test('many, and only those that match all filters', async () => {
    const { manager } = stage;
    const cloudAccounts = ['one', 'two', 'three'];
    expect(await found(manager, { cloudAccounts })).toEqual(idsOf('one', 'two'));
    expect(await found(manager, { cloudAccounts, upstreamIds: ['up-two'] })).toEqual(idsOf('two'));
    expect(await found(manager, { cloudAccounts: [] })).toEqual([]);
  });

  test('not by a key that the viewer may not read', async () => {
    const { manager, operator } = stage;
    expect(await found(manager, { cloudAccounts: ['hidden'] })).toEqual([]);
    expect(await found(manager, { upstreamIds: ['up-hidden', 'up-one'] })).toEqual(idsOf('one'));
    const { customer } = await manager.ask('{ customer(by: { upstreamId: "up-hidden" }) { id } }');
    expect(customer).toBeNull();
    expect(await found(operator, { upstreamIds: ['up-hidden'] })).toEqual(idsOf('hidden'));
  });

  test('at most a hundred at a time', async () => {
    const values = (count: number) => Array.from({ length: count }, (_, i) => `account-${i}`);
    expect(await found(stage.manager, { cloudAccounts: values(100) })).toEqual([]);
    await isRefused(
      stage.manager,
      'query Find($values: [String!]!) { customers(filter: { cloudAccounts: $values }) { nodes { id } } }',
      { values: values(101) },
    );
  });

  test('each of which is an argument of the look-up and a filter of the list', () => {
    const { schema, models } = stage.world.domain;
    const keys = [...models.values()].flatMap(({ name, reads, keys: of }) =>
      [...of].map(([key, { isShared = false }]) => ({ name, key, isShared, spec: reads.spec })),
    );
    expect(keys.length).toBeGreaterThanOrEqual(8);
    const fields = (type: unknown): string[] =>
      Object.keys((type as { getFields(): object }).getFields());
    for (const { name, key, isShared, spec } of keys) {
      const one = Object.entries(spec.roots ?? {}).find(([, root]) => 'one' in root)![0];
      const by = schema.getType(`${one.charAt(0).toUpperCase()}${one.slice(1)}By`);
      expect([name, fields(by).includes(key)]).toEqual([name, !isShared]);
      expect(fields(schema.getType(`${name}Filter`))).toContain(`${key}s`);
    }
  });
});

describe('objects by their ids', () => {
  const NODES = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

  test('of several types come in the requested order, with null for each invisible one', async () => {
    const [one, two] = [stage.ids.get('one')!, stage.ids.get('two')!];
    const partner = `ptn_${stage.acme.id}`;
    const hidden = `ptn_${stage.many.id}`;
    const { nodes } = await stage.manager.ask(NODES, { ids: [two, hidden, partner, one, two] });
    expect(nodes).toEqual([
      { __typename: 'Customer', id: two },
      null,
      { __typename: 'Partner', id: partner },
      { __typename: 'Customer', id: one },
      { __typename: 'Customer', id: two },
    ]);
  });

  test('are refused if one has an unknown type, or if a page has fewer rows', async () => {
    const partner = `ptn_${stage.acme.id}`;
    await isRefused(stage.manager, NODES, { ids: [partner, 'nothing_1'] });
    await isRefused(stage.manager, NODES, { ids: Array(101).fill(partner) });
  });
});

describe('a list without `first` and `last`', () => {
  /** The statement of the planned execution of a query. */
  async function statementOf(source: string): Promise<string> {
    let text = '';
    const { deps } = stage.world;
    const read: typeof deps.db.read = (viewer, now, statement, ...more) => {
      ({ text } = statement);
      return deps.db.read(viewer, now, statement, ...more);
    };
    const withText = { ...deps, db: { ...deps.db, read } };
    const context = new GraphqlContext(withText, stage.manyManager.viewer, 'test');
    try {
      expect(await context.plan({ document: parse(source), variables: {} })).toHaveProperty('json');
    } finally {
      await context.endReads();
    }
    return text;
  }

  test('has a page of 25 rows, as with `first: 25`, and continues after a cursor', async () => {
    const { absent, given, none } = await stage.manyManager.ask(
      `{ absent: customers { nodes { id } pageInfo { hasNextPage endCursor } }
         given: customers(first: 25) { nodes { id } pageInfo { hasNextPage endCursor } }
         none: customers(first: null) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(absent.nodes).toHaveLength(25);
    expect(absent.pageInfo.hasNextPage).toBe(true);
    expect([given, none]).toEqual([absent, absent]);
    const { customers } = await stage.manyManager.ask(
      'query($after: String!) { customers(after: $after) { nodes { id } } }',
      { after: absent.pageInfo.endCursor },
    );
    expect(customers.nodes).toHaveLength(CUSTOMERS - 25);
  });

  test('is counted without reading a page', async () => {
    const { customers } = await stage.manyManager.ask('{ customers { count { value isExact } } }');
    expect(customers).toEqual({ count: { value: CUSTOMERS, isExact: true } });
    const statement = await statementOf('{ customers { count { value } } }');
    expect(statement).toContain('kept_count');
    expect(statement).not.toContain('order by');
  });
});

const ID = '019cac46-1500-7000-be9f-4a4d8b277087';
test.each([
  ['first and last', 'first: 1, last: 1'],
  ['a cursor of no list', 'before: "WyJYIl0"'],
  ['no rows', 'first: 0'],
  // A cursor of words or of an impossible day was an internal error.
  ['a cursor with words', `first: 1, after: "${encodeCursor('CREATED', ['yesterday', '1'])}"`],
  [
    'a cursor with a day that its month has not',
    `first: 1, after: "${encodeCursor('CREATED', ['2026-02-30T00:00:00.000Z', ID])}"`,
  ],
])('a page with %s is refused', async (_, args) => {
  await isRefused(stage.manyManager, `{ customers(${args}) { nodes { id } } }`);
});

/** The key by which a batch finds its rows once had the same name as the key of a relation named "parent". */
test('a distributor without a distributor above it has no parent', async () => {
  const { world, operator } = stage;
  const above = await world.organization('PARTNER', '总经销商');
  const below = await world.organization('PARTNER', '云经销商');
  const enroll = (org: { id: string }, tier: string, parentId?: string) =>
    operator.mutate('partnerEnroll', { organizationId: `org_${org.id}`, tier, parentId });
  await enroll(above, 'DISTRIBUTOR');
  await enroll(below, 'SUB_DISTRIBUTOR', `ptn_${above.id}`);
  const owner = await world.member(above, 'csp.owner');
  const { partners } = await owner.ask('{ partners(first: 5) { nodes { name parent { name } } } }');
  expect(partners.nodes).toHaveLength(2);
  expect(partners.nodes).toEqual(
    expect.arrayContaining([
      { name: '总经销商', parent: null },
      { name: '云经销商', parent: { name: '总经销商' } },
    ]),
  );
  await owner.sees(`ptn_${above.id}`, { parent: null });
});
