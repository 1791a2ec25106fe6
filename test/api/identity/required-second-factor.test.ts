import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../../server/platform/viewer.ts';
import { manifestOf, nameOf } from '../../kit/live.ts';
import { type Browser, openWeb, type Web } from '../../kit/web.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { isSignedIn, type People, peopleOf } from './people.ts';

let world: World;
let web: Web;
let people: People;
let acme: Organization;
let marketplace: Organization;
let operator: Caller;

beforeAll(async () => {
  world = await openWorld('required second factor');
  web = await openWeb(world, {}, documents.file);
  people = peopleOf(world, web);
  acme = await world.organization('PARTNER', '云帆科技');
  marketplace = await world.organization('OPERATOR', '云商店运营');
  operator = await world.member(marketplace, 'operator', '周岚');
});
afterAll(async () => {
  await web.close();
  await world.close();
  documents.remove();
});

const QUERY = '{ viewer { name role } }';
const NAME = { documentId: nameOf(QUERY) };
const documents = manifestOf([QUERY]);
const role = async (browser: Browser): Promise<string | null> =>
  (await browser.post('/graphql', NAME)).json().data?.viewer.role ?? null;
const codeOf = async (browser: Browser): Promise<string> =>
  (await browser.post('/graphql', NAME)).json().errors[0].extensions.code;
async function enroll(browser: Browser): Promise<string> {
  const { secret } = (await browser.post('/auth/totp/enroll')).json();
  await browser.post('/auth/totp/confirm', { code: await people.code(secret) });
  return secret;
}

describe('a role that needs a second factor', () => {
  it.each(['operator', 'csp.finance', 'seller.finance'] as const)(
    '%s must enroll when signing in, before any other action',
    async (name) => {
      const org =
        name === 'operator'
          ? marketplace
          : name === 'csp.finance'
            ? acme
            : await world.organization('SELLER', '星河软件');
      const who = await people.person(org, name);
      const browser = people.fresh();
      const { body } = await people.signIn(who, browser);
      expect(body).toMatchObject({ authenticated: true, mustEnroll: true, may: [] });
      expect(await role(browser)).toBeNull();
      const closed = [
        ['/graphql/stream', NAME, 401],
        ['/auth/explorer-key', {}, 403],
        ['/auth/switch', { memberId: who.memberId }, 403],
      ] as const;
      expect(await codeOf(browser)).toBe('UNAUTHENTICATED');
      for (const [path, payload, status] of closed)
        expect([path, (await browser.post(path, payload)).statusCode]).toEqual([path, status]);
      await enroll(browser);
      expect((await browser.get('/auth/session')).json()).toMatchObject({ mustEnroll: false });
      expect(await role(browser)).toBe(Role.word(name));
    },
  );

  it('must enroll again at once after turning the second factor off, as for a new phone', async () => {
    const who = await people.person(acme, 'csp.finance');
    const browser = await people.signedIn(who);
    const secret = await enroll(browser);
    web.realClock.advance(30_000);
    await browser.post('/auth/totp/disable', { code: await people.code(secret) });
    expect(await role(browser)).toBeNull();
    await enroll(browser);
    expect(await role(browser)).toBe('CSP_FINANCE');
  });

  it('is a policy, and does not affect other roles, keys and the demo', async () => {
    const finance = await people.person(acme, 'csp.finance');
    expect((await people.signIn(await people.person(acme, 'csp.owner'))).body.mustEnroll).toBe(
      false,
    );
    const owner = await world.member(acme, 'csp.owner');
    const { secret } = await owner.mutate(
      'apiKeyCreate',
      { name: '对账', role: 'CSP_FINANCE', scopes: ['READ'] },
      'secret',
    );
    const asked = await web
      .browser()
      .post('/graphql', { query: QUERY }, { authorization: `Bearer ${secret}` });
    expect(asked.json().data.viewer.role).toBe('CSP_FINANCE');

    const demo = await openWeb(world, { demo: true }, documents.file);
    const clicked = demo.browser();
    await clicked.post('/auth/demo-sign-in', { mail: finance.mail });
    expect(await role(clicked)).toBe('CSP_FINANCE');
    const typed = demo.browser('203.0.113.2');
    expect((await people.signIn(finance, typed)).body.mustEnroll).toBe(false);
    await demo.close();

    const set = { key: 'sign-in.second-factor', value: '0', reason: '试运行' };
    await operator.mutate('policySet', set);
    const browser = people.fresh();
    expect((await people.signIn(finance, browser)).body.mustEnroll).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await role(browser)).toBe('CSP_FINANCE');
  });
});
