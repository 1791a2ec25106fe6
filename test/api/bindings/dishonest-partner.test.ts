import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailedCode } from '../../kit/consent.ts';
import { manifestOf, nameOf } from '../../kit/live.ts';
import { openProduct, type Product } from '../../kit/product.ts';
import { type Credentials, post, programOf } from '../../kit/program.ts';
import type { Api, Caller } from '../../kit/world.ts';
import { customerOf, partnerOf, wrongCode } from './fixtures.ts';

const ATTACKER = 'box@dishonest.example';
const CONTACT = 'lin.ruoxi@victim.example';

/** Operations of the pages behind a link; a link session may run registered documents only. */
const DOCUMENTS = {
  accept: `mutation($id: ID!, $code: String) { step: partnerBindingAccept(
    input: { id: $id, type: ADVISORY, agreementAccepted: true, code: $code }, idempotencyKey: "a"
  ) { partnerBinding { status } userErrors { code } } }`,
  guess: `mutation($id: ID!, $code: String, $key: ID!) { step: partnerBindingAccept(
    input: { id: $id, type: ADVISORY, agreementAccepted: true, code: $code }, idempotencyKey: $key
  ) { partnerBinding { status } userErrors { code } } }`,
  sendCode: `mutation($id: ID!, $key: ID!) { step: partnerBindingSendCode(input: { id: $id }, idempotencyKey: $key) {
    partnerBinding { status } userErrors { code } } }`,
  decline: `mutation($id: ID!) { step: partnerBindingDecline(input: { id: $id }, idempotencyKey: "d") {
    partnerBinding { status } userErrors { code } } }`,
  approve: `mutation($id: ID!) { step: partnerBindingApproveChange(input: { id: $id }, idempotencyKey: "p") {
    partnerBinding { status } userErrors { code } } }`,
  request: `mutation($id: ID!) { step: partnerBindingRequestChangeType(
    input: { id: $id, type: AGENCY, reason: "x" }, idempotencyKey: "r"
  ) { partnerBinding { status } userErrors { code } } }`,
  setContact: `mutation($id: ID!, $mail: String!) { step: customerSetContact(
    input: { id: $id, name: "x", mail: $mail, reason: "x" }, idempotencyKey: "c"
  ) { userErrors { code } } }`,
  look: `query { partnerBindings(first: 5) { nodes { codeContact customer { name cloudAccount contactMail contactName } } } }`,
} as const;

describe('a partner that answers its own invitation', () => {
  const documents = manifestOf(Object.values(DOCUMENTS));
  let product: Product;
  /** The dishonest partner's program with a manager's API key, which any partner may create. */
  let partner: Api;
  let rival: Api;
  let owner: Caller;

  beforeAll(async () => {
    product = await openProduct({ documentsFile: documents.file });
    const { world } = product;
    owner = await world.member(await partnerOf(world, '华信云服务'), 'csp.owner');
    partner = await programOf(product, owner, 'csp.manager');
    const rivalOwner = await world.member(await partnerOf(world, '东方云'), 'csp.owner');
    rival = await programOf(product, rivalOwner, 'csp.manager');
  });
  afterAll(async () => {
    await product?.close();
    documents.remove();
  });

  /** A company whose public name and account both partners know, and whose contact the marketplace knows. */
  const company = async (name: string, cloudAccount: string) => {
    const facts = { cloudAccount, contactName: '林若溪', contactMail: CONTACT };
    await customerOf(product.world, name, [], facts);
    return { name, cloudAccount };
  };

  const opened = async (link: string): Promise<Credentials> => {
    const answer = await fetch(`${product.url}/auth/link/${link.split('/').at(-1)}`, {
      method: 'POST',
      headers: { 'x-partnergraph': '1' },
    });
    expect(answer.status).toBe(200);
    return { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, 'x-partnergraph': '1' };
  };
  let keys = 0;
  /** The state after a step, or the code of its refusal. */
  const step = async (
    session: Credentials,
    name: keyof typeof DOCUMENTS,
    variables: Record<string, unknown>,
  ): Promise<string> => {
    // Mails are sorted by their times.
    product.world.clock.advance(1000);
    const { data, errors } = await post(product, session, {
      documentId: nameOf(DOCUMENTS[name]),
      variables: { key: `k${keys++}`, ...variables },
    });
    if (errors) return String(errors[0]!.extensions?.code);
    const { partnerBinding, userErrors } = (data as any).step;
    return userErrors[0]?.code ?? partnerBinding.status;
  };

  const invite = async (by: Api, prospect: object, mail = ATTACKER) => {
    product.world.clock.advance(1000);
    const { partnerBinding, inviteUrl } = await by.mutate(
      'partnerBindingInvite',
      { prospect, mail, type: 'ADVISORY' },
      'partnerBinding { id customer { id } } inviteUrl',
    );
    return { id: partnerBinding.id, customerId: partnerBinding.customer.id, inviteUrl };
  };
  const linkIn = (text: string) => /https?:\/\/\S+\/buyer\/bindings\/[\w-]+/.exec(text)![0];

  /** The partner's knowledge of a customer, and whether its owner may read the contact, which no key may. */
  const known = async (by: Api, customerId: string) => {
    const { customer } = await by.ask(
      `query($id: ID!) { customer(by: { id: $id }) { status accessLevel cloudAccount contactName contactPhone contactMail } }`,
      { id: customerId },
    );
    const reveal = await owner.refused('customerRevealContact', { id: customerId, reason: 'x' });
    return { ...customer, reveal };
  };
  const NOTHING = {
    accessLevel: 'NAME',
    cloudAccount: null,
    contactName: null,
    contactPhone: null,
    contactMail: null,
    reveal: ['CONTACT_NOT_SHARED'],
  };

  it('gets no code and no guess; the customer is notified and declines', async () => {
    const prospect = await company('深圳云启数据科技有限公司', 'yunqi_data');
    await partner.mutate('partnerBindingPreRegister', { prospect });
    const { id, customerId, inviteUrl } = await invite(partner, prospect);
    const session = await opened(inviteUrl);
    const { data } = await post(product, session, { documentId: nameOf(DOCUMENTS.look) });
    expect((data as any).partnerBindings.nodes).toEqual([
      {
        codeContact: 'li***@v***.example',
        customer: { name: prospect.name, cloudAccount: null, contactMail: null, contactName: null },
      },
    ]);
    expect(await step(session, 'accept', { id })).toBe('CODE_REQUIRED');
    expect(await step(session, 'sendCode', { id })).toBe('INVITED');
    const code = await mailedCode(product.world, { id, to: CONTACT });
    for (const outcome of [...Array(4).fill('CODE_WRONG'), 'CODE_LOCKED', 'CODE_LOCKED'])
      expect(await step(session, 'guess', { id, code: wrongCode(code) })).toBe(outcome);
    expect(await step(session, 'sendCode', { id })).toBe('CODE_LOCKED');
    expect(await known(partner, customerId)).toEqual({ status: 'INVITED', ...NOTHING });

    const toPartner = await product.mailsTo(ATTACKER);
    expect(toPartner.map(({ subject }) => subject)).toHaveLength(1);
    const toContact = await product.mailsTo(CONTACT);
    expect(toContact).toHaveLength(2);
    for (const { text } of toContact) {
      expect(text).toContain('华信云服务');
      expect(text).toContain('拒绝');
    }
    for (const { text } of [...toPartner, ...toContact.slice(1)]) expect(text).not.toContain(code);

    expect(await step(await opened(linkIn(toContact[0]!.text)), 'decline', { id })).toBe(
      'DECLINED',
    );
    expect((await product.mailsTo(ATTACKER))[0]!.subject).toContain('绑定动态');
    const honest = await invite(rival, prospect, CONTACT);
    const customer = await opened(honest.inviteUrl);
    await step(customer, 'sendCode', { id: honest.id });
    const right = await mailedCode(product.world, { id: honest.id, to: CONTACT });
    expect(await step(customer, 'accept', { id: honest.id, code: right })).toBe('BOUND');
    expect(await known(partner, customerId)).toEqual({ status: 'DECLINED', ...NOTHING });
  });

  it('cannot make the address that it typed the contact on file', async () => {
    const prospect = { name: '杭州北辰软件', cloudAccount: 'beichen' };
    const first = await invite(partner, prospect);
    await step(await opened(first.inviteUrl), 'decline', { id: first.id });
    const { id, customerId, inviteUrl } = await invite(partner, prospect);
    const session = await opened(inviteUrl);
    expect(await step(session, 'setContact', { id: customerId, mail: ATTACKER })).toBe('FORBIDDEN');
    expect(await step(session, 'sendCode', { id })).toBe('NO_CONTACT_ON_FILE');
    expect(await step(session, 'accept', { id })).toBe('PROVISIONAL');
    expect(await known(partner, customerId)).toEqual({ status: 'PROVISIONAL', ...NOTHING });
  });

  it('cannot approve its own request in an earlier session', async () => {
    const prospect = await company('宁波恒远物流', 'hengyuan');
    const { id, inviteUrl } = await invite(partner, prospect);
    // Both hold the link: the partner created it and passed it to the customer.
    const [partners, customers] = [await opened(inviteUrl), await opened(inviteUrl)];
    await step(customers, 'sendCode', { id });
    const code = await mailedCode(product.world, { id, to: CONTACT });
    expect(await step(customers, 'accept', { id, code })).toBe('BOUND');
    expect(await step(partners, 'request', { id })).toBe('LINK_USED');
    product.world.clock.advance(1000);
    await partner.mutate('partnerBindingRequestChangeType', { id, type: 'AGENCY', reason: 'x' });
    expect(await step(partners, 'approve', { id })).toBe('UNAUTHENTICATED');
    const [notice] = await product.mailsTo(ATTACKER);
    expect(notice!.text).not.toContain('/buyer/bindings/');
    const [asked] = await product.mailsTo(CONTACT);
    expect(await step(await opened(linkIn(asked!.text)), 'approve', { id })).toBe('BOUND');
  });
});
