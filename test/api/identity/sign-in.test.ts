import { describe, expect, it } from '@jest/globals';
import { credentialStore } from '../../../server/modules/identity/user/credential.store.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { answers } from '../../kit/answers.ts';
import { type Browser, COOKIE } from '../../kit/web.ts';
import { isSignedIn as alive, mailsTo, PASSWORD, type Person, testWeb } from './people.ts';

const MINUTE = 60_000;

const stage = testWeb('sign-in');

const person = (role: 'csp.owner' | 'csp.rep' = 'csp.owner') =>
  stage.people.person(stage.acme, role);
const fresh = () => stage.people.fresh();
const signedIn = (who: Person) => stage.people.signedIn(who);
const suspend = (table: string, id: string, status = 'SUSPENDED') =>
  stage.world.rows(sql`update ${sql.ident(table)} set status = ${status} where id = ${id}`);

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
      org: { id: stage.acme.id, name: '云帆科技', kind: 'PARTNER' },
      orgs: [
        { memberId: who.memberId, orgId: stage.acme.id, orgName: '云帆科技', role: 'CSP_OWNER' },
      ],
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
    const rows = await stage.world.rows<{ text: string }>(
      sql`select session::text as text from session`,
    );
    expect(rows.some(({ text }) => text.includes(browser.cookie!))).toBe(false);
  });

  it('gives one answer for a wrong password, an unknown account and a suspended one', async () => {
    const who = await person();
    const suspended = await person();
    await suspend('app_user', suspended.userId);
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
    const clicked = await fresh().post('/auth/demo-sign-in', { mail: 'x@example.com' });
    expect(clicked.statusCode).toBe(404);
    expect((await fresh().get('/auth/config')).json()).toEqual({
      demo: false,
      accounts: [],
      insecureCookieProblem: false,
    });
  });
});

describe('a session ends', () => {
  type End = (who: Person, browser: Browser) => Promise<unknown>;
  const byLink: End = async ({ mail }) => {
    await fresh().post('/auth/forgot-password', { mail });
    for (const task of stage.web.app.tasks) await task.run();
    const [sent] = await mailsTo(stage.world, mail);
    const token = sent!.links.resetLink!.split('token=')[1];
    const set = { token, password: 'another quiet river' };
    expect((await fresh().post('/auth/set-password', set)).json()).toEqual({ ok: true, mail });
  };
  it.each<[string, End, End?]>([
    ['by signing out', (_, browser) => browser.post('/auth/sign-out')],
    ['when its user is suspended', ({ userId }) => suspend('app_user', userId)],
    ['when its membership is suspended', ({ memberId }) => suspend('membership', memberId)],
    [
      'when its organization is suspended',
      () => suspend('organization', stage.acme.id),
      () => suspend('organization', stage.acme.id, 'ACTIVE'),
    ],
    ['when its password changes', byLink],
    [
      'when a colleague suspends the member',
      async ({ memberId }) =>
        (await person()).caller.mutate('memberSuspend', { id: `mem_${memberId}` }),
    ],
    [
      'when its role changes',
      async ({ memberId }) => {
        const input = { id: `mem_${memberId}`, role: 'CSP_FINANCE' };
        await (await person()).caller.mutate('memberChangeRole', input);
      },
    ],
    ['after thirty idle minutes', async () => stage.web.realClock.advance(31 * MINUTE)],
  ])('%s', async (_, end, undo = async () => {}) => {
    const who = await person();
    const browser = await signedIn(who);
    const stolen = fresh();
    stolen.cookie = browser.cookie;
    expect(await alive(stolen)).toBe(true);
    await end(who, browser);
    expect(await alive(stolen)).toBe(false);
    const { data } = (await stolen.post('/graphql', { query: '{ viewer { name } }' })).json();
    expect(data?.viewer ?? null).toBeNull();
    await undo(who, browser);
  });

  it.each<[string, (browser: Browser, who: Person) => Promise<unknown>]>([
    ['of use, not before', alive],
    [
      'however often the organization is switched',
      (browser, { memberId }) => browser.post('/auth/switch', { memberId }),
    ],
  ])('after twelve hours %s', async (_, use) => {
    const who = await person();
    const browser = await signedIn(who);
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      stage.web.realClock.advance(25 * MINUTE);
      await use(browser, who);
      expect(await alive(browser)).toBe(true);
      await stage.web.app.auth.sessions.settle();
    }
    stage.web.realClock.advance(25 * MINUTE);
    expect(await alive(browser)).toBe(false);
  });

  it('with a new token at each sign-in and switch', async () => {
    const who = await person();
    const browser = await signedIn(who);
    const other = await stage.world.organization('SELLER', '星河软件');
    const memberId = (await stage.world.member(other, 'seller.manager')).viewer.memberId!;
    await stage.world.rows(
      sql`update membership set user_id = ${who.userId} where id = ${memberId}`,
    );
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
    const foreign = { memberId: (await person()).memberId };
    expect((await browser.post('/auth/switch', foreign)).statusCode).toBe(404);
  });
});

describe('the second factor', () => {
  it('is enrolled, required, used once, replaced by a recovery code and turned off', async () => {
    const who = await person();
    const browser = await signedIn(who);
    const elsewhere = await signedIn(who);
    const { secret, otpauthUrl } = (await browser.post('/auth/totp/enroll')).json();
    expect(otpauthUrl).toContain(secret);
    const code = (): Promise<string> => stage.people.code(secret);
    const confirm = async (code: string) =>
      (await browser.post('/auth/totp/confirm', { code })).json();
    expect((await confirm('000000')).code).toBe('TOTP_INVALID');
    const { recoveryCodes } = await confirm(await code());
    expect(recoveryCodes).toHaveLength(10);
    expect([await alive(browser), await alive(elsewhere)]).toEqual([true, false]);

    const attempt = async (totp?: string) =>
      (await fresh().post('/auth/sign-in', { mail: who.mail, password: PASSWORD, totp })).json();
    expect((await attempt()).code).toBe('TOTP_REQUIRED');
    expect((await attempt(await code())).code).toBe('TOTP_INVALID');
    stage.web.realClock.advance(30_000);
    const next = await code();
    const twice = await Promise.all([attempt(next), attempt(next)]);
    expect(twice.filter(({ authenticated }) => authenticated)).toHaveLength(1);
    expect((await attempt(recoveryCodes[3])).authenticated).toBe(true);
    expect((await attempt(recoveryCodes[3])).code).toBe('TOTP_INVALID');

    const again = fresh();
    await stage.people.signIn(who, again, { totp: recoveryCodes[5] });
    const off = await browser.post('/auth/totp/disable', { code: recoveryCodes[4] });
    expect(off.json()).toMatchObject({ ok: true });
    expect([await alive(browser), await alive(again)]).toEqual([true, false]);
    expect((await attempt()).authenticated).toBe(true);
    const stored = await stage.world.rows<{ text: string }>(
      sql`select app_user::text as text from app_user`,
    );
    expect(stored.some(({ text }) => text.includes(secret))).toBe(false);
  });

  it('is seen by the organization, without any other detail of it', async () => {
    const { world } = stage;
    const org = await world.organization('PARTNER', '海川数科');
    const owner = await world.member(org, 'csp.owner', '林悦');
    const { actorId: userId } = (await world.member(org, 'csp.finance', '吴敏')).viewer;
    const credentials = credentialStore(world.db);
    const isOn = async (secondFactor: boolean) =>
      await answers(owner, {
        'members(first: 5, orderBy: { field: CREATED, direction: ASC })': {
          nodes: [
            { name: '林悦', secondFactor: false },
            { name: '吴敏', secondFactor },
          ],
        },
      });
    await credentials.startTotp(userId, 'sealed');
    await isOn(false);
    const on = await credentials.confirmTotp({ userId, epoch: 0 }, 1, []);
    await isOn(true);
    expect(await credentials.disableTotp({ userId, epoch: 0 })).toBeNull();
    await credentials.disableTotp(on!);
    await isOn(false);
  });
});
