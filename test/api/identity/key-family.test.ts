import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openWeb, type Web } from '../../kit/web.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';

const CREATE = `mutation($input: ApiKeyCreateInput!, $key: ID!) { apiKeyCreate(input: $input, idempotencyKey: $key) {
  apiKey { id expiresAt parent { id } } secret userErrors { code field } } }`;

let world: World;
let web: Web;
let owner: Caller;
let developer: Caller;

beforeAll(async () => {
  world = await openWorld('key family');
  web = await openWeb(world);
  const acme = await world.organization('PARTNER', '云帆科技');
  owner = await world.member(acme, 'csp.owner', '林悦');
  developer = await world.member(acme, 'csp.developer', '高远');
});
afterAll(async () => {
  await web.close();
  await world.close();
});

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly expiresAt: string | null;
  readonly parent: { readonly id: string } | null;
}

const ask = async (secret: string, query: string, variables = {}) =>
  web.app.fastify.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query, variables },
    headers: { authorization: `Bearer ${secret}` },
  });
const works = async ({ secret }: Made): Promise<boolean> =>
  (await ask(secret, '{ viewer { name } }')).statusCode === 200;
const inAnHour = (): string => new Date(world.clock.now().getTime() + HOUR).toISOString();

let attempts = 0;
const inputOf = (over: object) => ({
  input: { name: 'ERP', role: 'CSP_DEVELOPER', scopes: ['READ', 'WRITE'], ...over },
  key: `family-${attempts++}`,
});
/** The outcome of a key's attempt to create another key. */
const attempt = async (maker: Made, over = {}) =>
  (await ask(maker.secret, CREATE, inputOf(over))).json();
async function child(maker: Made, over = {}): Promise<Made> {
  const { data } = await attempt(maker, over);
  expect(data.apiKeyCreate.userErrors).toEqual([]);
  return { ...data.apiKeyCreate.apiKey, secret: data.apiKeyCreate.secret };
}
async function first(over = {}): Promise<Made> {
  const { apiKeyCreate } = await developer.ask(CREATE, inputOf(over));
  return { ...apiKeyCreate.apiKey, secret: apiKeyCreate.secret };
}

describe('a replaced key', () => {
  it('works for an overlap with the new one, and then ends with the keys that it created', async () => {
    const old = await first();
    const made = await child(old);
    const replacedUntil = inAnHour();
    const fresh = await first({ replaces: old.id, replacedUntil });
    expect(fresh.expiresAt).toBeNull();
    const ends = await Promise.all(
      [old, made].map(async ({ id }) => {
        const query = 'query($id: ID!) { apiKey(by: { id: $id }) { expiresAt } }';
        return (await developer.ask(query, { id })).apiKey.expiresAt;
      }),
    );
    expect(ends).toEqual([replacedUntil, replacedUntil]);
    expect(await Promise.all([old, made, fresh].map(works))).toEqual([true, true, true]);
    world.clock.advance(HOUR);
    expect(await Promise.all([old, made, fresh].map(works))).toEqual([false, false, true]);
  });

  it('never lives longer for it, and ends the key with which it replaces itself', async () => {
    const expiresAt = inAnHour();
    const old = await first({ expiresAt });
    const later = new Date(Date.parse(expiresAt) + HOUR).toISOString();
    const fresh = await first({ replaces: old.id, replacedUntil: later });
    const itself = await child(fresh, { replaces: fresh.id, replacedUntil: later });
    expect(itself.expiresAt).toBe(later);
    world.clock.advance(HOUR);
    expect(await Promise.all([old, fresh, itself].map(works))).toEqual([false, true, true]);
    world.clock.advance(HOUR);
    expect(await Promise.all([fresh, itself].map(works))).toEqual([false, false]);
  });

  it('ends in the future, and is named', async () => {
    const old = await first();
    const replacedUntil = world.clock.now().toISOString();
    const past = await developer.ask(CREATE, inputOf({ replaces: old.id, replacedUntil }));
    expect(past.apiKeyCreate.userErrors).toEqual([
      { code: 'IN_THE_PAST', field: ['replacedUntil'] },
    ]);
    const { errors } = await developer.run(CREATE, inputOf({ replacedUntil: inAnHour() }));
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('a key created by a key', () => {
  it('inherits the end of its parent and cannot have a later one', async () => {
    const expiresAt = inAnHour();
    const parent = await first({ expiresAt });
    expect(parent.parent).toBeNull();
    const made = await child(parent);
    expect(made).toMatchObject({ expiresAt, parent: { id: parent.id } });
    const later = new Date(Date.parse(expiresAt) + 1).toISOString();
    expect((await attempt(parent, { expiresAt: later })).data.apiKeyCreate).toMatchObject({
      apiKey: null,
      secret: null,
      userErrors: [{ code: 'KEY_OUTLIVES_PARENT', field: ['expiresAt'] }],
    });
    const sooner = new Date(Date.parse(expiresAt) - 1000).toISOString();
    expect((await child(made, { expiresAt: sooner })).expiresAt).toBe(sooner);
    world.clock.advance(2 * HOUR);
    expect([await works(parent), await works(made)]).toEqual([false, false]);
  });

  it('has at most the scopes of its parent', async () => {
    const parent = await first({ scopes: ['WRITE'] });
    expect((await attempt(parent, { scopes: ['READ'] })).errors[0].extensions.code).toBe(
      'FORBIDDEN',
    );
    await child(parent, { scopes: ['WRITE'] });
  });

  it('is revoked with its parent, and its children with it, and no other keys', async () => {
    const parent = await first();
    const made = await child(parent);
    const grandchild = await child(made);
    const stranger = await first();
    await owner.mutate('apiKeyRevoke', { id: parent.id });
    expect(await Promise.all([parent, made, grandchild, stranger].map(works))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    const lines = await world.rows<{ detail: { keys: number } }>(
      sql`select detail from audit_entry where action = 'apiKeyRevoke'`,
    );
    expect(lines.map(({ detail }) => detail.keys)).toEqual([3]);
    await owner.mutate('apiKeyRevoke', { id: (await child(stranger)).id });
    expect(await works(stranger)).toBe(true);
  });

  it('is revoked with the member who created the first key: suspended, or without the right', async () => {
    const acme = { id: owner.viewer.tenantId, name: '云帆科技' };
    const keysOf = async (who: Caller) => {
      const { apiKeyCreate } = await who.ask(CREATE, inputOf({}));
      const parent = { ...apiKeyCreate.apiKey, secret: apiKeyCreate.secret };
      return [parent, await child(parent)];
    };
    const id = (who: Caller) => `mem_${who.viewer.memberId}`;
    const [one, two] = [
      await world.member(acme, 'csp.owner', '甲'),
      await world.member(acme, 'csp.owner', '乙'),
    ];
    const [ofOne, ofTwo, others] = [await keysOf(one), await keysOf(two), await keysOf(developer)];
    const stand = async () => await Promise.all([...ofOne, ...ofTwo, ...others].map(works));
    expect(await stand()).toEqual([true, true, true, true, true, true]);

    await owner.mutate('memberSuspend', { id: id(one) });
    expect(await stand()).toEqual([false, false, true, true, true, true]);
    // A developer could create these keys, too.
    await owner.mutate('memberChangeRole', { id: id(two), role: 'CSP_DEVELOPER' });
    expect(await stand()).toEqual([false, false, true, true, true, true]);
    await owner.mutate('memberChangeRole', { id: id(two), role: 'CSP_REP' });
    expect(await stand()).toEqual([false, false, false, false, true, true]);
    await owner.mutate('memberReinstate', { id: id(one) });
    expect(await works(ofOne[0]!)).toBe(false);
    const { auditEntries } = await owner.ask(
      '{ auditEntries(first: 9, filter: { action: ["apiKeyRevoke"] }) { nodes { detail } } }',
    );
    const named = auditEntries.nodes.map(({ detail }: any) => JSON.parse(detail).createdBy);
    expect(named).toEqual(expect.arrayContaining([id(one), id(two)]));
  });

  it('cannot be created while its parent is being revoked', async () => {
    const parent = await first();
    const [, ...made] = await Promise.all([
      owner.mutate('apiKeyRevoke', { id: parent.id }),
      ...Array.from({ length: 5 }, () => attempt(parent)),
    ]);
    expect(made).toHaveLength(5);
    const live = await world.rows(sql`
      select id from api_key where parent_id = ${parent.id.replace('key_', '')} and revoked_at is null`);
    expect(live).toEqual([]);
  });
});
