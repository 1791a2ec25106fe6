import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../../server/platform/viewer.ts';
import { manifestOf, nameOf } from '../../kit/live.ts';
import { type Browser, openWeb } from '../../kit/web.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { PROFILE } from '../settlement/bills.ts';
import { isSignedIn, PASSWORD, type Person, testWeb } from './people.ts';

const MINUTE = 60_000;

interface Sensitive {
  readonly role: Role;
  readonly mutation: string;
  input(): object;
}
const SENSITIVE: readonly Sensitive[] = [
  {
    role: 'csp.owner',
    mutation: 'apiKeyCreate',
    input: () => ({ name: 'ERP', role: 'CSP_OWNER', scopes: ['READ'] }),
  },
  {
    role: 'csp.owner',
    mutation: 'partnerUpdateTaxProfile',
    input: () => ({ id: `ptn_${stage.acme.id}`, taxpayerType: 'GENERAL', ...PROFILE }),
  },
  {
    role: 'operator',
    mutation: 'policySet',
    input: () => ({ key: 'member.invitation', value: '8', reason: '节假日' }),
  },
];
const documentOf = ({
  mutation,
}: Sensitive) => `mutation($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!, $key: ID!, $dry: Boolean) {
  step: ${mutation}(input: $input, idempotencyKey: $key, validateOnly: $dry) { userErrors { code } } }`;
const QUERY = '{ viewer { name role } }';
const NAME = { documentId: nameOf(QUERY) };
const documents = manifestOf([QUERY, ...SENSITIVE.map(documentOf)]);

const stage = testWeb('proof', {}, documents.file);
let marketplace: Organization;
let operator: Caller;
afterAll(documents.remove);

beforeAll(async () => {
  const { world, acme } = stage;
  marketplace = await world.organization('OPERATOR', '云商店运营');
  operator = await world.member(marketplace, 'operator', '周岚');
  const place = { organizationId: `org_${acme.id}`, tier: 'SOLUTION_PROVIDER' };
  await operator.mutate('partnerEnroll', place);
});

const demo = async (): Promise<Awaited<ReturnType<typeof openWeb>>> =>
  await openWeb(stage.world, { demo: true }, documents.file);
const later = (minutes = 11): void => stage.web.realClock.advance(minutes * MINUTE);
const role = async (browser: Browser): Promise<string | null> =>
  (await browser.post('/graphql', NAME)).json().data?.viewer.role ?? null;
const asked = async (browser: Browser, path: string, body?: object) => {
  const answer = await browser.post(path, body);
  return [answer.statusCode, answer.json().code];
};
async function enroll(browser: Browser): Promise<string> {
  const { secret } = (await browser.post('/auth/totp/enroll')).json();
  await browser.post('/auth/totp/confirm', { code: await stage.people.code(secret) });
  return secret;
}

describe('a role that needs a second factor', () => {
  it.each(['operator', 'csp.finance', 'seller.finance'] as const)(
    '%s must enroll when signing in, before any other action',
    async (name) => {
      const { people, world, acme } = stage;
      const orgs = { operator: marketplace, 'csp.finance': acme };
      const org = { ...orgs, 'seller.finance': await world.organization('SELLER', '星河软件') };
      const who = await people.person(org[name], name);
      const browser = people.fresh();
      const { body } = await people.signIn(who, browser);
      expect(body).toMatchObject({ authenticated: true, mustEnroll: true, may: [] });
      const { errors } = (await browser.post('/graphql', NAME)).json();
      expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
      for (const [path, payload, status] of [
        ['/graphql/stream', NAME, 401],
        ['/auth/explorer-key', {}, 403],
        ['/auth/switch', { memberId: who.memberId }, 403],
      ] as const)
        expect([path, (await browser.post(path, payload)).statusCode]).toEqual([path, status]);
      await enroll(browser);
      expect((await browser.get('/auth/session')).json()).toMatchObject({ mustEnroll: false });
      expect(await role(browser)).toBe(Role.word(name));
    },
  );

  it('must enroll again at once after turning the second factor off, as for a new phone', async () => {
    const browser = await stage.people.signedIn(
      await stage.people.person(stage.acme, 'csp.finance'),
    );
    const secret = await enroll(browser);
    later(0.5);
    await browser.post('/auth/totp/disable', { code: await stage.people.code(secret) });
    expect(await role(browser)).toBeNull();
    await enroll(browser);
    expect(await role(browser)).toBe('CSP_FINANCE');
  });

  it('is a policy, and does not affect other roles, keys and the demo', async () => {
    const { people, world, web, acme } = stage;
    const finance = await people.person(acme, 'csp.finance');
    const mustEnroll = async (who: Person, browser?: Browser) =>
      (await people.signIn(who, browser)).body.mustEnroll;
    expect(await mustEnroll(await people.person(acme, 'csp.owner'))).toBe(false);
    const key = { name: '对账', role: 'CSP_FINANCE', scopes: ['READ'] };
    const owner = await world.member(acme, 'csp.owner');
    const { secret } = await owner.mutate('apiKeyCreate', key, 'secret');
    const headers = { authorization: `Bearer ${secret}` };
    const byKey = await web.browser().post('/graphql', { query: QUERY }, headers);
    expect(byKey.json().data.viewer.role).toBe('CSP_FINANCE');

    const shop = await demo();
    const clicked = shop.browser();
    await clicked.post('/auth/demo-sign-in', { mail: finance.mail });
    expect(await role(clicked)).toBe('CSP_FINANCE');
    expect(await mustEnroll(finance, shop.browser('203.0.113.2'))).toBe(false);
    await shop.close();

    const off = { key: 'sign-in.second-factor', value: '0', reason: '试运行' };
    await operator.mutate('policySet', off);
    const browser = people.fresh();
    expect(await mustEnroll(finance, browser)).toBe(false);
    expect([await isSignedIn(browser), await role(browser)]).toEqual([true, 'CSP_FINANCE']);
  });
});

let attempts = 0;
/** The code of a mutation's outcome: of the request's error, of its refusal, or DONE. */
async function outcome(browser: Browser, one = SENSITIVE[0]!, dry = false): Promise<string> {
  const variables = { input: one.input(), key: `fresh-${attempts++}`, dry };
  const body = { documentId: nameOf(documentOf(one)), variables };
  const { errors, data } = (await browser.post('/graphql', body)).json();
  return errors?.[0].extensions.code ?? data.step.userErrors[0]?.code ?? 'DONE';
}
const signedIn = async (name: Role = 'csp.owner'): Promise<[Browser, Person]> => {
  const org = name === 'operator' ? marketplace : stage.acme;
  const who = await stage.people.person(org, name);
  return [await stage.people.signedIn(who), who];
};

// The second factor of operators is off from the former story on.
describe('fresh proof', () => {
  it.each(SENSITIVE.map((one) => [one.mutation, one] as const))(
    '%s accepts it for ten minutes, then asks for the password, and continues',
    async (_, one) => {
      const [browser] = await signedIn(one.role);
      expect(await outcome(browser, one)).toBe('DONE');
      later();
      expect(await outcome(browser, one)).toBe('FRESH_PROOF_REQUIRED');
      expect(await outcome(browser, one, true)).toBe('DONE');
      const wrong = await asked(browser, '/auth/prove', { password: 'wrong' });
      expect(wrong[1]).toBe('INVALID_CREDENTIALS');
      expect(await outcome(browser, one)).toBe('FRESH_PROOF_REQUIRED');
      const proven = await browser.post('/auth/prove', { password: PASSWORD });
      expect(proven.json()).toMatchObject({ authenticated: true });
      expect(await outcome(browser, one)).toBe('DONE');
    },
  );

  it('is required to turn on the second factor, and is a code from then on', async () => {
    const [browser] = await signedIn();
    later();
    expect(await asked(browser, '/auth/totp/enroll')).toEqual([403, 'FRESH_PROOF_REQUIRED']);
    const prove = (body: object) => asked(browser, '/auth/prove', body);
    await prove({ password: PASSWORD });
    const secret = await enroll(browser);
    later();
    expect((await prove({ password: PASSWORD }))[1]).toBe('TOTP_REQUIRED');
    expect((await prove({ code: '000000' }))[1]).toBe('TOTP_INVALID');
    expect((await prove({ code: await stage.people.code(secret) }))[0]).toBe(200);
    expect(await outcome(browser)).toBe('DONE');
    // Turning the second factor off takes a code each time, even right after a proof.
    const off = await asked(browser, '/auth/totp/disable', { code: '000000' });
    expect(off[1]).toBe('TOTP_INVALID');
  });

  it('is not gained by switching, and is limited like other guesses, separately from strangers’', async () => {
    const [browser, who] = await signedIn();
    await browser.post('/auth/switch', { memberId: who.memberId });
    expect(await outcome(browser)).toBe('FRESH_PROOF_REQUIRED');
    for (let i = 0; i < 5; i++) await browser.post('/auth/prove', { password: `guess ${i}` });
    expect(await asked(browser, '/auth/prove', { password: PASSWORD })).toEqual([429, 'LOCKED']);
    expect((await stage.people.signIn(who)).status).toBe(200);
  });

  it('is not required of a key that creates a key: its scopes were granted with proof', async () => {
    const owner = await stage.world.member(stage.acme, 'csp.owner');
    const input = { name: 'ERP', role: 'CSP_OWNER', scopes: ['WRITE'] };
    const { secret } = await owner.mutate('apiKeyCreate', input, 'secret');
    const headers = { authorization: `Bearer ${secret}` };
    const body = { query: documentOf(SENSITIVE[0]!), variables: { input, key: 'by-key' } };
    const made = await stage.web.browser().post('/graphql', body, headers);
    expect(made.json().data.step.userErrors).toEqual([]);
  });

  it('is one click in the demo, whose users have no passwords', async () => {
    const shop = await demo();
    const { mail } = await stage.people.person(stage.acme);
    const browser = shop.browser();
    await browser.post('/auth/demo-sign-in', { mail });
    shop.realClock.advance(11 * MINUTE);
    expect(await outcome(browser)).toBe('FRESH_PROOF_REQUIRED');
    expect((await browser.post('/auth/prove')).statusCode).toBe(200);
    expect(await outcome(browser)).toBe('DONE');
    await shop.close();
    const real = stage.people.fresh();
    await stage.people.signIn({ mail } as Person, real);
    later();
    expect((await real.post('/auth/prove')).statusCode).toBe(401);
  });
});
