import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { openProduct, type Product } from '../../kit/product.ts';
import type { Caller } from '../../kit/world.ts';
import { type Stage, setStage, submitted } from '../discounts/stage.ts';

const NUMBER = '+8613800138000';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let product: Product;
let stage: Stage;

beforeAll(async () => {
  product = await openProduct();
  stage = await setStage(product.world);
});
afterAll(() => product?.close());

const set = (who: Caller, number: string | null = NUMBER) =>
  who.mutate('mobileNumberSet', { number });
const verify = (who: Caller, code: string) => who.mutate('mobileNumberVerify', { code });
const mobile = async (who: Caller) =>
  (await who.ask('{ mobileNumber { isOffered number verifiedAt pendingNumber codeExpiresAt } }'))
    .mobileNumber;

interface Kept {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
}
/** The demo's mailbox after everything due was sent, newest first. */
async function mailbox(): Promise<Kept[]> {
  await product.settle();
  const answer = await fetch(`${product.url}/demo/mails?limit=100`);
  return ((await answer.json()) as { mails: Kept[] }).mails;
}
const messages = async (): Promise<Kept[]> =>
  (await mailbox()).filter(({ channel }) => channel === 'SMS');
/** The code of the latest SMS. */
async function latestCode(): Promise<string> {
  const [newest] = await messages();
  return /\d{6}/.exec(newest!.text)![0];
}
const wrong = (code: string): string =>
  code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
async function owns(who: Caller, number = NUMBER): Promise<void> {
  product.world.clock.advance(MINUTE);
  await set(who, number);
  await verify(who, await latestCode());
}

describe('a mobile number', () => {
  it('belongs to the member who enters the code that was sent to it', async () => {
    const { manager, operator } = stage;
    await set(manager, '138 0013 8000');
    expect(await mobile(manager)).toMatchObject({
      ...{ isOffered: true, number: null, verifiedAt: null, pendingNumber: NUMBER },
      codeExpiresAt: '2026-03-02T02:10:00.000Z',
    });
    const [sent] = await messages();
    expect(sent).toMatchObject({ to: '+86138****8000' });
    expect(sent!.text).toMatch(/^【云商店】验证码 \d{6}，10 分钟内有效/);
    const code = await latestCode();
    await manager.cannot('mobileNumberVerify', { code: wrong(code) }, 'CODE_WRONG');
    await verify(manager, code);
    await manager.cannot('mobileNumberVerify', { code }, 'CODE_EXPIRED');
    expect(await mobile(manager)).toMatchObject({
      ...{ number: NUMBER, verifiedAt: '2026-03-02T02:00:00.000Z' },
      ...{ pendingNumber: null, codeExpiresAt: null },
    });
    const colleague = await product.world.member(stage.partner, 'csp.owner');
    for (const other of [colleague, operator])
      expect(await mobile(other)).toMatchObject({ number: null, pendingNumber: null });
  });

  it('is in no row and in no line of the audit', async () => {
    const dumps = await product.world.rows<{ text: string }>(sql`
      select row_to_json(m)::text as text from mobile_number m union all select row_to_json(k)::text from mobile_code k
      union all select row_to_json(a)::text from audit_entry a`);
    expect(dumps.filter(({ text }) => /13800138000|1380013/.test(text))).toEqual([]);
    const actions = await product.world.rows<{ action: string }>(sql`
      select action from audit_entry where actor_id = ${stage.manager.viewer.actorId} and action like 'mobileNumber%'
      order by 1`);
    expect(actions.map(({ action }) => action)).toEqual([
      'mobileNumberCodeWrong',
      'mobileNumberSendCode',
      'mobileNumberVerify',
    ]);
  });

  it('must be one, and needs a fresh proof of identity', async () => {
    const { manager } = stage;
    product.world.clock.advance(MINUTE);
    await manager.cannot('mobileNumberSet', { number: '12345' }, 'INVALID_MOBILE_NUMBER');
    const stale = product.world.as({ ...manager.viewer, hasFreshProof: false });
    for (const number of [null, NUMBER]) await denied(set(stale, number), 'FRESH_PROOF_REQUIRED');
    expect((await mobile(manager)).number).toBe(NUMBER);
  });

  it('is not verified by guessing, nor are codes sent without end', async () => {
    const { clock } = product.world;
    const guesser = await product.world.member(stage.partner, 'csp.manager');
    await set(guesser);
    await guesser.cannot('mobileNumberSet', { number: NUMBER }, 'CODE_TOO_SOON');
    const code = await latestCode();
    for (const refusal of ['CODE_WRONG', 'CODE_WRONG', 'CODE_WRONG', 'CODE_WRONG', 'CODE_LOCKED'])
      expect(await guesser.refused('mobileNumberVerify', { code: wrong(code) })).toEqual([refusal]);
    await guesser.cannot('mobileNumberVerify', { code }, 'CODE_LOCKED');
    clock.advance(MINUTE);
    await guesser.cannot('mobileNumberSet', { number: NUMBER }, 'CODE_LOCKED');

    const sender = await product.world.member(stage.partner, 'csp.manager');
    for (let sent = 0; sent < 5; sent++) {
      await set(sender);
      clock.advance(2 * MINUTE);
    }
    await sender.cannot('mobileNumberSet', { number: NUMBER }, 'CODE_TOO_SOON');
    clock.advance(24 * HOUR);
    await owns(sender);
    expect((await mobile(sender)).number).toBe(NUMBER);
  });

  it('ends with its removal', async () => {
    const { manager } = stage;
    await set(manager, null);
    expect(await mobile(manager)).toMatchObject({ number: null, verifiedAt: null });
  });

  it('cannot be verified on a site without SMS', async () => {
    const { deps } = product.world;
    Object.assign(deps, { sendsSms: false });
    try {
      expect((await mobile(stage.manager)).isOffered).toBe(false);
      await stage.manager.cannot('mobileNumberSet', { number: NUMBER }, 'SMS_OFF');
    } finally {
      Object.assign(deps, { sendsSms: true });
    }
  });
});

describe('a notification by SMS', () => {
  const ruleOf = async (who: Caller, kind: string) => {
    const { notificationSettings } = await who.ask(
      '{ notificationSettings { rules { kind channels defaultChannels offeredChannels } } }',
    );
    return notificationSettings.rules.find((rule: { kind: string }) => rule.kind === kind);
  };
  const choose = (...channels: string[]) =>
    stage.reviewer.mutate(
      'notificationRulesSet',
      { rules: [{ kind: 'DISCOUNT_REVIEW', channels }] },
      'settings { digestHour }',
    );
  let weeks = 0;
  const review = () => {
    product.world.clock.advance(MINUTE);
    const from = new Date(Date.parse('2026-06-01T00:00:00.000+08:00') + 7 * 24 * HOUR * weeks++);
    return submitted(stage, {
      name: `优惠 ${weeks}`,
      validFrom: from.toISOString(),
      validUntil: new Date(from.getTime() + 6 * 24 * HOUR).toISOString(),
    });
  };

  it('is sent to members with a number who must act by a day, with a short way to the record', async () => {
    const { reviewer } = stage;
    expect(await ruleOf(reviewer, 'DISCOUNT_REVIEW')).toMatchObject({
      channels: ['PORTAL', 'DIGEST'],
      offeredChannels: ['PORTAL', 'MAIL', 'DIGEST'],
    });
    await review();
    const before = (await messages()).length;
    await owns(reviewer);
    expect(await ruleOf(reviewer, 'DISCOUNT_REVIEW')).toMatchObject({
      channels: ['PORTAL', 'SMS', 'DIGEST'],
      defaultChannels: ['PORTAL', 'SMS', 'DIGEST'],
      offeredChannels: ['PORTAL', 'MAIL', 'SMS', 'DIGEST'],
    });
    const id = await review();
    const [newest, ...others] = await messages();
    expect(others).toHaveLength(before + 1);
    const { address } = /^【云商店】专属优惠待您审核，截止\d+月\d+日：(?<address>\S+)$/.exec(
      newest!.text,
    )!.groups!;
    expect(address!.startsWith(`${product.url}/m/`)).toBe(true);
    const answer = await fetch(address!, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/open/ExclusiveDiscount/${id}`,
    ]);
    const unknown = await fetch(`${product.url}/m/unknown`, { redirect: 'manual' });
    expect(unknown.headers.get('location')).toBe('/');
  });

  it('can be switched off, and is offered for no other kind', async () => {
    const { reviewer } = stage;
    const rules = [{ kind: 'COMMENT', channels: ['PORTAL', 'SMS'] }];
    await reviewer.cannot('notificationRulesSet', { rules }, 'CHANNEL_NOT_OFFERED');
    await choose('PORTAL');
    const before = (await messages()).length;
    await review();
    expect(await messages()).toHaveLength(before);
  });

  it('is in the language of its reader', async () => {
    const { reviewer } = stage;
    const mailLanguage = 'EN';
    await reviewer.mutate('notificationDeliverySet', { mailLanguage }, 'settings { digestHour }');
    await choose('PORTAL', 'SMS');
    await review();
    const [newest] = await messages();
    expect(newest!.text).toMatch(/^【云商店】Review a discount by [A-Z][a-z]{2} \d+: http/);
  });
});
