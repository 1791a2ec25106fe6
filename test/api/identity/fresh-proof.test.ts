import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../server/platform/viewer.ts';
import { manifestOf, nameOf } from '../../kit/live.ts';
import { type Browser, openWeb, type Web } from '../../kit/web.ts';
import { type Organization, openWorld, type World } from '../../kit/world.ts';
import { PASSWORD, type People, type Person, peopleOf } from './people.ts';

const MINUTE = 60_000;
const PROFILE = {
  taxpayerType: 'GENERAL',
  taxNumber: '91310000MA1FL1234X',
  invoiceTitle: '云帆科技',
  address: '上海市浦东新区',
  phone: '021-50000000',
  bankName: '中国银行上海分行',
  bankAccount: '4401 2345 6789',
};

let world: World;
let web: Web;
let people: People;
let acme: Organization;
let marketplace: Organization;

beforeAll(async () => {
  world = await openWorld('fresh proof');
  web = await openWeb(world, {}, documents.file);
  people = peopleOf(world, web);
  acme = await world.organization('PARTNER', '云帆科技');
  marketplace = await world.organization('OPERATOR', '云商店运营');
  const operator = await world.member(marketplace, 'operator');
  const off = { key: 'sign-in.second-factor', value: '0', reason: '试运行' };
  await operator.mutate('policySet', off);
  const place = { organizationId: `org_${acme.id}`, tier: 'SOLUTION_PROVIDER' };
  await operator.mutate('partnerEnroll', place);
});
afterAll(async () => {
  await web.close();
  await world.close();
  documents.remove();
});

let attempts = 0;
interface Sensitive {
  readonly role: Role;
  readonly mutation: string;
  readonly type: string;
  input(): object;
}
const SENSITIVE: readonly Sensitive[] = [
  {
    role: 'csp.owner',
    mutation: 'apiKeyCreate',
    type: 'ApiKeyCreateInput',
    input: () => ({ name: 'ERP', role: 'CSP_OWNER', scopes: ['READ'] }),
  },
  {
    role: 'csp.owner',
    mutation: 'partnerUpdateTaxProfile',
    type: 'PartnerUpdateTaxProfileInput',
    input: () => ({ id: `ptn_${acme.id}`, ...PROFILE }),
  },
  {
    role: 'operator',
    mutation: 'policySet',
    type: 'PolicySetInput',
    input: () => ({ key: 'member.invitation', value: '8', reason: '节假日' }),
  },
];

const documentOf = ({
  mutation,
  type,
}: Sensitive) => `mutation($input: ${type}!, $key: ID!, $dry: Boolean) {
  step: ${mutation}(input: $input, idempotencyKey: $key, validateOnly: $dry) { userErrors { code } } }`;
const documents = manifestOf(SENSITIVE.map(documentOf));

/** The code of a mutation's outcome: of the request's error, of its refusal, or DONE. */
async function outcome(browser: Browser, one: Sensitive, validateOnly = false): Promise<string> {
  const variables = { input: one.input(), key: `fresh-${attempts++}`, dry: validateOnly };
  const { errors, data } = (
    await browser.post('/graphql', { documentId: nameOf(documentOf(one)), variables })
  ).json();
  if (errors) return errors[0].extensions.code;
  return data.step.userErrors[0]?.code ?? 'DONE';
}

const signedIn = async (role: Role): Promise<[Browser, Person]> => {
  const who = await people.person(role === 'operator' ? marketplace : acme, role);
  return [await people.signedIn(who), who];
};

describe('fresh proof', () => {
  it.each(SENSITIVE.map((one) => [one.mutation, one] as const))(
    '%s accepts it for ten minutes, then asks for the password, and continues',
    async (_, one) => {
      const [browser] = await signedIn(one.role);
      expect(await outcome(browser, one)).toBe('DONE');
      web.realClock.advance(11 * MINUTE);
      expect(await outcome(browser, one)).toBe('FRESH_PROOF_REQUIRED');
      expect(await outcome(browser, one, true)).toBe('DONE');
      const wrong = await browser.post('/auth/prove', { password: 'wrong' });
      expect(wrong.json().code).toBe('INVALID_CREDENTIALS');
      expect(await outcome(browser, one)).toBe('FRESH_PROOF_REQUIRED');
      const proven = await browser.post('/auth/prove', { password: PASSWORD });
      expect(proven.json()).toMatchObject({ authenticated: true });
      expect(await outcome(browser, one)).toBe('DONE');
    },
  );

  it('is required to turn on the second factor, and is a code from then on', async () => {
    const [browser] = await signedIn('csp.owner');
    web.realClock.advance(11 * MINUTE);
    const refused = await browser.post('/auth/totp/enroll');
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'FRESH_PROOF_REQUIRED']);
    await browser.post('/auth/prove', { password: PASSWORD });
    const { secret } = (await browser.post('/auth/totp/enroll')).json();
    await browser.post('/auth/totp/confirm', { code: await people.code(secret) });
    web.realClock.advance(11 * MINUTE);
    expect((await browser.post('/auth/prove', { password: PASSWORD })).json().code).toBe(
      'TOTP_REQUIRED',
    );
    expect((await browser.post('/auth/prove', { code: '000000' })).json().code).toBe(
      'TOTP_INVALID',
    );
    expect(
      (await browser.post('/auth/prove', { code: await people.code(secret) })).statusCode,
    ).toBe(200);
    expect(await outcome(browser, SENSITIVE[0]!)).toBe('DONE');
    // Turning the second factor off takes a code each time, even right after a proof.
    expect((await browser.post('/auth/totp/disable', { code: '000000' })).json().code).toBe(
      'TOTP_INVALID',
    );
  });

  it('is not gained by switching, and is limited like other guesses, separately from strangers’', async () => {
    const [browser, who] = await signedIn('csp.owner');
    await browser.post('/auth/switch', { memberId: who.memberId });
    expect(await outcome(browser, SENSITIVE[0]!)).toBe('FRESH_PROOF_REQUIRED');
    for (let i = 0; i < 5; i++) await browser.post('/auth/prove', { password: `guess ${i}` });
    const locked = await browser.post('/auth/prove', { password: PASSWORD });
    expect([locked.statusCode, locked.json().code]).toEqual([429, 'LOCKED']);
    expect((await people.signIn(who)).status).toBe(200);
  });

  it('is not required of a key that creates a key: its scopes were granted with proof', async () => {
    const owner = await world.member(acme, 'csp.owner');
    const { secret } = await owner.mutate(
      'apiKeyCreate',
      { name: 'ERP', role: 'CSP_OWNER', scopes: ['WRITE'] },
      'secret',
    );
    const headers = { authorization: `Bearer ${secret}` };
    const query = `mutation { apiKeyCreate(idempotencyKey: "by-key", input: { name: "x", role: CSP_MANAGER, scopes: [WRITE] }) { userErrors { code } } }`;
    const made = await web.browser().post('/graphql', { query }, headers);
    expect(made.json().data.apiKeyCreate.userErrors).toEqual([]);
  });

  it('is one click in the demo, whose users have no passwords', async () => {
    const demo = await openWeb(world, { demo: true }, documents.file);
    const { mail } = await people.person(acme);
    const browser = demo.browser();
    await browser.post('/auth/demo-sign-in', { mail });
    demo.realClock.advance(11 * MINUTE);
    expect(await outcome(browser, SENSITIVE[0]!)).toBe('FRESH_PROOF_REQUIRED');
    expect((await browser.post('/auth/prove')).statusCode).toBe(200);
    expect(await outcome(browser, SENSITIVE[0]!)).toBe('DONE');
    await demo.close();
    const real = people.fresh();
    await people.signIn({ mail } as Person, real);
    web.realClock.advance(11 * MINUTE);
    expect((await real.post('/auth/prove')).statusCode).toBe(401);
  });
});
