import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueLink } from '../../../server/modules/identity/link/one-time-link.store.ts';
import { setPassword } from '../../../server/modules/identity/user/credential.store.ts';
import { createHasher } from '../../../server/platform/auth/passwords.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Browser, COOKIE, openWeb, type Web } from '../../kit/web.ts';
import { type Organization, openWorld, type World } from '../../kit/world.ts';
import { isSignedIn as alive, PASSWORD, type People, type Person, peopleOf } from './people.ts';

const hasher = createHasher();

let world: World;
let web: Web;
let people: People;
let acme: Organization;

beforeAll(async () => {
  world = await openWorld('sign-in');
  web = await openWeb(world);
  people = peopleOf(world, web);
  acme = await world.organization('PARTNER', '云帆科技');
});
afterAll(async () => {
  await web.close();
  await world.close();
});

const person = (role: 'csp.owner' | 'csp.rep' = 'csp.owner') => people.person(acme, role);
const fresh = () => people.fresh();
const signedIn = (who: Person) => people.signedIn(who);

describe('signing in', () => {
  it('opens a session that identifies the user', async () => {
    const who = await person();
    const browser = fresh();
    const answer = await browser.post('/auth/sign-in', {
      mail: ` ${who.mail.toUpperCase()} `,
      password: PASSWORD,
    });
    expect(answer.json()).toMatchObject({
      authenticated: true,
      demo: false,
      user: { id: who.userId, mail: who.mail },
      member: { id: who.memberId, role: 'CSP_OWNER' },
      org: { id: acme.id, name: '云帆科技', kind: 'PARTNER' },
      orgs: [{ memberId: who.memberId, orgId: acme.id, orgName: '云帆科技', role: 'CSP_OWNER' }],
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const shape = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' };
    expect(answer.cookies).toMatchObject([
      { name: '__Host-pg_device', maxAge: 400 * 86_400, ...shape },
      { name: COOKIE, ...shape },
    ]);
    const graph = await browser.post('/graphql', { query: '{ viewer { name role } }' });
    expect(graph.statusCode).toBe(200);
  });

  it('stores only the hash of the token', async () => {
    const browser = await signedIn(await person());
    const rows = await world.rows<{ text: string }>(sql`select session::text as text from session`);
    expect(rows.some(({ text }) => text.includes(browser.cookie!))).toBe(false);
  });

  it('gives one answer for a wrong password, an unknown account and a suspended one', async () => {
    const who = await person();
    const suspended = await person();
    await world.rows(sql`update app_user set status = 'SUSPENDED' where id = ${suspended.userId}`);
    const answers = await Promise.all([
      fresh().post('/auth/sign-in', { mail: who.mail, password: 'wrong' }),
      fresh().post('/auth/sign-in', { mail: 'nobody@example.com', password: PASSWORD }),
      fresh().post('/auth/sign-in', { mail: suspended.mail, password: PASSWORD }),
    ]);
    const bodies = answers.map((answer) => ({ ...answer.json(), requestId: '' }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  it('refuses other sites, forms and requests without the header', async () => {
    const body = { mail: 'x@example.com', password: 'y' };
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await fresh().post('/auth/sign-in', body, headers)).statusCode;
    expect(await status({})).toBe(403);
    expect(await status({ 'x-partnergraph': '1', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ 'x-partnergraph': '1', origin: 'https://evil.example.com' })).toBe(403);
    expect(await status({ 'x-partnergraph': '1', 'content-type': 'text/plain' })).toBe(415);
    expect(await status({ 'x-partnergraph': '1', origin: 'http://localhost:4000' })).toBe(401);
  });

  it('has no demo sign-in outside the demo', async () => {
    expect((await fresh().post('/auth/demo-sign-in', { mail: 'x@example.com' })).statusCode).toBe(
      404,
    );
    expect((await fresh().get('/auth/config')).json()).toEqual({
      demo: false,
      accounts: [],
      insecureCookieProblem: false,
    });
  });
});

describe('guessing', () => {
  it('stops an account after twenty guesses from any network, and a new password resets that', async () => {
    const who = await person();
    let checked = 0;
    for (let i = 0; i < 60; i++) {
      const answer = await web
        .browser(`192.0.2.${i}`)
        .post('/auth/sign-in', { mail: who.mail, password: `guess ${i}` });
      if (answer.statusCode === 401) checked += 1;
      else
        expect(answer.json()).toMatchObject({
          code: 'LOCKED',
          retryAfterSeconds: expect.any(Number),
        });
    }
    expect(checked).toBe(5);
    const locked = await fresh().post('/auth/sign-in', { mail: who.mail, password: PASSWORD });
    expect(locked.statusCode).toBe(429);
    await world.system(async (tx) =>
      setPassword(tx, { id: who.userId, mail: who.mail }, await hasher.hash(PASSWORD)),
    );
    await signedIn(who);
  });

  it('stops a network that guesses at many accounts at once, but not its users’ own mistakes', async () => {
    const network = '203.0.113.77';
    const now = web.realClock.now().getTime();
    const failures = Array.from({ length: 40 }, (_, i) => now - 3_000_000 + i);
    await world.rows(sql`
      insert into sign_in_attempt (key, failures, pending, updated_at)
      values (${`network:${network}`}, ${JSON.stringify(failures)}::jsonb, '[]'::jsonb, now())`);
    const who = await person();
    expect((await people.signIn(who, web.browser(network))).status).toBe(200);
    const more = Array.from({ length: 55 }, (_, i) => now - 2_000_000 + i);
    await world.rows(sql`
      update sign_in_attempt set failures = ${JSON.stringify([...failures, ...more])}::jsonb
      where key = ${`network:${network}`}`);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        web
          .browser(network)
          .post(
            '/auth/sign-in',
            { mail: `nobody${i}@example.com`, password: 'x' },
            { 'x-partnergraph': '1', 'x-forwarded-for': `10.0.0.${i}` },
          ),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(25);
  });
});

describe('a session ends', () => {
  it.each<[string, (who: Person, browser: Browser) => Promise<unknown>, (() => Promise<unknown>)?]>(
    [
      ['by signing out', (_, browser) => browser.post('/auth/sign-out')],
      [
        'when its user is suspended',
        ({ userId }) =>
          world.rows(sql`update app_user set status = 'SUSPENDED' where id = ${userId}`),
      ],
      [
        'when its membership is suspended',
        ({ memberId }) =>
          world.rows(sql`update membership set status = 'SUSPENDED' where id = ${memberId}`),
      ],
      [
        'when its organization is suspended',
        () => world.rows(sql`update organization set status = 'SUSPENDED' where id = ${acme.id}`),
        () => world.rows(sql`update organization set status = 'ACTIVE' where id = ${acme.id}`),
      ],
      [
        'when its password changes',
        async ({ userId, mail }) => {
          const token = await world.system((tx) =>
            issueLink(tx, {
              now: tx.now,
              expiresAt: new Date(tx.now.getTime() + 1000),
              purpose: 'SET_PASSWORD',
              subjectId: userId,
              mail,
              createdBy: userId,
            }),
          );
          const set = await fresh().post('/auth/set-password', {
            token,
            password: 'another quiet river',
          });
          expect(set.json()).toEqual({ ok: true, mail });
        },
      ],
      ['after thirty idle minutes', async () => web.realClock.advance(31 * 60_000)],
    ],
  )('%s', async (_, end, undo = async () => {}) => {
    const who = await person();
    const browser = await signedIn(who);
    const stolen = fresh();
    stolen.cookie = browser.cookie;
    expect(await alive(stolen)).toBe(true);
    await end(who, browser);
    expect(await alive(stolen)).toBe(false);
    expect(
      (await stolen.post('/graphql', { query: '{ viewer { name } }' })).json().data?.viewer ?? null,
    ).toBeNull();
    await undo();
  });

  it('when a colleague suspends the member by a command', async () => {
    const owner = await person();
    const rep = await person('csp.rep');
    const browser = await signedIn(rep);
    await owner.caller.mutate('memberSuspend', { id: `mem_${rep.memberId}` });
    expect(await alive(browser)).toBe(false);
  });

  it('when a role changes by a command', async () => {
    const owner = await person();
    const rep = await person('csp.rep');
    const browser = await signedIn(rep);
    const { version } = (
      await world.rows<{ version: number }>(
        sql`select version from membership where id = ${rep.memberId}`,
      )
    )[0]!;
    await owner.caller.mutate('memberChangeRole', {
      id: `mem_${rep.memberId}`,
      version,
      role: 'CSP_FINANCE',
    });
    expect(await alive(browser)).toBe(false);
  });

  it('after twelve hours of use, not before', async () => {
    const browser = await signedIn(await person());
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      web.realClock.advance(25 * 60_000);
      expect(await alive(browser)).toBe(true);
      await web.app.auth.sessions.settle();
    }
    web.realClock.advance(25 * 60_000);
    expect(await alive(browser)).toBe(false);
  });

  it('after twelve hours however often the organization is switched', async () => {
    const who = await person();
    const browser = await signedIn(who);
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      web.realClock.advance(25 * 60_000);
      const { memberId } = who;
      expect((await browser.post('/auth/switch', { memberId })).statusCode).toBe(200);
    }
    web.realClock.advance(25 * 60_000);
    expect(await alive(browser)).toBe(false);
  });

  it('with a new token at each sign-in and switch', async () => {
    const who = await person();
    const browser = await signedIn(who);
    const other = await world.organization('SELLER', '星河软件');
    const memberId = (await world.member(other, 'seller.manager')).viewer.memberId!;
    await world.rows(sql`update membership set user_id = ${who.userId} where id = ${memberId}`);
    const before = fresh();
    before.cookie = browser.cookie;
    const switched = await browser.post('/auth/switch', { memberId });
    expect(switched.json()).toMatchObject({
      org: { id: other.id, kind: 'SELLER' },
      member: { id: memberId, role: 'SELLER_MANAGER' },
    });
    expect(switched.json().orgs).toHaveLength(2);
    expect(browser.cookie).not.toBe(before.cookie);
    expect(await alive(before)).toBe(false);
    expect(
      (await browser.post('/auth/switch', { memberId: (await person()).memberId })).statusCode,
    ).toBe(404);
  });
});

describe('the second factor', () => {
  it('is enrolled, required, used once, replaced by a recovery code and turned off', async () => {
    const who = await person();
    const browser = await signedIn(who);
    const elsewhere = await signedIn(who);
    const { secret, otpauthUrl } = (await browser.post('/auth/totp/enroll')).json();
    expect(otpauthUrl).toContain(secret);
    const code = (): Promise<string> => people.code(secret);
    expect((await browser.post('/auth/totp/confirm', { code: '000000' })).json().code).toBe(
      'TOTP_INVALID',
    );
    const { recoveryCodes } = (
      await browser.post('/auth/totp/confirm', { code: await code() })
    ).json();
    expect(recoveryCodes).toHaveLength(10);
    expect([await alive(browser), await alive(elsewhere)]).toEqual([true, false]);

    const attempt = async (totp?: string) =>
      (await fresh().post('/auth/sign-in', { mail: who.mail, password: PASSWORD, totp })).json();
    expect((await attempt()).code).toBe('TOTP_REQUIRED');
    expect((await attempt(await code())).code).toBe('TOTP_INVALID');
    web.realClock.advance(30_000);
    const next = await code();
    expect(
      (await Promise.all([attempt(next), attempt(next)])).filter(
        ({ authenticated }) => authenticated,
      ),
    ).toHaveLength(1);
    expect((await attempt(recoveryCodes[3])).authenticated).toBe(true);
    expect((await attempt(recoveryCodes[3])).code).toBe('TOTP_INVALID');

    const again = fresh();
    await people.signIn(who, again, { totp: recoveryCodes[5] });
    expect((await browser.post('/auth/totp/disable', { code: recoveryCodes[4] })).json()).toEqual(
      expect.objectContaining({ ok: true }),
    );
    expect([await alive(browser), await alive(again)]).toEqual([true, false]);
    expect((await attempt()).authenticated).toBe(true);
    const stored = await world.rows<{ text: string }>(
      sql`select app_user::text as text from app_user`,
    );
    expect(stored.some(({ text }) => text.includes(secret))).toBe(false);
  });
});
