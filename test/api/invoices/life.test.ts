import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { mobileNumber } from '../../../server/platform/sms/number.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { certified, type Money, uncertified } from '../settlement/bills.ts';
import { documentOf, type Notice, notices, redLetterOf } from './notices.ts';

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

const NOW = '2026-03-02T02:00:00.000Z';
const MONTH_END = '2026-04-02T15:59:59.000Z';
const COURIER = { delivery: 'COURIER', carrier: '顺丰速运', trackingNumber: 'SF1234567890' };
const MAILBOX = { delivery: 'ELECTRONIC', mailbox: 'invoice@example.com' };

/** SMS about an invoice, by their texts and days. */
const smsAbout = ({ id }: Notice) =>
  stage.world.rows<{ template: string; due: string; sent: number }>(sql`
    select template, params->>'due' as due, count(*)::int as sent from outbox_message
    where channel = 'SMS' and links->>'link' = ${`/open/Invoice/${id}`} group by 1, 2 order by 1`);
const billIs = ({ billId }: Notice, expected: object) =>
  money.finance.sees(`stl_${billId}`, expected);
/** Conditions under which the bill is paid, and by when (domain §4.9). */
const receiptIs = ({ billId }: Notice, expected: object) =>
  stage.operator.sees(`stl_${billId}`, { expectedReceipt: expected });
const send = ({ id }: Notice, way: object) => money.finance.mutate('invoiceSend', { id, ...way });
const lapses = async ({ id }: Notice): Promise<number> =>
  (
    await stage.world.rows(
      sql`select 1 from domain_event where subject_id = ${id.slice(4)} and event = 'lapse'`,
    )
  ).length;
const overdue = async (filter: string) =>
  (await money.finance.ask(`{ invoices(first: 9, filter: { ${filter} }) { nodes { id } } }`))
    .invoices.nodes;

describe('an invoice', () => {
  it('is requested when its bill is countersigned: within one month, by mail and SMS', async () => {
    await money.finance.sees(first.id, {
      status: 'NOTIFIED',
      gross: { amount: '1125.66', currency: 'CNY' },
      expectedVatRate: '0.06',
      notifiedAt: NOW,
      dueAt: MONTH_END,
      overdueSince: null,
      rateDiffersFromBill: false,
      paymentRequestNumber: expect.stringMatching(/^APR-202512-\d{6}$/),
      bill: { status: 'AWAITING_INVOICE', invoice: { id: first.id } },
    });
    const mails = await stage.world.rows<{
      params: Record<string, string>;
      links: { link: string };
    }>(
      sql`select params, links from outbox_message where template = 'invoiceNotice' and params->>'period' > '2025-11' order by params->>'period', id`,
    );
    const readers = ['周会计', '周会计', '周会计', '王总', '王总', '王总'];
    expect(mails.map(({ params }) => params.name).sort()).toEqual(readers);
    expect(mails[0]).toMatchObject({
      params: { amount: 'CNY 1125.66', due: '2026-04-02', period: '2025-12' },
      links: { link: `/open/Invoice/${first.id}` },
    });
    expect(await smsAbout(first)).toEqual([{ template: 'invoiceRequest', due: '4月2日', sent: 1 }]);
    // Countersigned on Monday, 2 March 2026: three, two and six working days.
    await receiptIs(first, {
      on: '2026-03-17',
      isProvisional: false,
      signedForBy: '2026-03-05',
      conditions: ['INVOICE_SIGNED_FOR', 'INVOICE_VERIFIED', 'PAYMENT_AUTHORIZED'],
      unauthorizedLines: 1,
    });
  });

  it('is registered, sent, signed for and verified; the bill follows', async () => {
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
      issuedOn: '2026-03-02',
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
    await send(first, COURIER);
    await billIs(first, { status: 'AWAITING_INVOICE' });
    await operator.mutate('invoiceSignFor', { id: first.id, signedByName: '前台' });
    const verifyDueAt = '2026-03-04T02:00:00.000Z';
    await billIs(first, { status: 'VERIFYING_INVOICE', dueAt: verifyDueAt });
    await operator.sees(first.id, {
      status: 'SIGNED',
      ...COURIER,
      signedByName: '前台',
      signedAt: NOW,
      verifyDueAt,
    });
    await receiptIs(first, {
      on: '2026-03-12',
      signedForBy: null,
      conditions: ['INVOICE_VERIFIED', 'PAYMENT_AUTHORIZED'],
    });
    await uncertified(stage, money, async () => {
      await operator.cannot('invoiceVerify', { id: first.id }, 'NOT_CERTIFIED');
    });
    await operator.mutate('invoiceVerify', { id: first.id });
    await billIs(first, { status: 'PAYING', dueAt: '2026-03-10T02:00:00.000Z' });
    await receiptIs(first, { on: '2026-03-10', conditions: ['PAYMENT_AUTHORIZED'] });
    await finance.sees(first.id, {
      status: 'VERIFIED',
      'activities(first: 9)': {
        nodes: expect.arrayContaining(
          ['verify', 'signFor', 'send', 'register', 'notify'].map((event) => ({ event })),
        ),
      },
    });
  });

  it('with an error is returned and issued again with a new number', async () => {
    const { finance } = money;
    const { operator } = stage;
    const { id } = second;
    const wrong = documentOf(second);
    await finance.mutate('invoiceRegister', wrong);
    await send(second, { ...MAILBOX, mailbox: 'Invoice@Example.com' });
    await operator.mutate('invoiceSignFor', { id });
    const returnReason = '购买方名称有误';
    await operator.mutate('invoiceReturn', { id, reason: returnReason });
    await billIs(second, { status: 'AWAITING_INVOICE' });
    await finance.sees(id, {
      status: 'RETURNED',
      returnReason,
      mailbox: 'invoice@example.com',
      signedByName: '孙正',
    });
    const again = documentOf(second, { number: wrong.number });
    await finance.cannot('invoiceRegister', again, 'NUMBER_TAKEN');
    await finance.cannot('invoiceRegister', documentOf(second), 'RED_LETTER_REQUIRED');
    const redLetter = redLetterOf(second, wrong.number);
    await finance.mutate('invoiceRegister', { ...documentOf(second), redLetter });
    await finance.sees(id, {
      status: 'ISSUED',
      delivery: null,
      mailbox: null,
      sentAt: null,
      registrations: [
        { position: 1, returnedAt: NOW, returnReason },
        { position: 2, returnedAt: null, returnReason: null },
      ],
    });
    await send(second, MAILBOX);
    await operator.mutate('invoiceSignFor', { id });
    await operator.mutate('invoiceVerify', { id });
    await billIs(second, { status: 'PAYING' });
  });

  it('with a number that was typed wrong is corrected before it is sent', async () => {
    const { number, ...document } = documentOf(late);
    const wrong = `${number}`.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    for (const changes of [{ number: wrong }, { number, issuedOn: '2026-03-01' }, { number }])
      await money.finance.mutate('invoiceRegister', { ...document, ...changes });
    await money.finance.sees(late.id, {
      status: 'ISSUED',
      number,
      registrations: [{ position: 1, number, issuedOn: '2026-03-02' }],
    });
  });

  it.each([
    ['CARRIER_REQUIRED', { ...COURIER, carrier: null }],
    ['TRACKING_NUMBER_REQUIRED', { ...COURIER, trackingNumber: null }],
    ['NOT_FOR_THIS_DELIVERY', { ...COURIER, mailbox: MAILBOX.mailbox }],
    ['MAILBOX_REQUIRED', { delivery: 'ELECTRONIC' }],
    ['NOT_FOR_THIS_DELIVERY', { ...MAILBOX, carrier: '顺丰' }],
    ['INVALID_MAIL', { delivery: 'ELECTRONIC', mailbox: 'not a mailbox' }],
  ])('is sent by a carrier with a number or to a mailbox: %s for %j', async (code, way) => {
    await money.finance.cannot('invoiceSend', { id: late.id, ...way }, code);
  });
});

describe('the month for an invoice', () => {
  it('ends at the last second of the day; then a flag is set once, and the state stays', async () => {
    const { world } = stage;
    const { deadlines } = await money.finance.ask(
      '{ deadlines(first: 9) { nodes { subjectId event dueAt actsSide onExpiry } } }',
    );
    expect(deadlines.nodes).toContainEqual({
      subjectId: late.id,
      event: 'lapse',
      dueAt: MONTH_END,
      actsSide: 'PARTNER',
      onExpiry: 'ISSUED',
    });
    world.clock.moveTo(new Date(Date.parse(MONTH_END) - 1_000));
    await world.settle();
    expect(await overdue('isOverdue: true')).toEqual([]);
    await money.finance.mutate('invoiceRegister', documentOf(returned));
    await send(returned, MAILBOX);
    world.clock.advance(1000);
    await world.settle();
    expect(await overdue('isOverdue: true')).toHaveLength(2);
    expect(await overdue('isOverdue: false')).toHaveLength(2);
    for (const [notice, status] of [
      [late, 'ISSUED'],
      [returned, 'MAILED'],
    ] as const) {
      await money.finance.sees(notice.id, { status, overdueSince: MONTH_END });
      expect(await lapses(notice)).toBe(1);
    }
    const reminders = await world.rows<{ days: string; state: string; readers: number }>(sql`
      select params->>'days' as days, min(params->>'state') as state, count(*)::int as readers from outbox_message
      where channel = 'MAIL' and template = 'invoiceDue' and links->>'link' = ${`/open/Invoice/${late.id}`} group by 1 order by 1 desc`);
    expect(reminders).toEqual(
      ['7', '3', '1'].map((days) => ({ days, state: 'ISSUED', readers: 2 })),
    );
  });

  it('is told every morning, once after days without a server, until it is sent', async () => {
    const { world } = stage;
    const told = async () =>
      (
        await world.rows<{ at: string }>(sql`
          select to_char(created_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || count(*) as at
          from notification where event = 'remind-late' and subject_id = ${late.id.slice(4)} group by created_at order by 1`)
      ).map(({ at }) => at);
    for (const [day, time] of [
      ['03', '08:59:59'],
      ['03', '09:00:00'],
      ['03', '23:00:00'],
      ['04', '09:00:00'],
      ['14', '10:00:00'],
      ['15', '09:00:00'],
    ] as const) {
      world.clock.moveTo(calendar.instantAt(`2026-04-${day}`, time));
      await world.settle();
      await world.settle();
      if (time === '08:59:59') expect(await told()).toEqual([]);
    }
    // To two readers each.
    expect(await told()).toEqual([
      '04-03 09:00 2',
      '04-04 09:00 2',
      '04-14 10:00 2',
      '04-15 09:00 2',
    ]);
    expect(await lapses(late)).toBe(1);
    const mails = await world.rows<{ days: number }>(sql`
      select (params->>'days')::int as days from outbox_message where template = 'invoiceOverdue'
        and params->>'request' = (select payment_request_number from settlement_bill where id = ${late.billId}) order by 1`);
    expect(mails.map(({ days }) => days)).toEqual([1, 1, 2, 2, 12, 12, 13, 13]);
    // By SMS: seven, three and one day before, and on the last day.
    expect(await smsAbout(late)).toContainEqual({ template: 'invoiceDue', due: '4月2日', sent: 4 });
  });

  // A lost invoice could not leave this state.
  it('blocks nothing and does not end again: an invoice that was lost is sent again and signed for', async () => {
    const { world, operator } = stage;
    await send(late, { ...COURIER, trackingNumber: 'SF-LOST' });
    await send(late, { ...COURIER, trackingNumber: 'SF-AGAIN' });
    await money.finance.sees(late.id, { status: 'MAILED', trackingNumber: 'SF-AGAIN' });
    world.clock.advance(DAY);
    await world.settle();
    expect(await lapses(late)).toBe(1);
    const reminders = sql`select 1 from notification where event = 'remind-late' and created_at = ${world.clock.now()}`;
    expect(await world.rows(reminders)).toEqual([]);
    await operator.mutate('invoiceSignFor', { id: late.id });
    await operator.mutate('invoiceVerify', { id: late.id });
    const { deadlineOutcomes } = await money.finance.ask(
      '{ deadlineOutcomes(first: 20, filter: { subjectType: ["Invoice"], outcome: [LATE, LAPSED] }) { nodes { subjectId outcome isMine } } }',
    );
    const outcomes = deadlineOutcomes.nodes.filter(
      ({ subjectId }: { subjectId: string }) => subjectId === late.id,
    );
    expect(outcomes).toEqual([{ subjectId: late.id, outcome: 'LATE', isMine: true }]);
    await operator.sees(late.id, { status: 'VERIFIED', overdueSince: MONTH_END });
  });
});

describe('a returned invoice', () => {
  const RETURNED = 'isOverdue: true, status: [RETURNED]';

  it('is in time again at its new date, and overdue once that passes', async () => {
    const { world, operator } = stage;
    await operator.mutate('invoiceSignFor', { id: returned.id });
    await operator.mutate('invoiceReturn', { id: returned.id, reason: '购买方名称有误' });
    const due = calendar.addWorkingDays(world.clock.now(), 10);
    const dueAt = due.toISOString();
    await money.finance.sees(returned.id, { status: 'RETURNED', dueAt, overdueSince: null });
    world.clock.moveTo(new Date(due.getTime() - 1));
    await world.settle();
    expect(await overdue(RETURNED)).toEqual([]);
    world.clock.advance(1);
    await world.settle();
    expect(await overdue(RETURNED)).toEqual([{ id: returned.id }]);
    await money.finance.sees(returned.id, { status: 'RETURNED', dueAt, overdueSince: dueAt });
    expect(await lapses(returned)).toBe(2);
  });

  it('that is issued late does not end again in the next state', async () => {
    const { invoice } = await money.finance.ask(
      `{ invoice(by: { id: "${returned.id}" }) { number } }`,
    );
    const redLetter = redLetterOf(returned, invoice.number);
    await money.finance.mutate('invoiceRegister', { ...documentOf(returned), redLetter });
    stage.world.clock.advance(DAY);
    await stage.world.settle();
    expect(await lapses(returned)).toBe(2);
  });
});

it('owner and finance register and send, operators verify', async () => {
  const { world, partner, manager } = stage;
  const { id } = first;
  const auditor = await world.member(partner, 'csp.auditor');
  for (const viewer of [manager, auditor])
    await denied(viewer.mutate('invoiceSend', { id, ...COURIER }));
  await denied(money.finance.mutate('invoiceVerify', { id }));
  await money.owner.cannot('invoiceSend', { id, ...COURIER }, 'NOT_IN_THIS_STATE');
});
