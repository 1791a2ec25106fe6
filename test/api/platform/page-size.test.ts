import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const CUSTOMERS = 30;
const world = testWorld('page-size');
let manager: Caller;

beforeAll(async () => {
  const partner = await partnerOf(world, '北辰科技');
  manager = await world.member(partner, 'csp.manager');
  for (let i = 0; i < CUSTOMERS; i++) await customerOf(world, `客户 ${i}`, [partner]);
});

/** The statement of the planned execution of a query. */
async function statementOf(source: string): Promise<string> {
  let text = '';
  const { db } = world.deps;
  const context = new GraphqlContext(
    {
      ...world.deps,
      db: {
        ...db,
        read: (viewer, now, statement, ...more) => {
          ({ text } = statement);
          return db.read(viewer, now, statement, ...more);
        },
      },
    },
    manager.viewer,
    'test',
  );
  try {
    expect(await context.plan({ document: parse(source), variables: {} })).toHaveProperty('json');
  } finally {
    await context.endReads();
  }
  return text;
}

describe('a list without `first` and `last`', () => {
  test('has a page of 25 rows, as with `first: 25`', async () => {
    const { absent, given, none } = await manager.ask(
      `{ absent: customers { nodes { id } pageInfo { hasNextPage endCursor } }
         given: customers(first: 25) { nodes { id } pageInfo { hasNextPage endCursor } }
         none: customers(first: null) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(absent.nodes).toHaveLength(25);
    expect(absent.pageInfo.hasNextPage).toBe(true);
    expect([given, none]).toEqual([absent, absent]);
  });

  test('continues after a cursor', async () => {
    const first = await manager.ask('{ customers { pageInfo { endCursor } } }');
    const { customers } = await manager.ask(
      'query($after: String!) { customers(after: $after) { nodes { id } } }',
      { after: first.customers.pageInfo.endCursor },
    );
    expect(customers.nodes).toHaveLength(CUSTOMERS - 25);
  });

  test('is counted without reading a page', async () => {
    const { customers } = await manager.ask('{ customers { count { value isExact } } }');
    expect(customers).toEqual({ count: { value: CUSTOMERS, isExact: true } });
    const statement = await statementOf('{ customers { count { value } } }');
    expect(statement).toContain('kept_count');
    expect(statement).not.toContain('order by');
  });
});

test.each([
  '{ customers(first: 1, last: 1) { nodes { id } } }',
  '{ customers(before: "WyJYIl0") { nodes { id } } }',
  '{ customers(first: 0) { nodes { id } } }',
])('%s is refused', async (source) => {
  const { errors } = await manager.run(source);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
