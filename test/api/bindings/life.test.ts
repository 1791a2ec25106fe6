import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf, answers } from '../../kit/answers.ts';
import { consent } from '../../kit/consent.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import {
  bearerOf,
  bound,
  customerOf,
  invited,
  MAIL,
  mailedLink,
  partnerOf,
  statusOf,
} from './fixtures.ts';

const world = testWorld('bindings');
let acme: Organization;
let owner: Caller;
let rep: Caller;

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner', '林若溪');
  rep = await world.member(acme, 'csp.rep', '吴桐');
});

const customer = (name: string) => customerOf(world, name, [acme]);
const memberOf = ({ viewer }: Caller): string => `mem_${viewer.memberId}`;

describe('a customer and its partner', () => {
  it('is pre-registered, invited, accepts by the mailed link, and shows all its data from then on', async () => {
    const customerId = await customer('深圳云启科技');
    const { id } = await owner.mutate('partnerBindingPreRegister', { customerId });
    const hidden = { accessLevel: 'NAME', cloudAccount: null, contactMail: null };
    await owner.sees(id, { customer: { status: 'PRE_REGISTERED', ...hidden } });
    world.clock.advance(1000);
    const { partnerBinding, inviteUrl } = await owner.mutate(
      'partnerBindingInvite',
      { customerId, mail: MAIL, type: 'AGENCY', note: '合作愉快' },
      'partnerBinding { id status version } inviteUrl',
    );
    expect(partnerBinding).toEqual({ id, status: 'INVITED', version: 2 });
    expect(inviteUrl).toMatch(/^http:\/\/localhost:4000\/buyer\/bindings\/[\w-]{43}$/);
    expect(await mailedLink(world, MAIL)).toBe(inviteUrl);
    const buyer = await bearerOf(world, inviteUrl);
    await buyer.sees(id, { customer: { status: 'INVITED', ...hidden } });
    const actions = { accept: null, decline: null, requestUnbind: 'NOT_IN_THIS_STATE' };
    expect(await actionsOf(buyer, id)).toMatchObject(actions);
    const accept = { id, type: 'AGENCY', agreementAccepted: false };
    await buyer.cannot('partnerBindingAccept', accept, 'AGREEMENT_REQUIRED');
    const otherType = { id, type: 'ADVISORY', agreementAccepted: true };
    await buyer.cannot('partnerBindingAccept', otherType, 'TYPE_NOT_OFFERED');
    world.clock.advance(1000);
    const proof = await consent(world, buyer, { id, to: MAIL, type: 'AGENCY' });
    world.clock.advance(1000);
    await buyer.mutate('partnerBindingAccept', proof);
    await owner.sees(id, {
      partner: { name: '上海云衡信息科技' },
      customer: {
        status: 'BOUND',
        accessLevel: 'FULL',
        contactName: '何**',
        contactPhone: '138****5678',
        contactMail: 'h***@example.com',
        binding: { id },
      },
      'activities(first: 10)': {
        nodes: [
          { event: 'accept', via: 'LINK' },
          { event: 'sendCode', via: 'LINK' },
          { event: 'invite', via: 'PORTAL' },
          { event: 'preRegister', via: 'PORTAL' },
        ],
      },
    });
  });

  it('declines, which ends the link', async () => {
    const customerId = await customer('乙公司');
    const { id, buyer } = await invited(world, owner, customerId);
    await buyer.mutate('partnerBindingDecline', { id, reason: '已有合作方' });
    expect(await statusOf(owner, id)).toBe('DECLINED');
    const again = await invited(world, owner, customerId);
    expect(again.id).not.toBe(id);
    const stale = world.as({ ...buyer.viewer, subjectId: again.id.slice(4) });
    const proof = await consent(world, stale, { id: again.id, to: MAIL });
    await stale.cannot('partnerBindingAccept', proof, 'LINK_USED');
  });

  it('expires after its days, to the second, and a resend restarts them', async () => {
    const { id: reserved } = await owner.mutate('partnerBindingPreRegister', {
      customerId: await customer('丙公司'),
    });
    const { id, buyer } = await invited(world, owner, await customer('丁公司'));
    world.clock.advance(6 * DAY);
    await owner.mutate('partnerBindingResend', { id });
    const proof = await consent(world, buyer, { id, to: MAIL });
    await buyer.cannot('partnerBindingAccept', proof, 'LINK_USED');
    world.clock.advance(7 * DAY - 1);
    await world.settle();
    expect(await statusOf(owner, id)).toBe('INVITED');
    world.clock.advance(1);
    const late = await bearerOf(world, await mailedLink(world, MAIL));
    const accept = { id, type: 'ADVISORY', agreementAccepted: true };
    await late.cannot('partnerBindingAccept', accept, 'INVITATION_EXPIRED');
    await world.settle();
    expect([await statusOf(owner, id), await statusOf(owner, reserved)]).toEqual([
      'EXPIRED',
      'PRE_REGISTERED',
    ]);
    world.clock.advance(2 * DAY);
    await world.settle();
    expect(await statusOf(owner, reserved)).toBe('EXPIRED');
  });

  it('either accepts or expires', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, buyer } = await invited(world, owner, await customer(`赛${round}`));
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
    const input = { prospect, mail: MAIL, type: 'ADVISORY' };
    const { id } = await rep.mutate('partnerBindingInvite', input);
    await answers(rep, {
      'customers(first: 5, filter: { search: "xhwl" })': {
        nodes: [{ name: '广州星河网络', accountManager: { name: '吴桐' } }],
      },
    });
    await rep.sees(id, { status: 'INVITED' });
    const theirs = await invited(world, owner, await customer('戊公司'));
    await rep.sees(theirs.id, null);
    await expect(rep.refused('partnerBindingResend', { id: theirs.id })).rejects.toThrow(
      'Not found',
    );
    const other = await world.member(acme, 'csp.rep');
    await other.cannot('partnerBindingInvite', input, 'OTHER_MANAGERS_CUSTOMER');
    const misnamed = { ...input, prospect: { ...prospect, name: '别的名字' } };
    await other.cannot('partnerBindingInvite', misnamed, 'ACCOUNT_OF_ANOTHER_NAME');
    // A rep who knew the id of a line read the timeline of another rep's customer.
    const { node } = await rep.ask(
      `{ node(id: "${id}") { ... on PartnerBinding { activities(first: 1) { nodes { id } } } } }`,
    );
    const [line] = node.activities.nodes;
    for (const viewer of [owner, rep]) await viewer.sees(line.id, { event: 'invite' });
    await other.sees(line.id, null);
  });

  it('a list by deadline puts the most urgent first and those without a deadline last, page by page', async () => {
    for (const name of ['甲', '乙', '丙']) {
      const customerId = await customer(`${name}制造`);
      await owner.mutate('partnerBindingPreRegister', { customerId });
      world.clock.advance(DAY);
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
    const dues = nodes.map(({ dueAt }: { dueAt: string | null }) => dueAt ?? '9999');
    expect(dues).toEqual(dues.toSorted());
    expect([dues.indexOf('9999') > 2, dues.at(-1)]).toEqual([true, '9999']);
    const paged: object[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await ask(2, after);
      paged.push(...page.nodes);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(paged).toEqual(nodes);
  });

  it('a further link works like the mailed one, and ends with it', async () => {
    const { id, buyer } = await invited(world, owner, await customer('己公司'));
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
    const { id, buyer } = await bound(world, owner, customerId);
    const bindings = { 'bindings(first: 5)': { nodes: [{ id }] } };
    await buyer.sees(customerId, { status: 'BOUND', accessLevel: 'NAME', ...bindings });
    await answers(buyer, {
      'customers(first: 5)': { nodes: [{ id: customerId }] },
      'partnerBindings(first: 5)': { nodes: [{ id }] },
    });
    const { id: rivalsId } = await rivalOwner.mutate('partnerBindingInvite', {
      prospect: { name: '辛公司', cloudAccount: 'xin' },
      mail: MAIL,
      type: 'ADVISORY',
    });
    const [rivals] = await world.rows<{ id: string }>(
      sql`select customer_id as id from partner_binding where id = ${rivalsId.slice(4)}`,
    );
    const stolen = world.as({ ...buyer.viewer, tenantId: rivals!.id });
    await answers(stolen, { 'deadlines(first: 5)': { nodes: [] } });
    await rivalOwner.sees(id, null);
    await rivalOwner.sees(customerId, {
      status: 'PROSPECT',
      binding: null,
      'bindings(first: 5)': { nodes: [] },
    });
  });
});

describe('a request to unbind', () => {
  const mails = (id: string) =>
    world.rows<{ to: string }>(sql`
      select recipient_mail as "to" from outbox_message
      where params->>'event' = 'event.PartnerBinding.remind-0' and created_at = ${world.clock.now()}
        and customer_id = (select customer_id from partner_binding where id = ${id.slice(4)})`);
  const told = (id: string) =>
    world.rows<{ event: string }>(
      sql`select event from notification where subject_id = ${id.slice(4)} and event = 'remind-0'`,
    );
  async function wait(ms: number): Promise<void> {
    world.clock.advance(ms);
    await world.settle();
  }

  it('of a partner that waits 7 days is mailed to the customer, once', async () => {
    const { id } = await bound(world, owner, await customer('壬公司'));
    await owner.mutate('partnerBindingRequestUnbind', { id, reason: '业务调整' });
    await wait(7 * DAY - 1000);
    expect([await mails(id), await told(id)]).toEqual([[], []]);
    await wait(1000);
    expect([await mails(id), (await told(id)).length]).toEqual([[{ to: MAIL }], 1]);
    await wait(DAY);
    expect([await mails(id), (await told(id)).length]).toEqual([[], 1]);
  });

  it('of a customer reminds the partner only, an answered one reminds nobody, and a rep answers none', async () => {
    const customerId = await customer('癸公司');
    const { id, buyer } = await bound(world, owner, customerId);
    await owner.mutate('customerAssignManager', { id: customerId, memberId: memberOf(rep) });
    expect(await actionsOf(rep, id)).toMatchObject({ requestUnbind: 'ROLE_NOT_ALLOWED' });
    const other = await bound(world, owner, await customer('子公司'));
    for (const one of [{ id, buyer }, other])
      await one.buyer.mutate('partnerBindingRequestUnbind', { id: one.id, reason: '更换服务商' });
    const due = new Date(world.clock.now().getTime() + 7 * DAY);
    const clocks =
      await world.rows(sql`select event, acts_side as acts, due_at = ${due} as "isDue" from deadline
        where subject_id = ${id.slice(4)} and fired_at is null order by event nulls first`);
    expect(clocks).toEqual([
      { event: null, acts: 'PARTNER', isDue: true },
      { event: 'remind-0', acts: null, isDue: true },
    ]);
    await owner.mutate('partnerBindingApproveUnbind', { id: other.id });
    await wait(7 * DAY);
    expect([await mails(id), await told(id)]).toEqual([[], [{ event: 'remind-0' }]]);
    expect(await told(other.id)).toEqual([]);
  });
});
