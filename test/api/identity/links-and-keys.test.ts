import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey } from '../../../server/modules/identity/api-key/api-key.store.ts';
import {
  consumeLink,
  endLinksOf,
  issueLink,
  type NewLink,
} from '../../../server/modules/identity/link/one-time-link.store.ts';
import { answerOf } from '../../../server/platform/auth/optimistic-credential.ts';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openWeb, sessionOf, type Web } from '../../kit/web.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';

let world: World;
let web: Web;
let acme: Organization;
let owner: Caller;

beforeAll(async () => {
  world = await openWorld('links');
  web = await openWeb(world);
  acme = await world.organization('PARTNER', '云帆科技');
  owner = await world.member(acme, 'csp.owner');
});
afterAll(async () => {
  await web.close();
  await world.close();
});

const newId = (): Promise<string> => world.system(async (tx) => tx.newId());

/** Issues a link as the partner's transaction would. */
async function link(
  over: Partial<NewLink> = {},
): Promise<{ token: string; subjectId: string; customerId: string }> {
  const [subjectId, customerId] = [over.subjectId ?? (await newId()), await newId()];
  const now = world.clock.now();
  const token = await world.db.transaction(owner.viewer, (tx) =>
    issueLink(tx, {
      now,
      expiresAt: new Date(now.getTime() + 24 * HOUR),
      purpose: 'BINDING_INVITE',
      subjectId,
      customerId,
      customerName: '北辰制造',
      issuerOrgId: acme.id,
      createdBy: owner.viewer.actorId,
      ...over,
    }),
  );
  return { token, subjectId, customerId };
}

const stateOf = async (token: string) => (await web.browser().get(`/auth/link/${token}`)).json();

describe('a buyer’s link', () => {
  it('opens a session scoped to its customer, any number of times within two hours', async () => {
    const { token, subjectId, customerId } = await link();
    expect(await stateOf(token)).toEqual({ state: 'OK', purpose: 'BINDING_INVITE' });
    const browser = web.browser();
    const opened = await browser.post(`/auth/link/${token}`);
    expect(opened.json()).toMatchObject({
      authenticated: true,
      orgs: [],
      link: { customerId, customerName: '北辰制造', purpose: 'BINDING_INVITE', subjectId },
    });
    expect(opened.json().user).toBeUndefined();
    const session = await sessionOf(web.app, browser);
    expect(session?.viewer).toMatchObject({
      via: 'LINK',
      role: 'buyer',
      side: 'customer',
      tenantId: customerId,
      subjectId,
      memberId: null,
    });
    expect((await web.browser().post(`/auth/link/${token}`)).statusCode).toBe(200);
    web.realClock.advance(25 * 60_000);
    for (let i = 0; i < 4; i++) {
      expect((await browser.get('/auth/session')).json().authenticated).toBe(true);
      await web.app.auth.sessions.settle();
      web.realClock.advance(25 * 60_000);
    }
    expect((await browser.get('/auth/session')).json().authenticated).toBe(false);
  });

  it('is used up once, by the viewer it identifies and no other tenant', async () => {
    const { token } = await link();
    const browser = web.browser();
    await browser.post(`/auth/link/${token}`);
    const { viewer } = (await sessionOf(web.app, browser))!;
    const now = world.clock.now();
    const consume = (as = viewer): Promise<boolean> =>
      world.db.transaction(as, (tx) => consumeLink(tx, viewer.actorId, now));
    const stranger = { ...viewer, tenantId: await newId() };
    expect(await consume(stranger)).toBe(false);
    expect((await Promise.all([consume(), consume(), consume()])).filter(Boolean)).toHaveLength(1);
    expect(await stateOf(token)).toEqual({ state: 'USED', purpose: 'BINDING_INVITE' });
    expect((await web.browser().post(`/auth/link/${token}`)).statusCode).toBe(410);
    expect((await browser.get('/auth/session')).json().authenticated).toBe(true);
  });

  it('ends with its session when it is withdrawn', async () => {
    const { token, subjectId } = await link();
    const browser = web.browser();
    await browser.post(`/auth/link/${token}`);
    await world.db.transaction(owner.viewer, (tx) => endLinksOf(tx, subjectId, world.clock.now()));
    expect((await browser.get('/auth/session')).json().authenticated).toBe(false);
    expect(await stateOf(token)).toEqual({ state: 'EXPIRED', purpose: 'BINDING_INVITE' });
  });

  it('is unknown if it was never issued or is malformed', async () => {
    for (const token of ['x'.repeat(43), 'short', '%20']) {
      expect(await stateOf(token)).toEqual({ state: 'UNKNOWN', purpose: null });
      expect((await web.browser().post(`/auth/link/${token}`)).json().code).toBe('UNKNOWN');
    }
  });

  it('sets no password, and a password link opens no session', async () => {
    const { token } = await link();
    expect(
      (
        await web
          .browser()
          .post('/auth/set-password', { token, password: 'a quiet river at night' })
      ).statusCode,
    ).toBe(410);
    const { token: other } = await link({
      purpose: 'SET_PASSWORD',
      subjectId: owner.viewer.actorId,
      customerId: null,
    });
    expect((await web.browser().post(`/auth/link/${other}`)).statusCode).toBe(404);
  });
});

describe('an invitation to join', () => {
  const invite = async (mail: string): Promise<{ id: string; token: string }> => {
    const id = await newId();
    await world.rows(sql`
      insert into member_invitation (id, created_at, org_id, mail, name, role, status, expires_at, version)
      values (${id}, ${world.clock.now()}, ${acme.id}, ${mail}, '新同事', 'csp.rep', 'PENDING', ${new Date(world.clock.now().getTime() + HOUR)}, 1)`);
    return {
      id,
      ...(await link({ purpose: 'JOIN_ORGANIZATION', subjectId: id, customerId: null, mail })),
    };
  };
  const set = (token: string, password: string) =>
    web.browser().post('/auth/set-password', { token, password });

  it('makes a new user a member with the password they choose', async () => {
    const { token } = await invite('new@example.com');
    expect((await set(token, 'short')).json()).toMatchObject({
      code: 'PASSWORD_TOO_SHORT',
      field: 'password',
    });
    expect((await set(token, 'a quiet river at night')).json()).toEqual({
      ok: true,
      mail: 'new@example.com',
    });
    expect((await set(token, 'a quiet river at night')).json().code).toBe('USED');
    const browser = web.browser();
    const signIn = await browser.post('/auth/sign-in', {
      mail: 'new@example.com',
      password: 'a quiet river at night',
    });
    expect(signIn.json()).toMatchObject({ org: { id: acme.id }, member: { role: 'CSP_REP' } });
  });

  it('never replaces the password of an existing account', async () => {
    const other = await world.organization('PARTNER', '远山数据');
    const { token, id } = await invite('new@example.com');
    await world.rows(sql`update member_invitation set org_id = ${other.id} where id = ${id}`);
    expect((await set(token, 'a password of the inviter')).statusCode).toBe(401);
    expect((await set(token, 'a quiet river at night')).json()).toEqual({
      ok: true,
      mail: 'new@example.com',
    });
  });

  it('is invalid once it is withdrawn', async () => {
    const { token, id } = await invite('late@example.com');
    await world.rows(sql`update member_invitation set status = 'REVOKED' where id = ${id}`);
    expect((await stateOf(token)).state).toBe('EXPIRED');
    expect((await set(token, 'a quiet river at night')).statusCode).toBe(410);
  });
});

describe('an API key', () => {
  const make = async (expiresAt: Date | null = null): Promise<{ id: string; key: string }> => {
    const id = await newId();
    const key = await world.db.transaction(owner.viewer, (tx) =>
      createApiKey(tx, owner.viewer, world.clock.now(), {
        id,
        orgId: acme.id,
        name: '报表',
        role: 'csp.manager',
        scopes: ['read'],
        expiresAt,
      }),
    );
    return { id, key };
  };
  const ask = (authorization: string) =>
    web.app.fastify.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ viewer { name role } }' },
      headers: { authorization },
    });

  it('acts for its organization with its role, and its secret is stored nowhere', async () => {
    const { id, key } = await make();
    expect(key).toMatch(/^pg_live_[0-9a-f]{8}_[\w-]{43}$/);
    expect((await ask(`Bearer ${key}`)).json().data.viewer).toEqual({
      name: '报表',
      role: 'CSP_MANAGER',
    });
    expect(await answerOf(web.app.deps.db, web.app.auth.keys.check(key)!)).toMatchObject({
      via: 'API_KEY',
      tenantId: acme.id,
      actorId: id,
      memberId: null,
      scopes: ['read'],
    });
    await web.app.auth.keys.settle();
    const [row] = await world.rows<{ text: string; used: boolean }>(
      sql`select api_key::text as text, last_used_at is not null as used from api_key where id = ${id}`,
    );
    expect(row!.used).toBe(true);
    expect(row!.text).not.toContain(key.split('_').slice(3).join('_'));
  });

  it('stops when it is revoked, expires, or its organization is suspended', async () => {
    const { id, key } = await make();
    await owner.mutate('apiKeyRevoke', { id: `key_${id}` });
    expect((await ask(`Bearer ${key}`)).statusCode).toBe(401);
    const { key: short } = await make(new Date(world.clock.now().getTime() + HOUR));
    expect((await ask(`Bearer ${short}`)).statusCode).toBe(200);
    world.clock.advance(2 * HOUR);
    expect((await ask(`Bearer ${short}`)).statusCode).toBe(401);
    const { key: alive } = await make();
    await world.rows(sql`update organization set status = 'SUSPENDED' where id = ${acme.id}`);
    expect((await ask(`Bearer ${alive}`)).statusCode).toBe(401);
    await world.rows(sql`update organization set status = 'ACTIVE' where id = ${acme.id}`);
    expect((await ask(`Bearer ${alive}`)).statusCode).toBe(200);
  });

  it('must be complete and correct', async () => {
    const { key } = await make();
    for (const wrong of [
      `Bearer ${key}x`,
      `Bearer ${key.slice(0, -1)}`,
      `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      `Basic ${key}`,
      'Bearer',
      key,
    ]) {
      expect((await ask(wrong)).statusCode).toBe(401);
    }
  });

  it('is limited to twenty, to the organization’s roles, and to the rights of its maker', async () => {
    const viewer = { ...owner.viewer };
    const attempt = async (over: object, as = viewer): Promise<string> => {
      const id = await newId();
      return await world.db.transaction(as, (tx) =>
        createApiKey(tx, as, world.clock.now(), {
          id,
          orgId: acme.id,
          name: 'x',
          role: 'csp.manager',
          scopes: ['read'],
          expiresAt: null,
          ...over,
        }),
      );
    };
    await expect(attempt({ role: 'operator' })).rejects.toThrow('ROLE_UNKNOWN');
    await expect(attempt({ role: 'service' })).rejects.toThrow('ROLE_UNKNOWN');
    // A rep's customers are assigned to a member, and a key has no member.
    await expect(attempt({ role: 'csp.rep' })).rejects.toThrow('ROLE_UNKNOWN');
    await expect(
      attempt({ scopes: ['write'] }, { ...viewer, via: 'API_KEY', scopes: ['read'] }),
    ).rejects.toThrow();
    const made = await Promise.allSettled(Array.from({ length: 25 }, () => attempt({})));
    const refused = made.filter((one) => one.status === 'rejected');
    expect(new Set(refused.map(({ reason }) => reason.message))).toEqual(
      new Set(['KEY_LIMIT_REACHED']),
    );
    const [live] = await world.rows<{ n: number }>(
      sql`select count(*)::int as n from api_key where org_id = ${acme.id} and revoked_at is null and (expires_at is null or expires_at > ${world.clock.now()})`,
    );
    expect(live!.n).toBe(20);
  });
});
