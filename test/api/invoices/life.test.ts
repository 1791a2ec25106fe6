import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { mobileNumber } from '../../../server/platform/sms/number.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { billOf, certified, type Money, uncertified } from '../settlement/bills.ts';
import {
  documentOf,
  freshNumber,
  invoiceOf,
  type Notice,
  notices,
  redLetterOf,
} from './notices.ts';

const stage = testStage('invoices', setStage);
let money: Money;
let first: Notice;
let second: Notice;
let late: Notice;
let returned: Notice;

beforeAll(async () => {
  money = await certified(stage);
  const { tenantId, memberId } = money.finance.viewer;
  await stage.world.system((tx) =>
    tx.rows(sql`insert into mobile_number (id, created_at, org_id, member_id, sealed_number)
      values (${tx.newId()}, ${tx.now}, ${tenantId}, ${memberId}, ${mobileNumber.seal(tx.secrets, '+8613800138000')})`),
  );
  [returned, first, second, late] = (await notices(stage, 4)) as [Notice, Notice, Notice, Notice];
});

/** SMS about an invoice, by their texts and days. */
const smsAbout = ({ id }: Notice) =>
  stage.world.rows<{ template: string; due: string; sent: number }>(sql`
    select template, params->>'due' as due, count(*)::int as sent from outbox_message
    where channel = 'SMS' and links->>'link' = ${`/open/Invoice/${id}`} group by 1, 2 order by 1`);

const billStatus = async (notice: Notice): Promise<string> =>
  (await billOf(money.finance, notice.billId, 'status')).status;

describe('an invoice', () => {
  it('is requested when its bill is countersigned: within one month, by mail and SMS', async () => {
    const { finance } = money;
    await finance.sees(first.id, {
      status: 'NOTIFIED',
      gross: { amount: '1125.66', currency: 'CNY' },
      expectedVatRate: '0.06',
      notifiedAt: '2026-03-02T02:00:00.000Z',
      dueAt: '2026-04-02T15:59:59.000Z',
      overdueSince: null,
      number: null,
      rateDiffersFromBill: false,
      paymentRequestNumber: expect.stringMatching(/^APR-202512-\d{6}$/),
      bill: { status: 'AWAITING_INVOICE', invoice: { id: first.id } },
      partner: { name: '云帆科技' },
      viewerActions: [
        { name: 'register', enabled: true, reasonCode: null },
        { name: 'registerRedLetter', enabled: false, reasonCode: 'NOT_IN_THIS_STATE' },
        { name: 'send', enabled: false, reasonCode: 'NOT_IN_THIS_STATE' },
      ],
    });
    const mails = await stage.world.rows<{
      params: Record<string, string>;
      links: { link: string };
    }>(
      sql`select params, links from outbox_message where template = 'invoiceNotice' and params->>'period' > '2025-11' order by params->>'period', id`,
    );
    expect(mails.map(({ params }) => params.name).sort()).toEqual([
      '周会计',
      '周会计',
      '周会计',
      '王总',
      '王总',
      '王总',
    ]);
    expect(mails[0]).toMatchObject({
      params: { amount: 'CNY 1125.66', due: '2026-04-02', period: '2025-12' },
      links: { link: `/open/Invoice/${first.id}` },
    });
    expect(await smsAbout(first)).toEqual([{ template: 'invoiceRequest', due: '4月2日', sent: 1 }]);
  });

  it('is registered, mailed, signed for and verified; the bill follows', async () => {
    const { finance } = money;
    const { operator } = stage;
    const document = documentOf(first);
    // Its title, tax number and rate are those of certified data.
    await uncertified(stage, money, async () => {
      await finance.cannot('invoiceRegister', document, 'NOT_CERTIFIED');
    });
    await finance.mutate('invoiceRegister', document);
    await finance.sees(first.id, {
      status: 'ISSUED',
      number: document.number,
      issuedOn: '2026-03-02',
      vatRate: '0.06',
      net: { amount: '1061.94' },
      tax: { amount: '63.72' },
      registrations: [
        {
          position: 1,
          number: document.number,
          kind: 'VAT_SPECIAL',
          registeredByName: '周会计',
          returnedAt: null,
          net: { amount: '1061.94' },
        },
      ],
    });
    await finance.mutate('invoiceSend', {
      id: first.id,
      delivery: 'COURIER',
      carrier: '顺丰速运',
      trackingNumber: 'SF1234567890',
    });
    expect(await billStatus(first)).toBe('AWAITING_INVOICE');
    await operator.mutate('invoiceSignFor', { id: first.id, signedByName: '前台' });
    await finance.sees(`stl_${first.billId}`, {
      status: 'VERIFYING_INVOICE',
      dueAt: '2026-03-04T02:00:00.000Z',
    });
    await operator.sees(first.id, {
      status: 'SIGNED',
      carrier: '顺丰速运',
      trackingNumber: 'SF1234567890',
      signedByName: '前台',
      signedAt: '2026-03-02T02:00:00.000Z',
      verifyDueAt: '2026-03-04T02:00:00.000Z',
    });
    await uncertified(stage, money, async () => {
      await operator.cannot('invoiceVerify', { id: first.id }, 'NOT_CERTIFIED');
    });
    await operator.mutate('invoiceVerify', { id: first.id });
    await finance.sees(`stl_${first.billId}`, {
      status: 'PAYING',
      dueAt: '2026-03-10T02:00:00.000Z',
    });
    expect(
      await invoiceOf(
        finance,
        first.id,
        'status verifiedAt activities(first: 9) { nodes { event } }',
      ),
    ).toMatchObject({
      status: 'VERIFIED',
      activities: {
        nodes: expect.arrayContaining(
          ['verify', 'signFor', 'send', 'register', 'notify'].map((event) => ({ event })),
        ),
      },
    });
  });

  it('with an error is returned and issued again with a new number', async () => {
    const { finance } = money;
    const { operator } = stage;
    const wrong = documentOf(second);
    await finance.mutate('invoiceRegister', wrong);
    await finance.mutate('invoiceSend', {
      id: second.id,
      delivery: 'ELECTRONIC',
      mailbox: 'Invoice@Example.com',
    });
    await operator.mutate('invoiceSignFor', { id: second.id });
    await operator.mutate('invoiceReturn', { id: second.id, reason: '购买方名称有误' });
    expect(await billStatus(second)).toBe('AWAITING_INVOICE');
    await finance.sees(second.id, {
      status: 'RETURNED',
      returnReason: '购买方名称有误',
      mailbox: 'invoice@example.com',
      signedByName: '孙正',
    });
    await finance.cannot(
      'invoiceRegister',
      documentOf(second, { number: wrong.number }),
      'NUMBER_TAKEN',
    );
    await finance.cannot('invoiceRegister', documentOf(second), 'RED_LETTER_REQUIRED');
    await finance.mutate('invoiceRegister', {
      ...documentOf(second),
      redLetter: redLetterOf(second, wrong.number),
    });
    const again = await invoiceOf(
      finance,
      second.id,
      'status delivery mailbox sentAt registrations { position returnedAt returnReason }',
    );
    expect(again).toEqual({
      status: 'ISSUED',
      delivery: null,
      mailbox: null,
      sentAt: null,
      registrations: [
        { position: 1, returnedAt: '2026-03-02T02:00:00.000Z', returnReason: '购买方名称有误' },
        { position: 2, returnedAt: null, returnReason: null },
      ],
    });
    await finance.mutate('invoiceSend', {
      id: second.id,
      delivery: 'ELECTRONIC',
      mailbox: 'invoice@example.com',
    });
    await operator.mutate('invoiceSignFor', { id: second.id });
    await operator.mutate('invoiceVerify', { id: second.id });
    expect(await billStatus(second)).toBe('PAYING');
  });

  it('is sent by a carrier with a tracking number or to a mailbox; half of either is refused', async () => {
    const { finance } = money;
    await finance.mutate('invoiceRegister', documentOf(late));
    const refused = (input: object) => finance.refused('invoiceSend', { id: late.id, ...input });
    expect(await refused({ delivery: 'COURIER', trackingNumber: 'SF1' })).toEqual([
      'CARRIER_REQUIRED',
    ]);
    expect(await refused({ delivery: 'COURIER', carrier: '顺丰' })).toEqual([
      'TRACKING_NUMBER_REQUIRED',
    ]);
    expect(
      await refused({
        delivery: 'COURIER',
        carrier: '顺丰',
        trackingNumber: 'SF1',
        mailbox: 'a@example.com',
      }),
    ).toEqual(['NOT_FOR_THIS_DELIVERY']);
    expect(await refused({ delivery: 'ELECTRONIC' })).toEqual(['MAILBOX_REQUIRED']);
    expect(
      await refused({ delivery: 'ELECTRONIC', mailbox: 'a@example.com', carrier: '顺丰' }),
    ).toEqual(['NOT_FOR_THIS_DELIVERY']);
    expect(await refused({ delivery: 'ELECTRONIC', mailbox: 'not a mailbox' })).toEqual([
      'INVALID_MAIL',
    ]);
  });
});

describe('the month for an invoice', () => {
  const lapses = async (): Promise<number> => {
    const [row] = await stage.world.rows<{ n: number }>(
      sql`select count(*)::int as n from domain_event where subject_id = ${late.id.slice(4)} and event = 'lapse'`,
    );
    return row!.n;
  };
  const overdue = async (filter: string) =>
    (
      await money.finance.ask(
        `{ invoices(first: 9, filter: { isOverdue: ${filter} }) { nodes { id } } }`,
      )
    ).invoices.nodes;

  it('ends at the last second of the day; then a flag is set once, and the state stays', async () => {
    const { world } = stage;
    expect(
      (
        await money.finance.ask(
          '{ deadlines(first: 9) { nodes { subjectId event dueAt actsSide onExpiry } } }',
        )
      ).deadlines.nodes,
    ).toContainEqual({
      subjectId: late.id,
      event: 'lapse',
      dueAt: '2026-04-02T15:59:59.000Z',
      actsSide: 'PARTNER',
      onExpiry: 'ISSUED',
    });
    world.clock.advance(
      new Date('2026-04-02T15:59:58.000Z').getTime() - world.clock.now().getTime(),
    );
    await world.settle();
    expect(await overdue('true')).toEqual([]);
    await money.finance.mutate('invoiceRegister', documentOf(returned));
    await money.finance.mutate('invoiceSend', {
      id: returned.id,
      delivery: 'ELECTRONIC',
      mailbox: 'invoice@example.com',
    });
    world.clock.advance(1000);
    await world.settle();
    expect(await overdue('true')).toHaveLength(2);
    expect(await overdue('true')).toContainEqual({ id: late.id });
    expect((await overdue('false')).length).toBe(2);
    await money.finance.sees(late.id, {
      status: 'ISSUED',
      overdueSince: '2026-04-02T15:59:59.000Z',
    });
    expect(await lapses()).toBe(1);
    const reminders = await world.rows<{ days: string; state: string; readers: number }>(sql`
      select params->>'days' as days, min(params->>'state') as state, count(*)::int as readers from outbox_message
      where channel = 'MAIL' and template = 'invoiceDue' and links->>'link' = ${`/open/Invoice/${late.id}`} group by 1 order by 1 desc`);
    expect(reminders).toEqual(
      ['7', '3', '1'].map((days) => ({ days, state: 'ISSUED', readers: 2 })),
    );
  });

  it('is told every morning, once after days without a server, until it is sent', async () => {
    const { world } = stage;
    const told = () =>
      world.rows<{ at: string; readers: number }>(sql`
        select to_char(created_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at, count(*)::int as readers
        from notification where event = 'remind-late' and subject_id = ${late.id.slice(4)} group by 1 order by 1`);
    const morning = async (day: string, time = '09:00:00') => {
      world.clock.moveTo(calendar.instantAt(day, time));
      await world.settle();
      await world.settle();
    };
    await morning('2026-04-03', '08:59:59');
    expect(await told()).toEqual([]);
    await morning('2026-04-03');
    await morning('2026-04-03', '23:00:00');
    await morning('2026-04-04');
    await morning('2026-04-14', '10:00:00');
    await morning('2026-04-15', '09:00:00');
    expect(await told()).toEqual(
      ['04-03 09:00', '04-04 09:00', '04-14 10:00', '04-15 09:00'].map((at) => ({
        at,
        readers: 2,
      })),
    );
    expect(await lapses()).toBe(1);
    const mails = await world.rows<{ days: number; to: string }>(sql`
      select (params->>'days')::int as days, recipient_mail as to from outbox_message
      where template = 'invoiceOverdue' and params->>'request' = ${
        (await invoiceOf(money.finance, late.id, 'paymentRequestNumber')).paymentRequestNumber
      } order by 1, 2`);
    expect(mails.map(({ days }) => days)).toEqual([1, 1, 2, 2, 12, 12, 13, 13]);
    // By SMS: seven, three and one day before, and on the last day.
    expect(await smsAbout(late)).toContainEqual({ template: 'invoiceDue', due: '4月2日', sent: 4 });
  });

  it('does not end again in the next state, and blocks nothing', async () => {
    const { world, operator } = stage;
    await money.owner.mutate('invoiceSend', {
      id: late.id,
      delivery: 'COURIER',
      carrier: '顺丰',
      trackingNumber: 'SF2',
    });
    world.clock.advance(DAY);
    await world.settle();
    expect(await lapses()).toBe(1);
    expect(
      await world.rows(
        sql`select 1 from notification where event = 'remind-late' and created_at = ${world.clock.now()}`,
      ),
    ).toEqual([]);
    await operator.mutate('invoiceSignFor', { id: late.id });
    await operator.mutate('invoiceVerify', { id: late.id });
    const { deadlineOutcomes } = await money.finance.ask(
      '{ deadlineOutcomes(first: 20, filter: { subjectType: ["Invoice"], outcome: [LATE, LAPSED] }) { nodes { subjectId outcome isMine } } }',
    );
    expect(
      deadlineOutcomes.nodes.filter(
        ({ subjectId }: { subjectId: string }) => subjectId === late.id,
      ),
    ).toEqual([{ subjectId: late.id, outcome: 'LATE', isMine: true }]);
    await operator.sees(late.id, { status: 'VERIFIED', overdueSince: '2026-04-02T15:59:59.000Z' });
  });
});

describe('a returned invoice', () => {
  const overdue = async () =>
    (
      await money.finance.ask(
        '{ invoices(first: 9, filter: { isOverdue: true, status: [RETURNED] }) { nodes { id } } }',
      )
    ).invoices.nodes;
  const lapses = async () => {
    const [row] = await stage.world.rows<{ n: number }>(
      sql`select count(*)::int as n from domain_event where subject_id = ${returned.id.slice(4)} and event = 'lapse'`,
    );
    return row!.n;
  };
  const SEEN = 'status dueAt overdueSince';

  it('is in time again at its new date, and overdue once that passes', async () => {
    const { world, operator } = stage;
    const { finance } = money;
    // It was signed for after its date, which passed above.
    const before = await invoiceOf(finance, returned.id, SEEN);
    expect(before).toMatchObject({ status: 'MAILED', overdueSince: before.dueAt });
    expect(await lapses()).toBe(1);
    await operator.mutate('invoiceSignFor', { id: returned.id });
    await operator.mutate('invoiceReturn', { id: returned.id, reason: '购买方名称有误' });
    const dueAt = calendar.addWorkingDays(world.clock.now(), 10);
    expect(await invoiceOf(finance, returned.id, SEEN)).toEqual({
      status: 'RETURNED',
      dueAt: dueAt.toISOString(),
      overdueSince: null,
    });
    expect(await overdue()).toEqual([]);
    world.clock.moveTo(new Date(dueAt.getTime() - 1));
    await world.settle();
    expect(await overdue()).toEqual([]);
    world.clock.advance(1);
    await world.settle();
    expect(await overdue()).toEqual([{ id: returned.id }]);
    expect(await invoiceOf(finance, returned.id, SEEN)).toEqual({
      status: 'RETURNED',
      dueAt: dueAt.toISOString(),
      overdueSince: dueAt.toISOString(),
    });
    expect(await lapses()).toBe(2);
  });

  it('that is issued late does not end again in the next state', async () => {
    const { world } = stage;
    const { number } = await invoiceOf(money.finance, returned.id, 'number');
    await money.finance.mutate('invoiceRegister', {
      ...documentOf(returned),
      redLetter: redLetterOf(returned, number),
    });
    world.clock.advance(DAY);
    await world.settle();
    expect(await lapses()).toBe(2);
  });
});

describe('rights on invoices', () => {
  it('managers and auditors read; owner and finance register; operators sign for', async () => {
    const { world, partner, manager, operator } = stage;
    const auditor = await world.member(partner, 'csp.auditor');
    for (const viewer of [manager, auditor]) {
      expect((await invoiceOf(viewer, first.id)).status).toBe('VERIFIED');
      const { errors } = await viewer.run(
        `mutation { invoiceSend(input: { id: "${first.id}", delivery: COURIER }, idempotencyKey: "x") { userErrors { code } } }`,
      );
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const { errors } = await money.finance.run(
      `mutation { invoiceVerify(input: { id: "${first.id}" }, idempotencyKey: "x") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(
      (
        await operator.ask(
          '{ invoices(first: 9, filter: { status: [VERIFIED] }) { nodes { id } } }',
        )
      ).invoices.nodes,
    ).toHaveLength(3);
  });

  it('another partner, a seller and a buyer see no invoice', async () => {
    const { world, sellerManager, buyer } = stage;
    const rival = await world.member(await partnerOf(world, '对手'), 'csp.owner');
    await rival.sees(first.id, null);
    await expect(
      rival.mutate('invoiceRegister', documentOf(first, { number: freshNumber() })),
    ).rejects.toThrow('Not found');
    for (const viewer of [sellerManager, buyer])
      expect(
        (await viewer.run('{ invoices(first: 1) { nodes { id } } }')).errors?.[0]?.extensions.code,
      ).toBe('FORBIDDEN');
  });
});
