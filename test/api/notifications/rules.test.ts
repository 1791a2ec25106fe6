import { beforeAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { sendDigests } from '../../../server/modules/notifications/index.ts';
import { deliverOutbox } from '../../../server/platform/jobs/outbox.ts';
import { message } from '../../../server/platform/mail/catalog.ts';
import { mailboxMailer } from '../../../server/platform/mail/mailer.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { type Stage, setStage, submitted } from '../discounts/stage.ts';

const SETTINGS =
  'digestHour mailLanguage rules { kind channels defaultChannels requiredChannels duty }';

interface Rule {
  readonly kind: string;
  readonly channels: readonly string[];
  readonly defaultChannels: readonly string[];
  readonly requiredChannels: readonly string[];
  readonly duty: string | null;
}

interface Mail {
  readonly subject: string;
  readonly text: string;
}

const world = testWorld('notification rules');
let stage: Stage;
let rep: Caller;

beforeAll(async () => {
  stage = await setStage(world);
  rep = await world.member(stage.partner, 'csp.rep', '张伟');
  // Notifications from the set-up.
  await world.rows(sql`delete from notification`);
});

const settings = async (who: Caller): Promise<{ rules: Rule[]; digestHour: number }> =>
  (await who.ask(`{ notificationSettings { ${SETTINGS} } }`)).notificationSettings;
const ruleOf = async (who: Caller, kind: string): Promise<Rule> =>
  (await settings(who)).rules.find((rule) => rule.kind === kind)!;
const choose = (who: Caller, kind: string, channels: readonly string[] | null) =>
  who.mutate('notificationRulesSet', { rules: [{ kind, channels }] }, 'settings { digestHour }');
const deliver = (who: Caller, input: Record<string, unknown>) =>
  who.mutate('notificationDeliverySet', input, 'settings { digestHour }');
const told = async (who: Caller): Promise<string[]> =>
  (
    await who.ask('{ notifications(first: 50) { nodes { event subjectId } } }')
  ).notifications.nodes.map(
    ({ event, subjectId }: Record<string, string>) => `${event} ${subjectId}`,
  );

/** Mails to a member, oldest first, after all waiting mails are sent. */
async function mails(who: Caller): Promise<Mail[]> {
  const { db, clock } = world;
  const log = pino({ level: 'silent' });
  await deliverOutbox({ db, clock, log, mailer: mailboxMailer, publicUrl: world.deps.publicUrl });
  return await world.rows<Mail>(sql`
    select o.subject, o.body_text as text from outbox_message o
    join membership m on m.mail = o.recipient_mail where m.id = ${who.viewer.memberId} order by o.created_at, o.id`);
}

/** Two servers send digests at that time. */
async function morning(at: string): Promise<void> {
  world.clock.moveTo(new Date(`${at}:00.000+08:00`));
  await Promise.all([sendDigests(world.deps).run(), sendDigests(world.deps).run()]);
}

let weeks = 0;
/** A discount in the seller's review, with a separate period. */
async function inReview(name: string): Promise<string> {
  const from = new Date(Date.parse('2026-06-01T00:00:00.000+08:00') + 7 * 86_400_000 * weeks++);
  return await submitted(stage, {
    name,
    validFrom: from.toISOString(),
    validUntil: new Date(from.getTime() + 6 * 86_400_000).toISOString(),
  });
}
const reject = (id: string) =>
  stage.reviewer.mutate('exclusiveDiscountReject', { id, reason: '价格过低' });

describe('the rules of a member', () => {
  it("default to the role's rules, for the kinds that the role receives", async () => {
    const { manager, reviewer, operator, partner } = stage;
    const owner = await world.member(partner, 'csp.owner');
    const finance = await world.member(partner, 'csp.finance');
    const kindsOf = async (who: Caller) => (await settings(who)).rules.map(({ kind }) => kind);
    const received: readonly (readonly [string, ...Caller[]])[] = [
      ['DISCOUNT_REVIEW', reviewer, operator],
      ['DEMAND_WAITING', reviewer],
      ['DEMAND_ANSWER', reviewer],
      ['SUPERVISION_TURN', reviewer, operator],
      ['SUPERVISION_DELAY', reviewer, operator],
      ['SUPERVISION_COURSE', reviewer],
      ['APPEAL_COURSE', reviewer],
      ['APPEAL_DESK', operator],
      ['PRIVATE_OFFER', operator],
      ['CERTIFICATION', finance, operator],
      ['BILL_CONFIRMATION', finance],
      ['BILL', finance],
      ['DISPUTE_ANSWER', finance],
      ['DISPUTE_DESK', operator],
      ['PAYMENT_AUTHORIZATION', operator],
      ['PAYMENT_AUTHORIZATION_ANSWER', finance, operator],
      ['INVOICE_REQUEST', finance],
      ['INVOICE_DUE', finance],
      ['BILL_RUN', operator],
      ['INVOICE_RECEIVED', operator],
      ['DEADLINE_MOVED', finance, reviewer, operator],
      ['UPSTREAM_FEED', operator],
      ['WEBHOOK', operator],
      ['COMMENT', finance, reviewer, operator],
      ['MENTION', finance, reviewer, operator],
    ];
    for (const who of [finance, reviewer, operator])
      expect(await kindsOf(who)).toEqual(
        received.flatMap(([kind, ...readers]) => (readers.includes(who) ? [kind] : [])),
      );
    expect(await kindsOf(manager)).toContain('DISCOUNT_DECISION');
    expect(await kindsOf(manager)).not.toContain('INVOICE_DUE');
    const byRole = (who: Caller) => ruleOf(who, 'DISCOUNT_DECISION');
    expect(await byRole(manager)).toMatchObject({ channels: ['PORTAL', 'MAIL'], duty: null });
    expect(await byRole(owner)).toMatchObject({ channels: ['PORTAL', 'DIGEST'] });
  });

  it('decide the channels of that member only', async () => {
    const { manager } = stage;
    const shown = await inReview('站内优惠');
    await choose(manager, 'DISCOUNT_DECISION', ['PORTAL']);
    await reject(shown);
    expect(await told(manager)).toEqual([`reject ${shown}`]);
    expect(await mails(manager)).toEqual([]);

    const mailed = await inReview('邮件优惠');
    await choose(manager, 'DISCOUNT_DECISION', ['MAIL']);
    await reject(mailed);
    expect(await told(manager)).toEqual([`reject ${shown}`]);
    const [mail, ...others] = await mails(manager);
    expect(others).toEqual([]);
    expect(mail!.subject).toContain('邮件优惠，驳回');
    expect(mail!.text).toContain(`http://localhost:4000/open/ExclusiveDiscount/${mailed}`);
    expect(mail!.text).toContain('http://localhost:4000/account/notifications');

    await choose(manager, 'DISCOUNT_DECISION', []);
    await reject(await inReview('静音优惠'));
    expect(await told(manager)).toHaveLength(1);
    expect(await mails(manager)).toHaveLength(1);
    expect((await ruleOf(rep, 'DISCOUNT_DECISION')).channels).toEqual(['PORTAL', 'MAIL']);

    await choose(manager, 'DISCOUNT_DECISION', null);
    expect((await ruleOf(manager, 'DISCOUNT_DECISION')).channels).toEqual(['PORTAL', 'MAIL']);
  });

  it('keep required notifications, and say why', async () => {
    const { reviewer } = stage;
    expect(await ruleOf(reviewer, 'DISCOUNT_REVIEW')).toMatchObject({
      requiredChannels: ['PORTAL'],
      duty: 'DECISION',
    });
    for (const [kind, code] of [
      ['DISCOUNT_REVIEW', 'CHANNEL_REQUIRED'],
      ['BILL', 'NOT_FOR_THIS_ROLE'],
    ] as const) {
      const rules = [{ kind, channels: ['MAIL'] }];
      await reviewer.cannot('notificationRulesSet', { rules }, code);
    }
    await choose(reviewer, 'DISCOUNT_REVIEW', ['PORTAL']);
    const id = await inReview('必达优惠');
    expect(await told(reviewer)).toContain(`pass ${id}`);
  });

  it('are audited, and do not exist for keys', async () => {
    const { manager } = stage;
    const key = world.as({ ...manager.viewer, memberId: null, via: 'API_KEY' });
    expect((await settings(key)).rules.length).toBeGreaterThan(5);
    await denied(deliver(key, { digestHour: 9 }));
    const audited = await world.rows<{ detail: object }>(sql`
      select detail from audit_entry where action = 'notificationRulesSet' and actor_id = ${manager.viewer.actorId}
      order by created_at, id`);
    expect(audited).toContainEqual({
      detail: { rules: [{ kind: 'DISCOUNT_DECISION', channels: ['PORTAL'] }] },
    });
  });
});

describe('the digest', () => {
  const onlyDigest = (who: Caller) => choose(who, 'DISCOUNT_DECISION', ['PORTAL', 'DIGEST']);
  const digests = async (who: Caller) =>
    (await mails(who)).filter(({ subject }) => subject.includes('每日汇总'));

  it("comes once, on the next working day at the member's hour, with all entries by object", async () => {
    const { manager } = stage;
    await onlyDigest(manager);
    await deliver(manager, { digestHour: 7 });
    // 2 May 2026 is in the holidays; 9 May is a working Saturday.
    world.clock.moveTo(new Date('2026-05-01T09:00:00.000+08:00'));
    const [first, second] = [await inReview('假前一'), await inReview('假前二')];
    await reject(first);
    await reject(second);
    await morning('2026-05-02T08:00');
    await morning('2026-05-06T06:59');
    expect(await digests(manager)).toEqual([]);
    await morning('2026-05-06T07:00');
    await morning('2026-05-06T12:00');
    const [mail, ...others] = await digests(manager);
    expect(others).toEqual([]);
    expect(mail!.subject).toContain('2 条未读通知（2026-05-06）');
    for (const id of [first, second])
      expect(mail!.text).toContain(`http://localhost:4000/open/ExclusiveDiscount/${id}`);
    expect(mail!.text).toContain('驳回 · 钱进 · 2026-05-01 09:00');
    expect(mail!.text).toContain('http://localhost:4000/account/notifications');

    world.clock.moveTo(new Date('2026-05-08T09:00:00.000+08:00'));
    await reject(await inReview('调休前'));
    await morning('2026-05-09T07:00');
    expect(await digests(manager)).toHaveLength(2);
  });

  it('omits read notifications and kinds that were turned off since; an empty digest is not sent', async () => {
    const { manager } = stage;
    const before = (await digests(manager)).length;
    const read = await inReview('已读');
    await reject(read);
    await manager.mutate('notificationMarkAllRead', {}, 'marked');
    await morning('2026-05-11T08:00');
    await reject(await inReview('改主意'));
    await choose(manager, 'DISCOUNT_DECISION', ['PORTAL']);
    await onlyDigest(manager);
    await morning('2026-05-12T08:00');
    expect(await digests(manager)).toHaveLength(before);
  });

  it('includes for a rep only customers that are still assigned', async () => {
    const { customerId, partner } = stage;
    const assign = (memberId: string | null) =>
      world.rows(sql`update customer_access set account_manager_id = ${memberId}
        where customer_id = ${customerId.slice(4)} and org_id = ${partner.id}`);
    await assign(rep.viewer.memberId);
    await onlyDigest(rep);
    const kept = await inReview('仍是客户');
    await reject(kept);
    await morning('2026-05-13T08:00');
    expect((await digests(rep))[0]!.text).toContain(kept);
    await reject(await inReview('已转走'));
    await assign(null);
    await morning('2026-05-14T08:00');
    expect(await digests(rep)).toHaveLength(1);
  });

  it("is in the member's language", async () => {
    const { manager } = stage;
    await deliver(manager, { mailLanguage: 'EN' });
    await reject(await inReview('英文'));
    await morning('2026-05-15T08:00');
    const { subject, text } = (await mails(manager)).at(-1)!;
    expect(subject).toBe('Daily digest: 1 unread notification (2026-05-15)');
    expect(text).toContain(message('en', 'event.ExclusiveDiscount.reject'));
    expect(text).not.toContain('您好');
    expect((await settings(manager)).digestHour).toBe(7);
  });
});
