import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/answers.ts';
import { consent, mailedCode } from '../../kit/consent.ts';
import { testWorld } from '../../kit/test-world.ts';
import { audited, fromNow } from '../../kit/traces.ts';
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
  wrongCode as wrong,
} from './fixtures.ts';

const MINUTE = 60_000;
const NO_CONTACT = { contactMail: null, contactOnFile: false };

const world = testWorld('consent');
let acme: Organization;
let rival: Organization;
let owner: Caller;
let rivalOwner: Caller;
let operator: Caller;

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡信息科技');
  rival = await partnerOf(world, '北京远帆');
  owner = await world.member(acme, 'csp.owner');
  rivalOwner = await world.member(rival, 'csp.owner');
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
});

const invitedTo = async (name: string, facts = {}) => {
  const customerId = await customerOf(world, name, [acme, rival], facts);
  return { customerId, ...(await invited(world, owner, customerId)) };
};
const accepting = (id: string, code?: string) => ({
  id,
  type: 'ADVISORY',
  agreementAccepted: true,
  ...(code !== undefined && { code }),
});
const moved = (ms: number) => fromNow(world, ms);
const contactOf = (customerId: string, mail: string) =>
  world.rows(
    sql`update customer set contact_mail = ${mail}, contact_on_file = true where id = ${customerId.slice(4)}`,
  );

describe('the code of a customer', () => {
  it('is mailed only to the contact on file, stored as a keyed hash, and binds once', async () => {
    const customerId = await customerOf(world, '甲公司', [acme], {
      contactMail: 'lin@yun.example',
    });
    const { partnerBinding, inviteUrl } = await owner.mutate(
      'partnerBindingInvite',
      { customerId, mail: 'typed@partner.example', type: 'ADVISORY' },
      'partnerBinding { id } inviteUrl',
    );
    const { id } = partnerBinding;
    const buyer = await bearerOf(world, inviteUrl);
    await buyer.sees(id, {
      codeContact: 'li***@y***.example',
      codeExpiresAt: null,
      codeResendAt: null,
      codeTriesLeft: 5,
    });
    await buyer.cannot('partnerBindingAccept', accepting(id), 'CODE_REQUIRED');
    await buyer.cannot('partnerBindingAccept', accepting(id, '123456'), 'CODE_REQUIRED');
    const proof = await consent(world, buyer, { id, to: 'lin@yun.example' });
    const sent = { codeExpiresAt: moved(10 * MINUTE), codeResendAt: moved(MINUTE) };
    await buyer.sees(id, sent);
    const [kept] = await world.rows<{ boxes: number; plain: number; hash: string }>(sql`
      select (select count(distinct recipient_mail)::int from outbox_message where secrets is not null and customer_id = k.customer_id) as boxes,
        (select count(*)::int from audit_entry where detail::text like ${`%${proof.code}%`}) as plain, code_hash as hash
      from consent_code k where binding_id = ${id.slice(4)}`);
    expect(kept).toMatchObject({ boxes: 1, plain: 0 });
    expect(kept!.hash).not.toContain(proof.code);
    await expect(mailedCode(world, { id, to: 'typed@partner.example' })).rejects.toThrow();
    await owner.sees(id, {
      codeContact: null,
      codeExpiresAt: null,
      codeResendAt: null,
      codeTriesLeft: null,
    });
    await buyer.mutate('partnerBindingAccept', proof);
    expect(await statusOf(owner, id)).toBe('BOUND');
    await buyer.cannot('partnerBindingAccept', proof, 'NOT_IN_THIS_STATE');
  });

  it('expires after ten minutes, to the millisecond, and when the next code is sent', async () => {
    const { id, buyer } = await invitedTo('乙公司');
    const first = await consent(world, buyer, { id, to: MAIL });
    await buyer.cannot('partnerBindingSendCode', { id }, 'CODE_TOO_SOON');
    expect(await actionsOf(buyer, id)).toMatchObject({ sendCode: 'CODE_TOO_SOON' });
    world.clock.advance(MINUTE);
    const second = await consent(world, buyer, { id, to: MAIL });
    if (first.code !== second.code) await buyer.cannot('partnerBindingAccept', first, 'CODE_WRONG');
    world.clock.advance(10 * MINUTE);
    await buyer.cannot('partnerBindingAccept', second, 'CODE_EXPIRED');
    const third = await consent(world, buyer, { id, to: MAIL });
    world.clock.advance(10 * MINUTE - 1);
    await buyer.mutate('partnerBindingAccept', third);
  });

  it('is locked after five wrong attempts in total, which neither a new code nor a new invitation resets', async () => {
    const { id, buyer, customerId } = await invitedTo('丙公司');
    const begun = world.clock.now().getTime();
    const { code } = await consent(world, buyer, { id, to: MAIL });
    const guess = (by: number) =>
      buyer.refused('partnerBindingAccept', accepting(id, wrong(code, by)));
    expect([await guess(1), await guess(2), await guess(3)].flat()).toEqual(
      Array(3).fill('CODE_WRONG'),
    );
    await buyer.sees(id, { codeTriesLeft: 2 });
    world.clock.advance(MINUTE);
    const next = await consent(world, buyer, { id, to: MAIL });
    await buyer.sees(id, { codeTriesLeft: 2 });
    const again = (by: number) =>
      buyer.refused('partnerBindingAccept', accepting(id, wrong(next.code, by)));
    expect([await again(1), await again(2)].flat()).toEqual(['CODE_WRONG', 'CODE_LOCKED']);
    await buyer.cannot('partnerBindingAccept', next, 'CODE_LOCKED');
    await buyer.sees(id, {
      codeContact: 'he***@e***.com',
      codeExpiresAt: null,
      codeResendAt: new Date(begun + DAY).toISOString(),
      codeTriesLeft: 0,
    });
    world.clock.advance(MINUTE);
    await buyer.cannot('partnerBindingSendCode', { id }, 'CODE_LOCKED');
    const tried = await audited(world, 'partnerBindingCodeWrong', id);
    expect(tried.map(({ detail }) => detail.left)).toEqual([4, 3, 2, 1, 0]);
    await buyer.mutate('partnerBindingDecline', { id });
    const renewed = await invited(world, owner, customerId);
    expect(await actionsOf(renewed.buyer, renewed.id)).toMatchObject({ sendCode: 'CODE_LOCKED' });
    // Another partner's invitation is not affected.
    const others = await invited(world, rivalOwner, customerId);
    expect(await actionsOf(others.buyer, others.id)).toMatchObject({ sendCode: null });
    world.clock.moveTo(new Date(begun + DAY));
    const last = await consent(world, renewed.buyer, { id: renewed.id, to: MAIL });
    await renewed.buyer.mutate('partnerBindingAccept', last);
  });

  it('is sent five times a day at most', async () => {
    const { id, buyer } = await invitedTo('丁公司');
    const begun = world.clock.now().getTime();
    for (let sent = 0; sent < 5; sent++) {
      await buyer.mutate('partnerBindingSendCode', { id });
      world.clock.advance(MINUTE);
    }
    await buyer.cannot('partnerBindingSendCode', { id }, 'CODE_TOO_SOON');
    await buyer.sees(id, { codeResendAt: new Date(begun + DAY).toISOString() });
  });

  it('is checked five times at most under concurrent guesses; concurrent right codes bind once', async () => {
    const guessed = await invitedTo('戊公司');
    const { code } = await consent(world, guessed.buyer, { id: guessed.id, to: MAIL });
    const guesses = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        guessed.buyer.refused('partnerBindingAccept', accepting(guessed.id, wrong(code, i + 1))),
      ),
    );
    expect(guesses.flat().sort()).toEqual([
      ...Array(5).fill('CODE_LOCKED'),
      ...Array(4).fill('CODE_WRONG'),
    ]);
    const [row] = await world.rows(
      sql`select wrong_tries as tries from consent_code where binding_id = ${guessed.id.slice(4)}`,
    );
    expect(row).toEqual({ tries: 5 });
    const { id, buyer } = await invitedTo('己公司');
    const proof = await consent(world, buyer, { id, to: MAIL });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => buyer.refused('partnerBindingAccept', proof)),
    );
    expect(answers.flat()).toEqual(Array(5).fill('NOT_IN_THIS_STATE'));
  });

  it('is not revealed by a dry run, and a repeat with the same key counts once', async () => {
    const { id, buyer } = await invitedTo('庚公司');
    const { code } = await consent(world, buyer, { id, to: MAIL });
    const send = (given: string, args: string) =>
      buyer.ask(`mutation { partnerBindingAccept(
        input: { id: "${id}", type: ADVISORY, agreementAccepted: true, code: "${given}" }, ${args}
      ) { userErrors { code params { key value } } } }`);
    const dry = [await send(wrong(code), DRY), await send(code, DRY)];
    expect(dry.map((one) => one.partnerBindingAccept.userErrors)).toEqual([[], []]);
    expect(await statusOf(buyer, id)).toBe('INVITED');
    await buyer.sees(id, { codeTriesLeft: 5 });
    const repeated = [
      await send(wrong(code), 'idempotencyKey: "again"'),
      await send(wrong(code), 'idempotencyKey: "again"'),
    ];
    const left = { code: 'CODE_WRONG', params: [{ key: 'left', value: '4' }] };
    expect(repeated.map((one) => one.partnerBindingAccept.userErrors)).toEqual([[left], [left]]);
    await buyer.sees(id, { codeTriesLeft: 4 });
  });

  it('is void for another binding, and after a change of the contact on file', async () => {
    const { id, buyer, customerId } = await invitedTo('辛公司');
    const former = await consent(world, buyer, { id, to: MAIL });
    await buyer.mutate('partnerBindingDecline', { id });
    const next = await invited(world, owner, customerId);
    await next.buyer.cannot('partnerBindingAccept', { ...former, id: next.id }, 'CODE_REQUIRED');
    world.clock.advance(MINUTE);
    const proof = await consent(world, next.buyer, { id: next.id, to: MAIL });
    await contactOf(customerId, 'new@example.com');
    await next.buyer.cannot('partnerBindingAccept', proof, 'CODE_EXPIRED');
  });
});

const DRY = 'validateOnly: true, idempotencyKey: "dry"';

describe('a provisional binding', () => {
  const provisional = async (name: string) => {
    const pair = await invitedTo(name, NO_CONTACT);
    await pair.buyer.mutate('partnerBindingAccept', accepting(pair.id));
    return pair;
  };
  it('results from an acceptance without a contact on file, and gives the partner no rights', async () => {
    const { id, buyer } = await provisional('子公司');
    await owner.sees(id, {
      status: 'PROVISIONAL',
      dueAt: calendar.addWorkingDays(world.clock.now(), 10).toISOString(),
      boundAt: null,
      performanceFrom: null,
      customer: {
        status: 'PROVISIONAL',
        accessLevel: 'NAME',
        cloudAccount: null,
        contactMail: null,
      },
    });
    expect(await actionsOf(buyer, id)).toMatchObject({
      confirm: 'NO_CONTACT_ON_FILE',
      sendCode: 'NO_CONTACT_ON_FILE',
      object: null,
    });
    expect(await actionsOf(owner, id)).toMatchObject({ requestUnbind: 'NOT_IN_THIS_STATE' });
    await expect(owner.refused('partnerBindingConfirm', { id, reason: 'x' })).rejects.toThrow(
      'may not',
    );
  });

  it('is confirmed by the code once a contact is on file', async () => {
    const { id, buyer, customerId } = await provisional('丑公司');
    await contactOf(customerId, 'chou@example.com');
    await buyer.cannot('partnerBindingConfirm', { id }, 'CODE_REQUIRED');
    const { code } = await consent(world, buyer, { id, to: 'chou@example.com' });
    await buyer.cannot('partnerBindingConfirm', { id, code: wrong(code) }, 'CODE_WRONG');
    await buyer.mutate('partnerBindingConfirm', { id, code });
    await owner.sees(id, {
      status: 'BOUND',
      dueAt: null,
      boundAt: world.clock.now().toISOString(),
      customer: { accessLevel: 'FULL', contactMail: 'c***@example.com' },
    });
  });

  it('is confirmed by an operator with a reason, which the audit stores', async () => {
    const { id } = await provisional('寅公司');
    await operator.cannot('partnerBindingConfirm', { id }, 'REASON_REQUIRED');
    await operator.mutate('partnerBindingConfirm', { id, reason: '已电话核实营业执照' });
    expect(await statusOf(owner, id)).toBe('BOUND');
    const [line] = await audited(world, 'partnerBindingConfirm', id);
    expect(line!.detail.reason).toBe('已电话核实营业执照');
  });

  it('once bound without a contact on file, mails no link, and the holder of an earlier one answers for nobody', async () => {
    const { id, buyer, customerId } = await provisional('酉公司');
    await operator.mutate('partnerBindingConfirm', { id, reason: '已电话核实营业执照' });
    expect(await actionsOf(buyer, id)).toMatchObject({
      requestUnbind: 'NO_CONTACT_ON_FILE',
      requestChangeType: 'NO_CONTACT_ON_FILE',
    });
    await buyer.cannot('partnerBindingRequestUnbind', { id, reason: 'x' }, 'NO_CONTACT_ON_FILE');
    world.clock.advance(1000);
    await owner.mutate('partnerBindingRequestUnbind', { id, reason: 'x' });
    world.clock.advance(5 * MINUTE);
    await owner.mutate('partnerBindingResend', { id });
    expect(await actionsOf(buyer, id)).toMatchObject({
      approveUnbind: 'NO_CONTACT_ON_FILE',
      rejectUnbind: 'NO_CONTACT_ON_FILE',
    });
    await buyer.cannot('partnerBindingApproveUnbind', { id }, 'NO_CONTACT_ON_FILE');
    const asked = await provisional('戌公司');
    await operator.mutate('partnerBindingConfirm', { id: asked.id, reason: '已电话核实营业执照' });
    await owner.mutate('partnerBindingRequestChangeType', {
      id: asked.id,
      type: 'AGENCY',
      reason: 'x',
    });
    for (const answer of ['partnerBindingApproveChange', 'partnerBindingRejectChange'])
      await asked.buyer.cannot(answer, { id: asked.id }, 'NO_CONTACT_ON_FILE');
    // The partner typed this address: since the binding it receives notices only.
    const mails = await world.rows<{ template: string; linked: boolean }>(sql`
      select template, links ? 'link' as linked from outbox_message
      where customer_id = ${customerId.slice(4)} and recipient_mail = ${MAIL}`);
    expect([...new Set(mails.filter(({ linked }) => linked).map((mail) => mail.template))]).toEqual(
      ['bindingInvite', 'bindingProvisional'],
    );
    expect(mails.filter(({ template }) => template === 'bindingNotice')).toHaveLength(3);
    // The contact that operations enter answers.
    await contactOf(customerId, 'you@example.com');
    world.clock.advance(5 * MINUTE);
    await owner.mutate('partnerBindingResend', { id });
    const contact = await bearerOf(world, await mailedLink(world, 'you@example.com'));
    await contact.mutate('partnerBindingApproveUnbind', { id });
    expect(await statusOf(owner, id)).toBe('UNBOUND');
  });

  it('ends when the customer objects, and after ten working days', async () => {
    const objected = await provisional('卯公司');
    await objected.buyer.mutate('partnerBindingObject', { id: objected.id, reason: '未曾同意' });
    expect(await statusOf(owner, objected.id)).toBe('DECLINED');
    const lapsing = await provisional('辰公司');
    const due = calendar.addWorkingDays(world.clock.now(), 10);
    world.clock.moveTo(new Date(due.getTime() - 1));
    await world.settle();
    expect(await statusOf(owner, lapsing.id)).toBe('PROVISIONAL');
    world.clock.advance(1);
    await world.settle();
    expect(await statusOf(owner, lapsing.id)).toBe('EXPIRED');
  });

  it('reserves the customer for no partner, even after a pre-registration, and ends when another partner is bound', async () => {
    const customerId = await customerOf(world, '巳公司', [acme, rival], NO_CONTACT);
    await owner.mutate('partnerBindingPreRegister', { customerId });
    const first = await invited(world, owner, customerId);
    await first.buyer.mutate('partnerBindingAccept', accepting(first.id));
    const second = await invited(world, rivalOwner, customerId);
    await second.buyer.mutate('partnerBindingAccept', accepting(second.id));
    await contactOf(customerId, 'si@example.com');
    world.clock.advance(5 * MINUTE);
    await owner.mutate('partnerBindingResend', { id: first.id });
    const { code } = await consent(world, second.buyer, { id: second.id, to: 'si@example.com' });
    world.clock.advance(1000);
    await second.buyer.mutate('partnerBindingConfirm', { id: second.id, code });
    expect(await statusOf(owner, first.id)).toBe('DECLINED');
    const superseded = { event: 'supersede', toState: 'DECLINED' };
    await owner.sees(first.id, { 'activities(first: 1)': { nodes: [superseded] } });
    const late = { id: first.id, reason: 'x' };
    await operator.cannot('partnerBindingConfirm', late, 'NOT_IN_THIS_STATE');
  });
});

describe('mails to the customer', () => {
  const mailsAbout = (id: string) =>
    world.rows<{ to: string; template: string; linked: boolean }>(sql`
      select recipient_mail as to, template, coalesce(links ? 'link', false) as linked from outbox_message
      where customer_id = (select customer_id from partner_binding where id = ${id.slice(4)}) order by created_at, id`);

  it('go to the contact on file and to the address from the partner; a response link of a bound customer goes only to the contact', async () => {
    const customerId = await customerOf(world, '午公司', [acme]);
    const typed = 'typed@partner.example';
    const { partnerBinding, inviteUrl } = await owner.mutate(
      'partnerBindingInvite',
      { customerId, mail: typed, type: 'ADVISORY' },
      'partnerBinding { id } inviteUrl',
    );
    const { id } = partnerBinding;
    const buyer = await bearerOf(world, inviteUrl);
    await buyer.mutate('partnerBindingAccept', await consent(world, buyer, { id, to: MAIL }));
    world.clock.advance(1000);
    await owner.mutate('partnerBindingRequestUnbind', { id, reason: '到期' });
    world.clock.advance(1000);
    await owner.mutate('partnerBindingWithdraw', { id });
    const mails = await mailsAbout(id);
    const heard = (address: string) =>
      mails
        .filter(({ to }) => to === address)
        .map(({ template, linked }) => `${template}${linked ? ' with link' : ''}`)
        .sort();
    expect(heard(MAIL)).toEqual([
      'bindingBound with link',
      'bindingCode with link',
      'bindingInvite with link',
      'bindingNotice',
      'bindingUnbindRequest with link',
    ]);
    expect(heard(typed)).toEqual([
      'bindingInvite with link',
      'bindingNotice',
      'bindingNotice',
      'bindingNotice',
    ]);
  });

  it('are sent once if both addresses are equal, including the mail about the end', async () => {
    const { id, buyer } = await invitedTo('未公司');
    await buyer.mutate('partnerBindingDecline', { id });
    expect((await mailsAbout(id)).map(({ template }) => template).sort()).toEqual([
      'bindingInvite',
      'bindingNotice',
    ]);
    const bond = await bound(world, owner, await customerOf(world, '申公司', [acme]));
    await bond.buyer.mutate('partnerBindingRequestUnbind', { id: bond.id, reason: 'x' });
    await owner.mutate('partnerBindingApproveUnbind', { id: bond.id });
    const notices = (await mailsAbout(bond.id)).filter((m) => m.template === 'bindingNotice');
    expect(notices).toHaveLength(2);
  });
});
