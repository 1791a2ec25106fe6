import { expect, it } from '@jest/globals';
import { type Client, createClient, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { linkLookUps } from './link-look-ups.ts';

interface Row {
  __typename: 'Appeal';
  id: string;
  number: string;
}

// As text, because the generated documents are those that pages ask.
const Appeals = 'query ($first: Int) { appeals(first: $first) { nodes { __typename id number } } }';
const One = 'query ($id: ID!) { appeal(by: { id: $id }) { __typename id number } }';

const keys = { AppealConnection: () => null };

const row = (id: string): Row => ({ __typename: 'Appeal', id, number: `NO-${id}` });

/** A portal whose server has these appeals, and the number of its requests. */
function portalOf(rows: readonly Row[], most?: number): { client: Client; asked: () => number } {
  let asked = 0;
  const client = createClient({
    url: 'http://portal.example/graphql',
    preferGetMethod: false,
    async fetch(_, init) {
      asked += 1;
      const { id, first } = JSON.parse(String(init?.body)).variables;
      const appeal = rows.find((one) => one.id === id) ?? null;
      const appeals = { __typename: 'AppealConnection', nodes: rows.slice(0, first) };
      return Response.json({ data: id ? { appeal } : { appeals } });
    },
    exchanges: [
      cacheExchange({
        keys,
        updates: { Query: { appeals: linkLookUps('appeal', 'Appeal', most) } },
      }),
      fetchExchange,
    ],
  });
  return { client, asked: () => asked };
}

const find = async (client: Client, id: string): Promise<Row | null> =>
  (await client.query(One, { id })).data.appeal;

it('lets the look-up of the first case answer from what the list brought', async () => {
  const { client, asked } = portalOf([row('apl_1'), row('apl_2')]);
  await client.query(Appeals, { first: 1 });
  expect(await find(client, 'apl_1')).toEqual(row('apl_1'));
  expect(asked()).toBe(1);
});

it('knows several first cases of a desk in another order', async () => {
  const { client, asked } = portalOf([row('apl_1'), row('apl_2')], 2);
  await client.query(Appeals, { first: 2 });
  expect(await find(client, 'apl_2')).toEqual(row('apl_2'));
  expect(await find(client, 'apl_1')).toEqual(row('apl_1'));
  expect(asked()).toBe(1);
});

it('asks for any other case', async () => {
  const { client, asked } = portalOf([row('apl_1'), row('apl_2')]);
  await client.query(Appeals, { first: 1 });
  expect(await find(client, 'apl_2')).toEqual(row('apl_2'));
  expect(asked()).toBe(2);
});

it('knows nothing from a queue, whose rows lack the details of a case', async () => {
  const { client, asked } = portalOf([row('apl_1')]);
  await client.query(Appeals, { first: 100 });
  expect(await find(client, 'apl_1')).toEqual(row('apl_1'));
  expect(asked()).toBe(2);
});

it('invents no case where the queue is empty', async () => {
  const { client, asked } = portalOf([]);
  await client.query(Appeals, { first: 1 });
  expect(await find(client, 'apl_1')).toBeNull();
  expect(asked()).toBe(2);
});
