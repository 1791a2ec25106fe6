import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { consent } from '../../kit/consent.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import {
  actionsOf,
  bearerOf,
  bound,
  customerOf,
  invited,
  MAIL,
  mailedLink,
  partnerOf,
  statusOf,
} from './fixtures.ts';

let world: World;
let acme: Organization;
let owner: Caller;
let rep: Caller;

beforeAll(async () => {
  world = await openWorld();
  acme = await partnerOf(world, '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner', '林若溪');
  rep = await world.member(acme, 'csp.rep', '吴桐');
});
afterAll(() => world.close());

const CUSTOMER =
  'status accessLevel cloudAccount contactName contactPhone contactMail binding { id }';
const customerOfBinding = async (viewer: Caller, id: string) =>
  (await viewer.ask(`{ partnerBinding(by: { id: "${id}" }) { status customer { ${CUSTOMER} } } }`))
    .partnerBinding.customer;

const customerIdOf = async (bindingId: string): Promise<string> =>
  (
    await world.rows<{ id: string }>(
      sql`select customer_id as id from partner_binding where id = ${bindingId.slice(4)}`,
    )
  )[0]!.id;

describe('a customer and its partner', () => {
  it('is pre-registered, invited, accepts by the mailed link, and shows all its data from then on', async () => {
    const customerId = await customerOf(world, '深圳云启科技', [acme]);
    const preRegistered = await owner.mutate('partnerBindingPreRegister', { customerId });
    expect(await customerOfBinding(owner, preRegistered.id)).toMatchObject({
      status: 'PRE_REGISTERED',
      accessLevel: 'NAME',
      cloudAccount: null,
      contactMail: null,
    });
    world.clock.advance(1000);
    const { partnerBinding, inviteUrl } = await owner.mutate(
      'partnerBindingInvite',
      { customerId, mail: MAIL, type: 'AGENCY', note: '合作愉快' },
      'partnerBinding { id status version } inviteUrl',
    );
    expect(partnerBinding).toEqual({ id: preRegistered.id, status: 'INVITED', version: 2 });
    expect(inviteUrl).toMatch(/^http:\/\/localhost:4000\/buyer\/bindings\/[\w-]{43}$/);
    expect(await mailedLink(world, MAIL)).toBe(inviteUrl);
    const buyer = await bearerOf(world, inviteUrl);
    expect(await customerOfBinding(buyer, preRegistered.id)).toMatchObject({
      status: 'INVITED',
      accessLevel: 'NAME',
      cloudAccount: null,
    });
    expect(await actionsOf(buyer, preRegistered.id)).toMatchObject({
      accept: null,
      decline: null,
      requestUnbind: 'NOT_IN_THIS_STATE',
    });
    await buyer.cannot(
      'partnerBindingAccept',
      {
        id: preRegistered.id,
        type: 'AGENCY',
        agreementAccepted: false,
      },
      'AGREEMENT_REQUIRED',
    );
    await buyer.cannot(
      'partnerBindingAccept',
      {
        id: preRegistered.id,
        type: 'ADVISORY',
        agreementAccepted: true,
      },
      'TYPE_NOT_OFFERED',
    );
    world.clock.advance(1000);
    const proof = await consent(world, buyer, { id: preRegistered.id, to: MAIL, type: 'AGENCY' });
    world.clock.advance(1000);
    await buyer.mutate('partnerBindingAccept', proof);
    expect(await customerOfBinding(owner, preRegistered.id)).toMatchObject({
      status: 'BOUND',
      accessLevel: 'FULL',
      contactName: '何**',
      contactPhone: '138****5678',
      contactMail: 'h***@example.com',
      binding: { id: preRegistered.id },
    });
    const { partnerBinding: bondage } =
      await owner.ask(`{ partnerBinding(by: { id: "${preRegistered.id}" }) {
      partner { name } activities(first: 10) { nodes { event fromState toState via } } } }`);
    expect(bondage.partner.name).toBe('上海云衡信息科技');
    expect(bondage.activities.nodes.map((n: { event: string }) => n.event)).toEqual([
      'accept',
      'sendCode',
      'invite',
      'preRegister',
    ]);
    expect(bondage.activities.nodes[0].via).toBe('LINK');
  });

  it('declines, which ends the link', async () => {
    const customerId = await customerOf(world, '乙公司', [acme]);
    const { id, buyer } = await invited(world, owner, customerId);
    await buyer.mutate('partnerBindingDecline', { id, reason: '已有合作方' });
    expect(await statusOf(owner, id)).toBe('DECLINED');
    const again = await invited(world, owner, customerId);
    expect(again.id).not.toBe(id);
    const stale = world.as({ ...buyer.viewer, subjectId: again.id.slice(4) });
    await stale.cannot(
      'partnerBindingAccept',
      await consent(world, stale, { id: again.id, to: MAIL }),
      'LINK_USED',
    );
  });

  it('expires after its days, to the second, and a resend restarts them', async () => {
    const preRegistered = await owner.mutate('partnerBindingPreRegister', {
      customerId: await customerOf(world, '丙公司', [acme]),
    });
    const { id, buyer } = await invited(world, owner, await customerOf(world, '丁公司', [acme]));
    world.clock.advance(6 * DAY);
    await owner.mutate('partnerBindingResend', { id });
    const proof = await consent(world, buyer, { id, to: MAIL });
    await buyer.cannot('partnerBindingAccept', proof, 'LINK_USED');
    world.clock.advance(7 * DAY - 1);
    await world.settle();
    expect(await statusOf(owner, id)).toBe('INVITED');
    world.clock.advance(1);
    const late = await bearerOf(world, await mailedLink(world, MAIL));
    await late.cannot(
      'partnerBindingAccept',
      { id, type: 'ADVISORY', agreementAccepted: true },
      'INVITATION_EXPIRED',
    );
    await world.settle();
    expect(await statusOf(owner, id)).toBe('EXPIRED');
    expect(await statusOf(owner, preRegistered.id)).toBe('PRE_REGISTERED');
    world.clock.advance(2 * DAY);
    await world.settle();
    expect(await statusOf(owner, preRegistered.id)).toBe('EXPIRED');
  });

  it('either accepts or expires', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, buyer } = await invited(
        world,
        owner,
        await customerOf(world, `赛${round}`, [acme]),
      );
      world.clock.advance(7 * DAY - 1);
      const proof = await consent(world, buyer, { id, to: MAIL });
      const accepting = buyer.refused('partnerBindingAccept', proof);
      world.clock.advance(1);
      const [codes] = await Promise.all([accepting, world.settle()]);
      expect(await statusOf(owner, id)).toBe(codes.length === 0 ? 'BOUND' : 'EXPIRED');
    }
  });

  it('a new customer is entered by name and account; a rep sees it but no customers of colleagues', async () => {
    const prospect = { name: '广州星河网络', cloudAccount: 'XingHe01' };
    const mine = await rep.mutate('partnerBindingInvite', {
      prospect,
      mail: MAIL,
      type: 'ADVISORY',
    });
    const { customers } = await rep.ask(
      '{ customers(first: 5, filter: { search: "xhwl" }) { nodes { name accountManager { name } } } }',
    );
    expect(customers.nodes).toEqual([{ name: '广州星河网络', accountManager: { name: '吴桐' } }]);
    expect(await statusOf(rep, mine.id)).toBe('INVITED');
    const theirs = await invited(world, owner, await customerOf(world, '戊公司', [acme]));
    expect(
      (await rep.ask(`{ partnerBinding(by: { id: "${theirs.id}" }) { id } }`)).partnerBinding,
    ).toBeNull();
    const { errors } = await rep.run(
      `mutation { partnerBindingResend(input: { id: "${theirs.id}" }, idempotencyKey: "r") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const other = await world.member(acme, 'csp.rep');
    await other.cannot(
      'partnerBindingInvite',
      { prospect, mail: MAIL, type: 'ADVISORY' },
      'OTHER_MANAGERS_CUSTOMER',
    );
    await other.cannot(
      'partnerBindingInvite',
      {
        prospect: { ...prospect, name: '别的名字' },
        mail: MAIL,
        type: 'ADVISORY',
      },
      'ACCOUNT_OF_ANOTHER_NAME',
    );
  });

  it('a list by deadline puts the most urgent first and those without a deadline last, page by page', async () => {
    for (const [days, name] of ['甲', '乙', '丙'].entries()) {
      const customerId = await customerOf(world, `${name}制造`, [acme]);
      await owner.mutate('partnerBindingPreRegister', { customerId });
      world.clock.advance(days * DAY);
    }
    const ask = async (first: number, after?: string) =>
      (
        await owner.ask(
          `query($first: Int!, $after: String) {
            partnerBindings(first: $first, after: $after, orderBy: { field: DUE, direction: ASC }) {
              nodes { id dueAt } pageInfo { hasNextPage endCursor }
            }
          }`,
          { first, after },
        )
      ).partnerBindings;
    const { nodes } = await ask(100);
    const dues = nodes.map(({ dueAt }: { dueAt: string | null }) => dueAt);
    expect(dues.slice(0, 3)).not.toContain(null);
    expect(dues.at(-1)).toBeNull();
    expect(dues).toEqual(
      dues.toSorted((a: string, b: string) => (a ?? '9999').localeCompare(b ?? '9999')),
    );
    const paged: object[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await ask(2, after);
      paged.push(...page.nodes);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(paged).toEqual(nodes);
  });

  it('a further link works like the mailed one, and ends with it', async () => {
    const { id, buyer } = await invited(world, owner, await customerOf(world, '己公司', [acme]));
    const { inviteUrl } = await owner.mutate('partnerBindingInviteLink', { id }, 'inviteUrl');
    const copied = await bearerOf(world, inviteUrl);
    await copied.mutate('partnerBindingAccept', await consent(world, copied, { id, to: MAIL }));
    await buyer.cannot('partnerBindingDecline', { id }, 'NOT_IN_THIS_STATE');
    await owner.cannot('partnerBindingInviteLink', { id }, 'NOT_IN_THIS_STATE');
  });

  it('a link shows its own binding only', async () => {
    const rival = await partnerOf(world, '北京远帆');
    const rivalOwner = await world.member(rival, 'csp.owner');
    const customerId = await customerOf(world, '庚公司', [acme, rival]);
    const first = await bound(world, owner, customerId);
    const expected = {
      status: 'BOUND',
      accessLevel: 'NAME',
      bindings: { nodes: [{ id: first.id }] },
    };
    const { customer } = await first.buyer.ask(
      `{ customer(by: { id: "${customerId}" }) { status accessLevel bindings(first: 5) { nodes { id } } } }`,
    );
    expect(customer).toEqual(expected);
    const others = await first.buyer.ask(
      '{ customers(first: 5) { nodes { id } } partnerBindings(first: 5) { nodes { id } } }',
    );
    expect(others.customers.nodes).toEqual([{ id: customerId }]);
    expect(others.partnerBindings.nodes).toEqual([{ id: first.id }]);
    const { id: rivalsId } = await rivalOwner.mutate('partnerBindingInvite', {
      prospect: { name: '辛公司', cloudAccount: 'xin' },
      mail: MAIL,
      type: 'ADVISORY',
    });
    const stolen = world.as({ ...first.buyer.viewer, tenantId: await customerIdOf(rivalsId) });
    const clocks = await stolen.ask('{ deadlines(first: 5) { nodes { id } } }');
    expect(clocks.deadlines.nodes).toEqual([]);
    expect((await rivalOwner.ask(`{ node(id: "${first.id}") { id } }`)).node).toBeNull();
    const seen = await rivalOwner.ask(
      `{ customer(by: { id: "${customerId}" }) { status binding { id } bindings(first: 5) { nodes { id } } } }`,
    );
    expect(seen.customer).toEqual({ status: 'PROSPECT', binding: null, bindings: { nodes: [] } });
  });
});
