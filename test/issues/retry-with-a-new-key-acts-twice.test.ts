import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { openWeb, type Web } from '../kit/web.ts';
import { type Caller, openWorld, type World } from '../kit/world.ts';

let world: World;
let web: Web;
let owner: Caller;
let customerId: string;

beforeAll(async () => {
  world = await openWorld('rotated key');
  web = await openWeb(world);
  const acme = await partnerOf(world, '云帆科技');
  owner = await world.member(acme, 'csp.owner');
  customerId = await customerOf(world, '东方制造', [acme]);
});
afterAll(async () => {
  await web?.close();
  await world?.close();
});

const make = async (more: object = {}) =>
  (
    await owner.ask(
      `mutation($input: ApiKeyCreateInput!, $key: ID!) { apiKeyCreate(input: $input, idempotencyKey: $key) {
        secret apiKey { id origin { id } } userErrors { code } } }`,
      {
        input: { name: 'ERP', role: 'CSP_MANAGER', scopes: ['READ', 'WRITE'], ...more },
        key: crypto.randomUUID(),
      },
    )
  ).apiKeyCreate;

/** Pre-registers the customer with a key, as a program whose first attempt timed out. */
const preRegister = async (secret: string) => {
  const { json } = await web.app.fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${secret}` },
    payload: {
      query: `mutation { partnerBindingPreRegister(input: { customerId: "${customerId}" }, idempotencyKey: "A") {
        partnerBinding { id } userErrors { code } } }`,
    },
  });
  return json().data.partnerBindingPreRegister;
};

// Idempotency keys counted for one API key: after its rotation, a retry was a second command.
it('a retry with the key that replaces the first has no second effect', async () => {
  const first = await make();
  const second = await make({ replaces: first.apiKey.id });
  const third = await make({ replaces: second.apiKey.id });
  for (const { apiKey } of [second, third]) expect(apiKey.origin).toEqual({ id: first.apiKey.id });
  const done = await preRegister(first.secret);
  expect(done.userErrors).toEqual([]);
  await owner.mutate('apiKeyRevoke', { id: first.apiKey.id });
  for (const { secret } of [second, third]) expect(await preRegister(secret)).toEqual(done);
  // Another key is another caller.
  const other = await make();
  expect((await preRegister(other.secret)).userErrors).toEqual([{ code: 'BINDING_OPEN' }]);
  const rows = await world.rows(
    sql`select 1 from partner_binding where customer_id = ${customerId.slice(4)}`,
  );
  expect(rows).toHaveLength(1);
  const actors = await world.rows<{ id: string }>(
    sql`select distinct actor_id as id from audit_entry where action = 'partnerBindingPreRegister'`,
  );
  expect(actors).toEqual([{ id: first.apiKey.id.slice(4) }]);
});

it('a key replaces only a key of the same role', async () => {
  const { apiKey } = await make();
  const { userErrors } = await make({ role: 'CSP_AUDITOR', replaces: apiKey.id });
  expect(userErrors).toEqual([{ code: 'KEY_OF_ANOTHER_ROLE' }]);
});
