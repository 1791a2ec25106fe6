import { beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey } from '../../../server/modules/identity/api-key/api-key.store.ts';
import { answerOf } from '../../../server/platform/auth/optimistic-credential.ts';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { audited, fromNow } from '../../kit/traces.ts';
import { type Browser, openWeb, type Web } from '../../kit/web.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { testWeb } from './people.ts';

const CREATE = `mutation($input: ApiKeyCreateInput!, $key: ID!) { apiKeyCreate(input: $input, idempotencyKey: $key) {
  apiKey { id expiresAt parent { id } } secret userErrors { code field } } }`;
const MINUTE = 60_000;

const stage = testWeb('keys');
let owner: Caller;
let developer: Caller;
let operator: Caller;

beforeAll(async () => {
  const { world, acme } = stage;
  owner = await world.member(acme, 'csp.owner', '林悦');
  developer = await world.member(acme, 'csp.developer', '高远');
  operator = await world.member(await world.organization('OPERATOR', '云商店运营'), 'operator');
});

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly expiresAt: string | null;
  readonly parent: { readonly id: string } | null;
}

const send = async (authorization: string, query = '{ viewer { name role } }', variables = {}) =>
  await stage.web.browser().post('/graphql', { query, variables }, { authorization });
const ask = (secret: string, query?: string, variables?: object) =>
  send(`Bearer ${secret}`, query, variables);
const works = async ({ secret }: Pick<Made, 'secret'>): Promise<boolean> =>
  (await ask(secret)).statusCode === 200;
const inAnHour = (): string => fromNow(stage.world, HOUR);
const memberOf = ({ viewer }: Caller): string => `mem_${viewer.memberId}`;

let attempts = 0;
const inputOf = (over: object) => ({
  input: { name: 'ERP', role: 'CSP_DEVELOPER', scopes: ['READ', 'WRITE'], ...over },
  key: `family-${attempts++}`,
});
const madeFrom = ({ apiKey, secret }: any): Made => ({ ...apiKey, secret });
/** The outcome of a key's attempt to create another key. */
const attempt = async (maker: Made, over = {}) =>
  (await ask(maker.secret, CREATE, inputOf(over))).json();
async function child(maker: Made, over = {}): Promise<Made> {
  const { data } = await attempt(maker, over);
  expect(data.apiKeyCreate.userErrors).toEqual([]);
  return madeFrom(data.apiKeyCreate);
}
const first = async (over = {}, maker = developer): Promise<Made> =>
  madeFrom((await maker.ask(CREATE, inputOf(over))).apiKeyCreate);
const alive = (...keys: Made[]): Promise<boolean[]> => Promise.all(keys.map(works));

describe('an API key', () => {
  it('acts for its organization with its role, and its secret is stored nowhere', async () => {
    const { world, web, acme } = stage;
    const { id, secret } = await first(
      { name: '报表', role: 'CSP_MANAGER', scopes: ['READ'] },
      owner,
    );
    expect(secret).toMatch(/^pg_live_[0-9a-f]{8}_[\w-]{43}$/);
    expect((await ask(secret)).json().data.viewer).toEqual({ name: '报表', role: 'CSP_MANAGER' });
    expect(await answerOf(web.app.deps.db, web.app.auth.keys.check(secret)!)).toMatchObject({
      via: 'API_KEY',
      tenantId: acme.id,
      actorId: id.slice(4),
      memberId: null,
      scopes: ['read'],
    });
    await web.app.auth.keys.settle();
    const [row] = await world.rows<{ text: string; used: boolean }>(
      sql`select api_key::text as text, last_used_at is not null as used from api_key where id = ${id.slice(4)}`,
    );
    expect(row!.used).toBe(true);
    expect(row!.text).not.toContain(secret.split('_').slice(3).join('_'));
  });

  it('shows its secret once: a replay does not show it again', async () => {
    const document = { input: { name: 'x', role: 'CSP_OWNER', scopes: ['READ'] }, key: 'replayed' };
    const { apiKeyCreate: made } = await owner.ask(CREATE, document);
    const { apiKeyCreate: again } = await owner.ask(CREATE, document);
    expect(again).toMatchObject({ apiKey: made.apiKey, secret: null });
  });

  it('stops when it is revoked, expires, or its organization is suspended', async () => {
    const { world, acme } = stage;
    const revoked = await first();
    await owner.mutate('apiKeyRevoke', { id: revoked.id });
    expect(await works(revoked)).toBe(false);
    const spare = await first();
    const suspend = (status: string) =>
      world.rows(sql`update organization set status = ${status} where id = ${acme.id}`);
    await suspend('SUSPENDED');
    expect(await works(spare)).toBe(false);
    await suspend('ACTIVE');
    expect(await works(spare)).toBe(true);
    const short = await first({ name: 'short', expiresAt: inAnHour() });
    const isListed = async (isActive: boolean) => {
      const { apiKeys } = await owner.ask(
        `{ apiKeys(first: 50, filter: { isActive: ${isActive} }) { nodes { name } } }`,
      );
      return apiKeys.nodes.some(({ name }: { name: string }) => name === 'short');
    };
    expect([await works(short), await isListed(true), await isListed(false)]).toEqual([
      true,
      true,
      false,
    ]);
    world.clock.advance(HOUR);
    // An expired key was listed as active.
    expect([await works(short), await isListed(true), await isListed(false)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('must be complete and correct', async () => {
    const { secret: key } = await first();
    for (const wrong of [
      `Bearer ${key}x`,
      `Bearer ${key.slice(0, -1)}`,
      `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      `Basic ${key}`,
      'Bearer',
      key,
    ])
      expect((await send(wrong)).statusCode).toBe(401);
  });

  it('is limited to the organization’s roles and to the rights of its maker', async () => {
    const input = { name: 'x', role: 'CSP_OWNER', scopes: ['READ'] };
    await developer.cannot('apiKeyCreate', input, 'ROLE_NOT_ALLOWED');
    // A rep's customers are assigned to a member, and a key has no member.
    for (const role of ['OPERATOR', 'CSP_REP'])
      await owner.cannot('apiKeyCreate', { ...input, role }, 'ROLE_UNKNOWN');
  });

  it('is one of twenty of its organization, however many are created at once', async () => {
    const { world } = stage;
    const org = await world.organization('PARTNER', '多钥科技');
    const { viewer } = await world.member(org, 'csp.owner');
    const ids = await world.system(async ({ newId }) => Array.from({ length: 27 }, newId));
    const create = (role: string, as = viewer) =>
      world.db.transaction(as, (tx) =>
        createApiKey(tx, as, world.clock.now(), {
          id: ids.pop()!,
          orgId: org.id,
          name: 'x',
          role: role as never,
          scopes: ['read'],
          expiresAt: null,
        }),
      );
    await expect(create('service')).rejects.toThrow('ROLE_UNKNOWN');
    await expect(
      create('csp.manager', { ...viewer, via: 'API_KEY', scopes: ['write'] }),
    ).rejects.toThrow();
    const made = await Promise.allSettled(Array.from({ length: 25 }, () => create('csp.manager')));
    const refused = made.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => reason.message)).toEqual(Array(5).fill('KEY_LIMIT_REACHED'));
  });
});

describe('a replaced key', () => {
  it('works for an overlap with the new one, and then ends with the keys that it created', async () => {
    const old = await first();
    const made = await child(old);
    const replacedUntil = inAnHour();
    const fresh = await first({ replaces: old.id, replacedUntil });
    expect(fresh.expiresAt).toBeNull();
    for (const { id } of [old, made]) await developer.sees(id, { expiresAt: replacedUntil });
    expect(await alive(old, made, fresh)).toEqual([true, true, true]);
    stage.world.clock.advance(HOUR);
    expect(await alive(old, made, fresh)).toEqual([false, false, true]);
  });

  it('never lives longer for it, and ends the key with which it replaces itself', async () => {
    const expiresAt = inAnHour();
    const old = await first({ expiresAt });
    const later = fromNow(stage.world, 2 * HOUR);
    const fresh = await first({ replaces: old.id, replacedUntil: later });
    const itself = await child(fresh, { replaces: fresh.id, replacedUntil: later });
    expect(itself.expiresAt).toBe(later);
    stage.world.clock.advance(HOUR);
    expect(await alive(old, fresh, itself)).toEqual([false, true, true]);
    stage.world.clock.advance(HOUR);
    expect(await alive(fresh, itself)).toEqual([false, false]);
  });

  it('ends in the future, and is named', async () => {
    const old = await first();
    const past = { replaces: old.id, replacedUntil: fromNow(stage.world, 0) };
    const reason = { code: 'IN_THE_PAST', field: ['replacedUntil'] };
    await developer.cannot('apiKeyCreate', inputOf(past).input, reason);
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
    expect((await attempt(parent, { expiresAt: later })).data.apiKeyCreate).toEqual({
      apiKey: null,
      secret: null,
      userErrors: [{ code: 'KEY_OUTLIVES_PARENT', field: ['expiresAt'] }],
    });
    const sooner = new Date(Date.parse(expiresAt) - 1000).toISOString();
    expect((await child(made, { expiresAt: sooner })).expiresAt).toBe(sooner);
    stage.world.clock.advance(2 * HOUR);
    expect(await alive(parent, made)).toEqual([false, false]);
  });

  it('has at most the scopes of its parent', async () => {
    const parent = await first({ scopes: ['WRITE'] });
    const { errors } = await attempt(parent, { scopes: ['READ'] });
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
    await child(parent, { scopes: ['WRITE'] });
  });

  it('is revoked with its parent, and its children with it, and no other keys', async () => {
    const parent = await first();
    const made = await child(parent);
    const grandchild = await child(made);
    const stranger = await first();
    await owner.mutate('apiKeyRevoke', { id: parent.id });
    expect(await alive(parent, made, grandchild)).toEqual([false, false, false]);
    const [line] = await audited(stage.world, 'apiKeyRevoke', parent.id);
    expect(line!.detail.keys).toBe(3);
    await owner.mutate('apiKeyRevoke', { id: (await child(stranger)).id });
    expect(await works(stranger)).toBe(true);
  });

  it('is revoked with the member who created the first key: suspended, or without the right', async () => {
    const { world, acme } = stage;
    const keysOf = async (who: Caller) => {
      const parent = await first({}, who);
      return [parent, await child(parent)];
    };
    const [one, two] = [
      await world.member(acme, 'csp.owner', '甲'),
      await world.member(acme, 'csp.owner', '乙'),
    ];
    const keys = [await keysOf(one), await keysOf(two), await keysOf(developer)].flat();
    await owner.mutate('memberSuspend', { id: memberOf(one) });
    expect(await alive(...keys)).toEqual([false, false, true, true, true, true]);
    // A developer could create these keys, too.
    await owner.mutate('memberChangeRole', { id: memberOf(two), role: 'CSP_DEVELOPER' });
    expect(await alive(...keys)).toEqual([false, false, true, true, true, true]);
    await owner.mutate('memberChangeRole', { id: memberOf(two), role: 'CSP_REP' });
    expect(await alive(...keys)).toEqual([false, false, false, false, true, true]);
    await owner.mutate('memberReinstate', { id: memberOf(one) });
    expect(await works(keys[0]!)).toBe(false);
    const named = (await audited(world, 'apiKeyRevoke')).map(({ detail }) => detail.createdBy);
    expect(named).toEqual(expect.arrayContaining([memberOf(one), memberOf(two)]));
  });

  it('cannot be created while its parent is being revoked', async () => {
    const parent = await first();
    const [, ...made] = await Promise.all([
      owner.mutate('apiKeyRevoke', { id: parent.id }),
      ...Array.from({ length: 5 }, () => attempt(parent)),
    ]);
    expect(made).toHaveLength(5);
    const live = await stage.world.rows(
      sql`select id from api_key where parent_id = ${parent.id.slice(4)} and revoked_at is null`,
    );
    expect(live).toEqual([]);
  });
});

// A stolen key once invited its thief as owner or operator, who stayed when the key was revoked.
describe('a key makes no people', () => {
  /** A program with a key of the caller's role and all scopes. */
  const keyOf = ({ viewer: { hasFreshProof, ...viewer } }: Caller): Caller =>
    stage.world.as({ ...viewer, via: 'API_KEY', actorName: 'ERP', memberId: null });
  const inviting = (role: string) => ({ name: '某人', mail: `${role}@example.com`, role });

  it('makes, changes and ends no member and no organization, whatever its scopes', async () => {
    const { world, acme } = stage;
    const id = memberOf(await world.member(acme, 'csp.finance'));
    const { id: invitation } = await owner.mutate('memberInvite', inviting('CSP_REP'));
    const owned = { ownerName: '某人', ownerMail: 'thief@example.com' };
    const org = { id: `org_${acme.id}`, reason: 'x' };
    const refused: [Caller, string, Record<string, unknown>][] = [
      [owner, 'memberInvite', inviting('CSP_OWNER')],
      [owner, 'memberChangeRole', { id, role: 'CSP_OWNER' }],
      [owner, 'memberSuspend', { id }],
      [owner, 'memberReinstate', { id }],
      [owner, 'memberInvitationResend', { id: invitation }],
      [owner, 'memberInvitationRevoke', { id: invitation }],
      [operator, 'memberInvite', inviting('OPERATOR')],
      [operator, 'organizationCreate', { kind: 'OPERATOR', name: '甲', code: 'THIEF', ...owned }],
      [operator, 'organizationSuspend', org],
      [operator, 'organizationReinstate', org],
      [operator, 'policySet', { key: 'binding.invite', value: '9', reason: 'x' }],
      [operator, 'partnerCertify', { id: `ptn_${acme.id}`, reason: 'x' }],
    ];
    for (const [who, mutation, input] of refused)
      await keyOf(who).cannot(mutation, input, 'PERSON_REQUIRED');
    const rows = await world.rows(sql`
      select mail from member_invitation where mail <> 'csp_rep@example.com'
      union all select code from organization where code = 'THIEF'`);
    expect(rows).toEqual([]);
    const { memberInvite } = await keyOf(owner).ask(
      `mutation { memberInvite(validateOnly: true, idempotencyKey: "x", input: { name: "a", mail: "a@example.com", role: CSP_REP }) {
        userErrors { code } } }`,
    );
    expect(memberInvite.userErrors).toEqual([{ code: 'PERSON_REQUIRED' }]);
  });

  it('and discloses no contact: a person does, with fresh proof', async () => {
    const input = { id: 'cus_00000000-0000-7000-8000-000000000001', reason: 'x' };
    await keyOf(owner).cannot('customerRevealContact', input, 'PERSON_REQUIRED');
    const stale = stage.world.as({ ...owner.viewer, hasFreshProof: false });
    await expect(stale.refused('customerRevealContact', input)).rejects.toThrow('Prove first');
  });
});

describe('the key of the API explorer', () => {
  const signedIn = async ({ viewer }: Caller, web: Web): Promise<Browser> => {
    const browser = web.browser();
    await browser.post('/auth/demo-sign-in', { mail: `${viewer.actorId}@example.com` });
    return browser;
  };
  const keyOf = async (browser: Browser): Promise<Pick<Made, 'secret'>> => ({
    secret: (await browser.post('/auth/explorer-key')).json().key,
  });
  /** Runs a story with the demo, whose users sign in with a click. */
  const inDemo = async (tell: (web: Web) => Promise<void>): Promise<void> => {
    const web = await openWeb(stage.world, { demo: true });
    await tell(web).finally(() => web.close());
  };

  it('reads as its member does, with the schema and the cost, and writes nothing', () =>
    inDemo(async (web) => {
      const { secret } = await keyOf(await signedIn(owner, web));
      const query = '{ viewer { role } __schema { queryType { name } } }';
      const { data, extensions } = (await ask(secret, query)).json();
      expect(data).toEqual({
        viewer: { role: 'CSP_OWNER' },
        __schema: { queryType: { name: 'Query' } },
      });
      expect(extensions.cost.requested).toBeGreaterThan(0);
      const input = { name: 'a', mail: 'a@example.com', role: 'CSP_REP' };
      const invite = `mutation($input: MemberInviteInput!) { memberInvite(input: $input, idempotencyKey: "k") { userErrors { code } } }`;
      expect((await ask(secret, invite, { input })).json().errors[0]).toMatchObject({
        message: 'This needs a key with the scope write.',
        extensions: { code: 'FORBIDDEN', scope: 'write' },
      });
    }));

  it('is listed as one, is unique per session, and does not count toward the limit of twenty', () =>
    inDemo(async (web) => {
      const [org] = await stage.world.rows<Organization>(
        sql`select id, name from organization where name = '多钥科技'`,
      );
      const full = await stage.world.member(org!, 'csp.owner', '林远');
      const browser = await signedIn(full, web);
      const [former, present] = [await keyOf(browser), await keyOf(browser)];
      expect([await works(former), await works(present)]).toEqual([false, true]);
      const { apiKeys } = await full.ask(
        '{ apiKeys(first: 50, filter: { isExplorer: true, isActive: true }) { nodes { name isExplorer role scopes expiresAt createdBy { name } } } }',
      );
      expect(apiKeys.nodes).toEqual([
        {
          name: 'GraphiQL · 林远',
          isExplorer: true,
          role: 'CSP_OWNER',
          scopes: ['READ', 'SCHEMA_READ'],
          expiresAt: fromNow(stage.world, 15 * MINUTE),
          createdBy: { name: '林远' },
        },
      ]);
      const explored = await audited(stage.world, 'apiKeyExplore');
      expect(explored.filter(({ actor }) => actor === '林远')).toHaveLength(2);
    }));

  it('ends with the session, with a role change, and after a quarter of an hour', () =>
    inDemo(async (web) => {
      const leaving = await signedIn(developer, web);
      const left = await keyOf(leaving);
      expect(await works(left)).toBe(true);
      await leaving.post('/auth/sign-out');
      expect((await ask(left.secret)).json().errors[0].extensions.code).toBe('UNAUTHENTICATED');

      const demoted = await keyOf(await signedIn(developer, web));
      await owner.mutate('memberChangeRole', { id: memberOf(developer), role: 'CSP_REP' });
      expect(await works(demoted)).toBe(false);

      const late = await keyOf(await signedIn(owner, web));
      stage.world.clock.advance(15 * MINUTE);
      expect(await works(late)).toBe(false);
      // Ended keys are deleted when their member creates the next one.
      await keyOf(await signedIn(owner, web));
      const { apiKeys } = await owner.ask(
        '{ apiKeys(first: 50, filter: { isExplorer: true }) { nodes { createdBy { name } } } }',
      );
      const own = apiKeys.nodes.filter((key: any) => key.createdBy.name === '林悦');
      expect(own).toHaveLength(1);
    }));

  it('is for roles that may hold keys, and needs a session', () =>
    inDemo(async (web) => {
      const rep = await stage.world.member(stage.acme, 'csp.rep');
      expect((await (await signedIn(rep, web)).post('/auth/explorer-key')).statusCode).toBe(403);
      expect((await web.browser().post('/auth/explorer-key')).statusCode).toBe(401);
    }));
});
