import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';

const world = testWorld('planner');
let operator: Caller;
let owner: Caller;

beforeAll(async () => {
  operator = await world.member(
    await world.organization('OPERATOR', '云商店运营'),
    'operator',
    '周岚',
  );
  for (const name of ['甲', '乙', '丙']) {
    const org = await world.organization('PARTNER', name);
    for (const person of ['一', '二', '三'])
      owner = await world.member(org, 'csp.owner', `${name}${person}`);
  }
});

/**
 * The planner's answer, or its reason for none. The kit's `ask` has compared it with the resolvers' answer
 * by then.
 */
async function planned(caller: Caller, source: string, variables: Record<string, unknown> = {}) {
  const context = new GraphqlContext(world.deps, caller.viewer, 'test');
  try {
    return await context.plan({ document: parse(source), variables });
  } finally {
    await context.endReads();
  }
}

async function same(caller: Caller, source: string, variables?: Record<string, unknown>) {
  const data = await caller.ask(source, variables);
  const answer = (await planned(caller, source, variables)) as { json: string };
  expect(JSON.parse(answer.json)).toEqual(JSON.parse(JSON.stringify(data)));
  return data as any;
}

describe('one statement gives the same answer as the resolvers', () => {
  it('nested connections with their own pages, cursors and counts', async () => {
    const { organizations } = await same(
      operator,
      `{ organizations(first: 2, filter: { kind: [PARTNER] }, orderBy: { field: NAME, direction: ASC }) {
        nodes { id name kind createdAt viewerActions { name enabled reasonCode reasonParams { key value } }
          members(first: 2) { edges { cursor node { name role } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } count { value isExact } } }
        pageInfo { hasNextPage endCursor } count { value } } }`,
    );
    expect(organizations.nodes).toHaveLength(2);
    expect(organizations.nodes[0].members.edges).toHaveLength(2);
    expect(organizations.nodes[0].members.pageInfo.hasNextPage).toBe(true);
    expect(organizations.count.value).toBe(3);
  });

  it('aliases, fragments, type names, skip and include', async () => {
    const source = `query($no: Boolean!, $n: Int!) {
      a: organizations(first: $n) { ...page }
      b: organizations(last: 1) { ...page edges @include(if: $no) { cursor } }
      one: organization(by: { code: "NONE" }) { name }
    }
    fragment page on OrganizationConnection { __typename list: nodes { __typename ... on Organization { title: name @skip(if: $no) code } ...again } }
    fragment again on Node { id }`;
    const { a, b, one } = await same(operator, source, { no: false, n: 3 });
    expect(a.list).toHaveLength(3);
    expect(a.list[0]).toMatchObject({ __typename: 'Organization', title: expect.any(String) });
    expect(b).not.toHaveProperty('edges');
    expect(one).toBeNull();
  });

  it('pages through a list, forwards and backwards', async () => {
    const page = (args: string) =>
      `{ members(${args}) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const first = (await same(owner, page('first: 2'))).members;
    const rest = (await same(owner, page(`first: 2, after: "${first.pageInfo.endCursor}"`)))
      .members;
    expect([...first.nodes, ...rest.nodes].map((m) => m.name).sort()).toEqual([
      '丙一',
      '丙三',
      '丙二',
    ]);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = (await same(owner, page(`last: 5, before: "${rest.pageInfo.startCursor}"`)))
      .members;
    expect(back.nodes).toEqual(first.nodes);
  });

  it.each([
    [
      'a root with code behind it',
      '{ search(query: "x", first: 1) { nodes { id } } }',
      'search is answered by code',
    ],
    ['an id of no type', '{ node(id: "xyz_1") { id } }', 'not a global id'],
    ['a wrong argument', '{ members(first: 500) { nodes { id } } }', 'BAD_USER_INPUT'],
    ["another role's root", '{ policyValues(first: 1) { nodes { id } } }', 'not for this role'],
    [
      'a key that PostgreSQL would cut',
      `{ ${'x'.repeat(64)}: members(first: 1) { nodes { id } } }`,
      'too long',
    ],
  ])('%s falls back to the resolvers, with the reason', async (_, source, reason) => {
    expect(await planned(owner, source)).toEqual({ unplanned: expect.stringContaining(reason) });
  });
});
