import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/answers.ts';
import { consent } from '../../kit/consent.ts';
import { testWorld } from '../../kit/test-world.ts';
import { type Caller, type Organization, START } from '../../kit/world.ts';
import {
  bearerOf,
  bound,
  customerOf,
  invited,
  MAIL,
  mailedLink,
  partnerOf,
  setFlags,
  statusOf,
} from './fixtures.ts';

const world = testWorld('binding rules');
let acme: Organization;
let rival: Organization;
let owner: Caller;
let rivalOwner: Caller;

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡信息科技');
  rival = await partnerOf(world, '北京远帆');
  owner = await world.member(acme, 'csp.owner');
  rivalOwner = await world.member(rival, 'csp.owner');
});

const customer = (name: string, facts = {}) => customerOf(world, name, [acme, rival], facts);
const inviteInput = (customerId: string) => ({ customerId, mail: MAIL, type: 'AGENCY' });
const old = new Date(START.getTime() - 30 * DAY);
const young = new Date(START.getTime() - 3 * DAY);

describe('pre-registration and invitation', () => {
  it("the policy limits the number of a partner's open ones", async () => {
    const crowded = await partnerOf(world, '满员');
    const boss = await world.member(crowded, 'csp.owner');
    const set = (value: number) =>
      world.rows(sql`insert into policy_value (id, created_at, key, value, effective_from, set_by, reason)
      values (gen_random_uuid(), ${world.clock.now()}, 'binding.open.limit', ${value}, ${world.clock.now()}, 'test', 'test')`);
    const ids = await Promise.all(
      ['一', '二', '三'].map((name) => customerOf(world, name, [crowded])),
    );
    await set(2);
    try {
      await boss.mutate('partnerBindingPreRegister', { customerId: ids[0] });
      await boss.mutate('partnerBindingInvite', inviteInput(ids[1]!));
      await boss.cannot('partnerBindingInvite', inviteInput(ids[2]!), {
        code: 'PENDING_LIMIT',
        params: [{ key: 'limit', value: '2' }],
      });
      await boss.mutate('partnerBindingInvite', inviteInput(ids[0]!));
    } finally {
      world.clock.advance(1000);
      await set(100);
    }
  });

  it('a pre-registered customer cannot be invited by another partner until the pre-registration ends', async () => {
    const customerId = await customer('报备');
    const { id } = await owner.mutate('partnerBindingPreRegister', { customerId });
    const input = inviteInput(customerId);
    const reserved = 'PRE_REGISTERED_ELSEWHERE';
    await rivalOwner.cannot('partnerBindingPreRegister', { customerId }, reserved);
    await rivalOwner.cannot('partnerBindingInvite', input, reserved);
    await owner.cannot('partnerBindingPreRegister', { customerId }, 'BINDING_OPEN');
    const { inviteUrl } = await owner.mutate('partnerBindingInvite', input, 'inviteUrl');
    await rivalOwner.cannot('partnerBindingInvite', input, reserved);
    const buyer = await bearerOf(world, inviteUrl);
    await buyer.mutate('partnerBindingDecline', { id });
    await rivalOwner.mutate('partnerBindingInvite', input);
  });

  it('a bound customer cannot be pre-registered or invited, and the first of two acceptances counts', async () => {
    const customerId = await customer('抢手');
    const first = await invited(world, owner, customerId);
    const second = await invited(world, rivalOwner, customerId);
    const one = await consent(world, first.buyer, { id: first.id, to: MAIL });
    const other = await consent(world, second.buyer, { id: second.id, to: MAIL });
    const answers = await Promise.all([
      first.buyer.refused('partnerBindingAccept', one),
      second.buyer.refused('partnerBindingAccept', other),
    ]);
    expect(answers.flat()).toEqual(['ALREADY_BOUND']);
    const loser = answers[0]!.length > 0 ? { as: owner, ...first } : { as: rivalOwner, ...second };
    expect(await actionsOf(loser.buyer, loser.id)).toMatchObject({
      accept: 'ALREADY_BOUND',
      decline: null,
    });
    await loser.buyer.mutate('partnerBindingDecline', { id: loser.id });
    await loser.as.cannot('partnerBindingPreRegister', { customerId }, 'LINKED_ELSEWHERE');
    await loser.as.cannot('partnerBindingInvite', inviteInput(customerId), 'LINKED_ELSEWHERE');
  });

  it.each(['BARRED_CONTRACT', 'OUTSTANDING_BILL', 'CUSTODY_SUB_ACCOUNT'])(
    'upstream fact %s blocks an invitation, and the button of a pre-registered row names it',
    async (flag) => {
      const customerId = await customer(flag);
      const { id } = await owner.mutate('partnerBindingPreRegister', { customerId });
      await setFlags(world, customerId, flag);
      await owner.cannot('partnerBindingInvite', inviteInput(customerId), flag);
      expect(await actionsOf(owner, id)).toMatchObject({ invite: flag });
      await setFlags(world, customerId);
      expect(await actionsOf(owner, id)).toMatchObject({ invite: null });
    },
  );

  it('direct sales keep an account older than seven days', async () => {
    const upstreamFlags = ['DIRECT_SALES_FOLLOW_UP'];
    const input = async (name: string, facts: object) => ({
      customerId: await customer(name, { upstreamFlags, ...facts }),
    });
    for (const kept of [await input('老', { registeredAt: old }), await input('未知', {})])
      await owner.cannot('partnerBindingPreRegister', kept, 'DIRECT_SALES');
    await owner.mutate('partnerBindingPreRegister', await input('新', { registeredAt: young }));
  });

  it('an old or paying account must be pre-registered first', async () => {
    const aged = await customer('旧户', { registeredAt: old });
    await owner.cannot('partnerBindingInvite', inviteInput(aged), 'PRE_REGISTER_FIRST');
    await owner.mutate('partnerBindingPreRegister', { customerId: aged });
    await owner.mutate('partnerBindingInvite', inviteInput(aged));
    const paying = await customer('付费', { registeredAt: young, firstCashAt: young });
    await owner.cannot('partnerBindingInvite', inviteInput(paying), 'PRE_REGISTER_FIRST');
    await owner.mutate(
      'partnerBindingInvite',
      inviteInput(await customer('新户', { registeredAt: young })),
    );
  });

  it('only partners of the programme may act, on exactly one customer', async () => {
    const outsider = await world.organization('PARTNER', '未加入');
    const boss = await world.member(outsider, 'csp.owner');
    const customerId = await customerOf(world, '无主', [outsider]);
    await boss.cannot('partnerBindingPreRegister', { customerId }, 'NOT_ENROLLED');
    await owner.cannot('partnerBindingPreRegister', {}, 'ONE_OF_REQUIRED');
  });
});

describe('change of type', () => {
  it('the other party decides, the requesting party may withdraw, and three months separate two requests', async () => {
    const { id, buyer } = await bound(world, owner, await customer('变更'));
    const back = { id, type: 'ADVISORY', reason: 'x' };
    await owner.cannot('partnerBindingRequestChangeType', back, 'SAME_TYPE');
    world.clock.advance(1000);
    await owner.mutate('partnerBindingRequestChangeType', {
      id,
      type: 'AGENCY',
      reason: '客户希望代付',
    });
    expect(await actionsOf(owner, id)).toMatchObject({
      approveChange: 'OTHER_PARTY_DECIDES',
      withdraw: null,
      resend: 'MAIL_TOO_SOON',
    });
    expect(await actionsOf(buyer, id)).toMatchObject({
      approveChange: null,
      rejectChange: null,
      withdraw: 'NOT_YOUR_REQUEST',
    });
    await owner.cannot('partnerBindingApproveChange', { id }, 'OTHER_PARTY_DECIDES');
    await buyer.cannot('partnerBindingWithdraw', { id }, 'NOT_YOUR_REQUEST');
    const answering = await bearerOf(world, await mailedLink(world, MAIL));
    await answering.mutate('partnerBindingApproveChange', { id });
    await owner.sees(id, {
      status: 'BOUND',
      type: 'AGENCY',
      requestedBy: null,
      requestedType: null,
    });

    await owner.cannot('partnerBindingRequestChangeType', back, 'REQUEST_TOO_SOON');
    expect(await actionsOf(owner, id)).toMatchObject({
      requestChangeType: 'REQUEST_TOO_SOON',
      requestUnbind: 'REQUEST_TOO_SOON',
    });
    await buyer.mutate('partnerBindingRequestChangeType', back);
    await owner.mutate('partnerBindingRejectChange', { id, reason: '请再考虑' });
    const threeMonths = calendar.instantAt('2026-06-02', '10:00:02');
    expect(world.clock.now()).toEqual(calendar.instantAt('2026-03-02', '10:00:02'));
    world.clock.moveTo(new Date(threeMonths.getTime() - 1));
    await owner.cannot('partnerBindingRequestUnbind', { id, reason: 'x' }, 'REQUEST_TOO_SOON');
    world.clock.moveTo(new Date(threeMonths.getTime() + 1000));
    await owner.mutate('partnerBindingRequestUnbind', { id, reason: '到期' });
    await owner.mutate('partnerBindingWithdraw', { id });
    expect(await statusOf(owner, id)).toBe('BOUND');
  });
});

describe('unbinding', () => {
  it.each([
    'ARREARS',
    'RESERVED_INSTANCE',
    'SUPPORT_PLAN',
    'SPECIAL_CONTRACT',
    'FROZEN',
    'INDEPENDENT_MEMBERS',
    'UNPAID_PARTNER_PAYS',
  ])('%s blocks the request and its approval', async (flag) => {
    const code = flag === 'FROZEN' ? 'ACCOUNT_FROZEN' : flag;
    const customerId = await customer(`解绑 ${flag}`);
    const { id, buyer } = await bound(world, owner, customerId, 'AGENCY');
    await setFlags(world, customerId, flag);
    expect(await actionsOf(buyer, id)).toMatchObject({ requestUnbind: code });
    await owner.cannot('partnerBindingRequestUnbind', { id, reason: 'x' }, code);
    await setFlags(world, customerId);
    await buyer.mutate('partnerBindingRequestUnbind', { id, reason: '更换服务商' });
    await setFlags(world, customerId, flag);
    await owner.cannot('partnerBindingApproveUnbind', { id }, code);
    await setFlags(world, customerId);
    await owner.mutate('partnerBindingApproveUnbind', { id });
    expect(await statusOf(owner, id)).toBe('UNBOUND');
  });

  it('the button and the command name every blocking fact', async () => {
    const customerId = await customer('三个原因');
    const { id } = await bound(world, owner, customerId, 'AGENCY');
    await setFlags(world, customerId, 'FROZEN', 'ARREARS', 'SUPPORT_PLAN');
    const now = world.clock.now();
    const asOf = `${calendar.localDate(now)} ${calendar.localTime(now).slice(0, 5)}`;
    const codes = ['ARREARS', 'SUPPORT_PLAN', 'ACCOUNT_FROZEN'];
    // Each reason says how old its fact is.
    const params = [
      { key: 'asOf', value: asOf },
      { key: 'stale', value: 'no' },
    ];
    await owner.sees(id, {
      viewerActions: expect.arrayContaining([
        {
          name: 'requestUnbind',
          enabled: false,
          reasonCode: 'ARREARS',
          reasons: codes.map((code) => ({ code, params })),
        },
      ]),
    });
    await owner.cannot('partnerBindingRequestUnbind', { id, reason: 'x' }, ...codes);
  });

  it('arrears do not block an advisory customer', async () => {
    const customerId = await customer('顾问');
    const { id, buyer } = await bound(world, owner, customerId, 'ADVISORY');
    await setFlags(world, customerId, 'ARREARS');
    await buyer.mutate('partnerBindingRequestUnbind', { id, reason: 'x' });
    await owner.mutate('partnerBindingRejectUnbind', { id, reason: '合同未到期' });
    await buyer.sees(id, { status: 'BOUND', answerReason: '合同未到期' });
  });

  it('the old partner keeps only the name, and a new partner is credited after six months', async () => {
    const customerId = await customer('转投');
    const { id, buyer } = await bound(world, owner, customerId);
    const boundAt = world.clock.now().toISOString();
    await buyer.mutate('partnerBindingRequestUnbind', { id, reason: 'x' });
    await owner.mutate('partnerBindingApproveUnbind', { id });
    const known = { status: 'UNBOUND', accessLevel: 'NAME', contactMail: null };
    await owner.sees(customerId, known);
    world.clock.moveTo(calendar.instantAt('2026-08-31', '15:00:00'));
    const next = await bound(world, rivalOwner, customerId);
    await rivalOwner.sees(next.id, {
      boundAt: world.clock.now().toISOString(),
      performanceFrom: calendar.instantAt('2027-02-28').toISOString(),
    });
    await owner.sees(id, { boundAt, performanceFrom: boundAt });
  });
});

describe('the database', () => {
  it.each([
    [
      `update partner_binding set status = 'BOUND', due_at = null where status = 'INVITED' and bound_at is null`,
      'partner_binding_bound',
    ],
    [`update partner_binding set due_at = null where status = 'INVITED'`, 'partner_binding_clock'],
    [
      `update partner_binding set status = 'UNBIND_PENDING', due_at = now() where status = 'BOUND'`,
      'partner_binding_request',
    ],
    [`update customer set upstream_flags = '{NONSENSE}'`, 'customer_flags_known'],
  ])('refuses an illegal state: %s', async (statement, constraint) => {
    await expect(world.system((tx) => tx.rows(sql.raw(statement)))).rejects.toThrow(constraint);
  });
});
