import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { DAY } from '../../../server/platform/clock.ts';
import { purgeKeys } from '../../../server/platform/command/purge.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { sizes } from '../../kit/sizes.ts';
import { testWorld } from '../../kit/test-world.ts';
import { openWeb, type Web } from '../../kit/web.ts';
import type { Caller } from '../../kit/world.ts';
import { changedTables, type Dump, openDump } from '../../policy/fixtures/dump.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('idempotency');
let acme: { manager: Caller; owner: Caller };
let beta: Caller;
let foreign: string;

beforeAll(async () => {
  const [a, b] = [await partnerOf(world, 'acme'), await partnerOf(world, 'beta')];
  acme = {
    manager: await world.member(a, 'csp.manager'),
    owner: await world.member(a, 'csp.owner'),
  };
  beta = await world.member(b, 'csp.manager');
  foreign = await customerOf(world, 'beta only', [b]);
});

const INVITE = `mutation($input: PartnerBindingInviteInput!, $key: ID!, $dry: Boolean) {
  partnerBindingInvite(input: $input, idempotencyKey: $key, validateOnly: $dry) {
    partnerBinding { id status } inviteUrl userErrors { code field } } }`;

interface Payload {
  readonly partnerBinding: { id: string } | null;
  readonly inviteUrl: string | null;
  readonly userErrors: { code: string }[];
}

const input = (account: string, more: Record<string, unknown> = {}) => ({
  prospect: { name: `Company ${account}`, cloudAccount: account },
  mail: `${account}@example.com`,
  type: 'ADVISORY',
  ...more,
});
const send = (caller: Caller, variables: Record<string, unknown>): Promise<ExecutionResult> =>
  caller.run(INVITE, variables);
const invite = async (
  caller: Caller,
  key: string,
  values: object,
  dry = false,
): Promise<Payload> => {
  const { partnerBindingInvite } = await caller.ask<{ partnerBindingInvite: Payload }>(INVITE, {
    input: values,
    key,
    dry,
  });
  return partnerBindingInvite;
};
const codes = ({ errors }: ExecutionResult): unknown[] =>
  (errors ?? []).map((e) => e.extensions.code);

/** All effects on the account: bindings, mails, audit lines and stored keys. */
async function effects(account: string, key: string): Promise<Record<string, number>> {
  const [row] = await world.rows<Record<string, number>>(sql`
    select (select count(*)::int from partner_binding b join customer c on c.id = b.customer_id where c.cloud_account = ${account}) as bindings,
      (select count(*)::int from outbox_message where recipient_mail = ${`${account}@example.com`}) as mails,
      (select count(*)::int from domain_event e join partner_binding b on b.id = e.subject_id join customer c on c.id = b.customer_id
        where c.cloud_account = ${account}) as events,
      (select count(*)::int from audit_entry a join partner_binding b on b.id::text = a.subject_id join customer c on c.id = b.customer_id
        where c.cloud_account = ${account}) as lines,
      (select count(*)::int from idempotency_key where key = ${key}) as keys`);
  return row!;
}
const NOTHING = { bindings: 0, mails: 0, events: 0, lines: 0, keys: 0 };
const ONCE = { bindings: 1, mails: 1, events: 1, lines: 1, keys: 1 };

describe('an idempotency key', () => {
  it(`gives ${sizes.repeatedKeys} concurrent callers one effect and one answer; the link is shown to one of them`, async () => {
    const answers = await Promise.all(
      Array.from({ length: sizes.repeatedKeys }, () => invite(acme.manager, 'herd', input('herd'))),
    );
    expect(new Set(answers.map(({ partnerBinding }) => JSON.stringify(partnerBinding))).size).toBe(
      1,
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(answers.filter(({ inviteUrl }) => inviteUrl !== null)).toHaveLength(1);
    expect(await effects('herd', 'herd')).toEqual(ONCE);
  });

  it('gives a late repeat the first answer, even after the object has changed', async () => {
    const first = await invite(acme.manager, 'late', input('late'));
    world.clock.advance(8 * 86_400_000);
    await world.settle();
    expect(await invite(acme.manager, 'late', input('late'))).toMatchObject({
      partnerBinding: { id: first.partnerBinding!.id, status: 'EXPIRED' },
      inviteUrl: null,
    });
    expect((await effects('late', 'late')).bindings).toBe(1);
  });

  it('accepts only one input and one command', async () => {
    await invite(acme.manager, 'one', input('one'));
    expect(
      codes(await send(acme.manager, { input: input('one', { note: 'another' }), key: 'one' })),
    ).toEqual(['CONFLICT']);
    const report = await acme.manager.run(
      `mutation { partnerBindingPreRegister(input: {prospect: {name: "Company one", cloudAccount: "one"}}, idempotencyKey: "one") { userErrors { code } } }`,
    );
    expect(codes(report)).toEqual(['CONFLICT']);
    expect(await effects('one', 'one')).toEqual(ONCE);
  });

  it('is not used up by a refusal', async () => {
    const wrong = await invite(acme.manager, 'again', { ...input('again'), mail: 'no address' });
    expect(wrong.userErrors).toEqual([{ code: 'INVALID_MAIL', field: ['mail'] }]);
    const both = await invite(acme.manager, 'again', { ...input('again'), customerId: foreign });
    expect(both.userErrors).toMatchObject([{ code: 'ONE_OF_REQUIRED' }]);
    expect(await effects('again', 'again')).toEqual(NOTHING);
    expect((await invite(acme.manager, 'again', input('again'))).userErrors).toEqual([]);
    expect(await effects('again', 'again')).toEqual(ONCE);
  });

  it('is not used up by a dry run', async () => {
    expect(await invite(acme.manager, 'dry', input('dry'), true)).toEqual({
      partnerBinding: { id: expect.stringMatching(/^bnd_/), status: 'INVITED' },
      inviteUrl: null,
      userErrors: [],
    });
    expect(await effects('dry', 'dry')).toEqual(NOTHING);
    await invite(acme.manager, 'dry', input('dry'));
    expect(await effects('dry', 'dry')).toEqual(ONCE);
  });

  it('belongs to its caller: another tenant and a colleague may use the same key', async () => {
    const answers = [
      await invite(acme.manager, 'same', input('same-a')),
      await invite(acme.owner, 'same', input('same-b')),
      await invite(beta, 'same', input('same-c')),
    ];
    expect(new Set(answers.map(({ partnerBinding }) => partnerBinding!.id)).size).toBe(3);
    expect((await effects('same-c', 'same')).keys).toBe(3);
  });

  it('is deleted with its outcome after thirty days, and not before', async () => {
    await invite(acme.manager, 'old', input('old'));
    const task = purgeKeys(world.db, world.clock);
    world.clock.advance(30 * DAY - 1);
    await task.run();
    expect((await effects('old', 'old')).keys).toBe(1);
    world.clock.advance(2);
    await task.run();
    expect(await world.rows(sql`select 1 from idempotency_key`)).toEqual([]);
  });

  it('is required, not empty, and of limited length', async () => {
    for (const key of ['', 'k'.repeat(201)]) {
      expect(codes(await send(acme.manager, { input: input('long'), key }))).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
    const missing = await acme.manager.run(
      INVITE.replace(', idempotencyKey: $key', '').replace('$key: ID!, ', ''),
      { input: input('long') },
    );
    expect(missing.errors?.[0]?.message).toContain('idempotencyKey');
    expect((await effects('long', '')).bindings).toBe(0);
  });
});

describe('an invalid request', () => {
  let web: Web;
  let secret: string;
  let tables: Dump;
  let before: Map<string, string>;
  let member: string;

  beforeAll(async () => {
    web = await openWeb(world);
    ({ secret } = await acme.owner.mutate(
      'apiKeyCreate',
      { name: 'p', role: 'CSP_MANAGER', scopes: ['READ', 'WRITE'] },
      'secret',
    ));
    member = `mem_${acme.owner.viewer.memberId}`;
    tables = await openDump(world, ['api_key']);
  });
  afterAll(async () => {
    await tables?.close();
    await web?.close();
  });
  beforeEach(async () => {
    before = await tables.dump();
  });
  afterEach(async () => {
    expect(changedTables(before, await tables.dump())).toEqual([]);
  });

  const post = async (
    body: object,
  ): Promise<{ errors?: { extensions: { code: string } }[]; data?: Record<string, Payload> }> => {
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await web.browser().post('/graphql', body, headers);
    expect(answer.statusCode).toBeLessThan(500);
    return answer.json();
  };
  const variables = (values: object) => ({
    query: INVITE,
    variables: { input: values, key: 'hostile', dry: false },
  });

  const cases: Readonly<Record<string, () => object>> = {
    'a text of one megabyte': () => variables(input('x', { note: 'n'.repeat(1_000_000) })),
    'an unknown word': () => variables(input('x', { type: 'FRANCHISE' })),
    'an unknown field': () => variables(input('x', { partnerId: foreign })),
    'a malformed document': () => ({ query: 'mutation { partnerBindingInvite(' }),
    'a document with an unknown field': () => ({
      query: 'mutation { partnerBindingInvite { nothing } }',
    }),
    'an id of another type': () =>
      variables({ customerId: member, mail: 'x@example.com', type: 'ADVISORY' }),
    'a malformed id': () =>
      variables({ customerId: 'cus_1', mail: 'x@example.com', type: 'ADVISORY' }),
    'a number for a text': () => variables(input('x', { note: 7 })),
    'nothing for the input': () => ({ query: INVITE, variables: { input: null, key: 'hostile' } }),
  };

  it.each(Object.entries(cases))('%s is BAD_USER_INPUT, and nothing is stored', async (_, body) => {
    const { errors } = await post(body());
    expect(errors?.map((e) => e.extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    [
      'a text of ten thousand characters',
      () => input('x', { note: 'n'.repeat(10_000) }),
      ['TOO_LONG'],
    ],
    ['an account of spaces', () => input('   '), ['INVALID_MAIL', 'BLANK']],
  ] as const)('%s is refused by field, and nothing is stored', async (_, values, expected) => {
    const { data } = await post(variables(values()));
    expect(data!.partnerBindingInvite!.userErrors.map(({ code }) => code).sort()).toEqual(
      [...expected].sort(),
    );
  });

  it("another tenant's id is NOT_FOUND like an unknown id, and nothing is stored", async () => {
    const ask = async (customerId: string) =>
      (await post(variables({ customerId, mail: 'x@example.com', type: 'ADVISORY' }))).errors?.map(
        (e) => e.extensions.code,
      );
    expect(await ask(foreign)).toEqual(['NOT_FOUND']);
    expect(await ask('cus_00000000-0000-7000-8000-000000000001')).toEqual(['NOT_FOUND']);
  });
});
