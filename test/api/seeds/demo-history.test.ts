import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import {
  cspAuthorizationMachine,
  jointSalesMachine,
} from '../../../server/modules/authorizations/index.ts';
import { BINDING_STATES } from '../../../server/modules/bindings/binding.machine.ts';
import { DISCOUNT_STATES } from '../../../server/modules/discounts/discount/discount.machine.ts';
import { MEMBER_ROLES } from '../../../server/modules/identity/member/membership.entity.ts';
import { credentialStore } from '../../../server/modules/identity/user/credential.store.ts';
import { INVOICE_STATES } from '../../../server/modules/invoices/invoice.machine.ts';
import { BILL_STATES } from '../../../server/modules/settlement/bill/bill.machine.ts';
import { createHasher } from '../../../server/platform/auth/passwords.ts';
import { fireClockEvent } from '../../../server/platform/command/life-cycle/clock-events.ts';
import { sweepDeadlines } from '../../../server/platform/jobs/sweeper.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { Role } from '../../../server/platform/viewer.ts';
import { demoCustomers } from '../../../server/seeds/chapters/customers.ts';
import { forEachConcurrently } from '../../../server/seeds/demo-history.ts';
import { DEMO_PASSWORD, seedDemo, seedState } from '../../../server/seeds/index.ts';
import { verifyAudit } from '../../../server/tools/admin/audit.ts';
import { demoDatabase } from '../../kit/demo.ts';
import { type Caller, openWorld, START, type World } from '../../kit/world.ts';
import {
  recomputeAuthorizations,
  recomputeBills,
  recomputeOrders,
} from '../settlement/derivations.ts';

let world: World;
const log = pino({ level: 'silent' });

interface Clock {
  readonly id: string;
  /** The subject's type and the event, such as `Order.expire`. */
  readonly clock: string;
  readonly dueMs: number;
  readonly fired: boolean;
}

/** Tables to which a second seed must add nothing. */
const TABLES = [
  'organization',
  'membership',
  'product',
  'customer',
  'customer_access',
  'partner_binding',
  'csp_authorization',
  'joint_sales_authorization',
  'authorization_version',
  'exclusive_discount',
  'customer_order',
  'order_line',
  'supervision',
  'supervision_log',
  'appeal',
  'settlement_bill',
  'settlement_bill_line',
  'invoice',
  'domain_event',
  'outbox_message',
  'webhook_delivery',
];

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await world.rows<{ n: number }>(
      sql`select count(*)::int as n from ${sql.ident(table)}`,
    );
    found[table] = row!.n;
  }
  return found;
}

const statesIn = async (table: string): Promise<string[]> => {
  const rows = await world.rows<{ status: string }>(
    sql`select distinct status from ${sql.ident(table)}`,
  );
  return rows.map(({ status }) => status).sort();
};

/** The first member with a role on the sign-in page. */
async function someone(role: Role): Promise<Caller> {
  const [row] = await world.rows<{
    userId: string;
    memberId: string;
    orgId: string;
    name: string;
  }>(sql`
    select m.user_id as "userId", m.id as "memberId", m.org_id as "orgId", m.name from membership m
    join organization o on o.id = m.org_id where m.role = ${role} order by o.created_at, m.created_at limit 1`);
  const { userId, memberId, orgId, name } = row!;
  return world.as({
    via: 'PORTAL',
    role,
    side: Role.sideOf(role),
    tenantId: orgId,
    actorId: userId,
    actorName: name,
    memberId,
    scopes: ['read', 'write'],
    subjectId: null,
  });
}

beforeAll(async () => {
  world = await openWorld('story', demoDatabase);
}, 600_000);
afterAll(() => world?.close());

describe('the demo history', () => {
  // The processes that make the demo of the tests are killed twice, and the last one finishes it 36 hours later.
  it('is finished after an interruption, and not repeated', async () => {
    expect(await seedState(world.deps)).toBe('COMPLETE');
    const seeded = await counts();
    expect(seeded).toMatchObject({
      organization: 8,
      product: 12,
      customer: demoCustomers().length,
    });
    // The first process ran on this day; a later completion does not move the history.
    const [last] = await world.rows<{ ahead: boolean }>(
      sql`select max(created_at) > ${START} as ahead from domain_event`,
    );
    expect(last!.ahead).toBe(false);
    await seedDemo({ deps: world.deps, log, say: () => {} });
    expect(await counts()).toEqual(seeded);
  });

  // States that a command passes through within its transaction last in no row.
  it.each([
    ['partner_binding', BINDING_STATES],
    ['csp_authorization', cspAuthorizationMachine.states],
    ['joint_sales_authorization', jointSalesMachine.states],
    ['exclusive_discount', DISCOUNT_STATES.filter((state) => state !== 'SYSTEM_REVIEW')],
    ['settlement_bill', BILL_STATES.filter((state) => state !== 'SENT')],
    ['invoice', INVOICE_STATES],
  ])('contains every state of a %s', async (table, states) => {
    expect(await statesIn(table)).toEqual([...states].sort());
  });

  it('has discounts in review, one that starts on the next day, and some that end soon', async () => {
    const seller = await someone('seller.reviewer');
    const { exclusiveDiscounts } = await seller.ask(
      '{ exclusiveDiscounts(first: 20, filter: { status: [SELLER_REVIEW] }) { nodes { id viewerActions { name enabled } } } }',
    );
    expect(exclusiveDiscounts.nodes.length).toBeGreaterThan(0);
    expect(exclusiveDiscounts.nodes[0].viewerActions).toContainEqual({
      name: 'approve',
      enabled: true,
    });
    const [soon] = await world.rows<{ starting: number; ending: number }>(sql`
      select count(*) filter (where event = 'start' and due_at between '2026-03-02 16:00Z' and '2026-03-03 16:00Z')::int as starting,
        count(*) filter (where event = 'end' and due_at < '2026-03-10')::int as ending
      from deadline where fired_at is null and subject_type = 'ExclusiveDiscount'`);
    expect(soon!.starting).toBe(1);
    expect(soon!.ending).toBeGreaterThan(0);
  });

  it('has a delivery of a subsidized order that waits for its review', async () => {
    const operator = await someone('operator');
    const { supervisions, orders } = await operator.ask(`{
      supervisions(first: 5, filter: { status: [HUAWEI_REVIEW] }) { nodes { isReviewed order { id } } }
      orders(first: 5, filter: { program: [EMPOWERMENT_CLOUD] }) { nodes { id } }
    }`);
    expect(orders.nodes).toHaveLength(1);
    expect(supervisions.nodes).toEqual([{ isReviewed: true, order: orders.nodes[0] }]);
  });

  it('has a paused webhook with accepted and failed attempts', async () => {
    const owner = await someone('csp.owner');
    const { webhookEndpoints } =
      await owner.ask(`{ webhookEndpoints(first: 5) { nodes { status lastDeliveredAt
      deliveries(first: 50) { nodes { messageId type attempt isAccepted nextTryAt } } } } }`);
    const [webhook, ...others] = webhookEndpoints.nodes;
    expect(others).toEqual([]);
    expect(webhook).toMatchObject({ status: 'PAUSED', lastDeliveredAt: expect.any(String) });
    const { nodes } = webhook.deliveries;
    const failed = nodes.filter((one: any) => !one.isAccepted);
    expect(failed.map((one: any) => one.attempt)).toEqual([2, 1]);
    expect(nodes.length).toBeGreaterThan(10);
    // The events that it delivered are those that its role reads.
    const told = new Set(nodes.map((one: any) => one.messageId));
    const manager = await someone('csp.manager');
    const { events } = await manager.ask(
      'query($types: [String!]) { events(last: 100, filter: { subjectType: $types }) { nodes { id } } }',
      { types: ['CustomerDemand', 'ExclusiveDiscount', 'PartnerBinding', 'SettlementBill'] },
    );
    const read = new Set(events.nodes.map(({ id }: any) => id));
    expect([...told].filter((id) => !read.has(id))).toEqual([]);
  });

  it('explains every amount of its bills and order lines', async () => {
    const operator = await someone('operator');
    const bills = await recomputeBills(operator);
    expect(bills.wrong.slice(0, 3)).toEqual([]);
    expect(bills.of('OWN_SALE') + bills.of('JOINT_SALE')).toBeGreaterThan(100);
    const orders = await recomputeOrders(operator);
    expect(orders.wrong.slice(0, 3)).toEqual([]);
    expect(orders.of('PRICE_BY_RATE')).toBeGreaterThan(100);
    const authorizations = await recomputeAuthorizations(operator);
    expect(authorizations.wrong.slice(0, 3)).toEqual([]);
    expect(authorizations.of('OWN_SALE')).toBeGreaterThan(0);
  });

  it('has two years of orders and bills', async () => {
    const bills = await world.rows<{ code: string; n: number; first: string; last: string }>(sql`
      select o.code, count(*)::int as n, min(b.period) as first, max(b.period) as last
      from settlement_bill b join organization o on o.id = b.partner_id group by o.code order by o.code`);
    expect(bills).toEqual(
      ['HUAXIN', 'ORIENT'].map((code) => ({ code, n: 24, first: '2024-02', last: '2026-01' })),
    );
    const [orders] = await world.rows<{
      ahead: number;
      priced: number;
      returned: number;
      late: number;
    }>(sql`
      select count(*) filter (where placed_at > '2026-03-02T02:00:00Z')::int as ahead, count(*) filter (where attribution = 'DISCOUNT')::int as priced,
        count(*) filter (where order_type = 'UNSUBSCRIBE')::int as returned, (select count(overdue_since)::int from invoice) as late
      from customer_order`);
    const [automatic] = await world.rows<{ lines: number; wrong: number; common: number }>(sql`
      select count(*) filter (where l.attribution = 'AUTO')::int as lines,
        count(*) filter (where (l.attribution = 'AUTO') is distinct from (d.id is not null))::int as wrong,
        count(*) filter (where d.id is not null and p.sale_model = 'COMMON')::int as common
      from order_line l join product p on p.id = l.product_id left join exclusive_discount d on d.order_line_id = l.id
      where l.refund_of_id is null`);
    // Every AUTO line has exactly one automatic discount, and no line of a common product has one.
    expect(automatic).toEqual({ lines: expect.any(Number), wrong: 0, common: 0 });
    expect(automatic!.lines).toBeGreaterThan(50);
    expect(orders!.ahead).toBe(0);
    for (const count of [orders!.priced, orders!.returned, orders!.late])
      expect(count).toBeGreaterThan(1);
  });

  it('renews services that end, and delivers and refunds orders as the product would', async () => {
    const [found] = await world.rows<Record<string, number>>(sql`
      select count(*) filter (where o.order_type = 'RENEW')::int as renewals,
        count(*) filter (where o.order_type = 'RENEW' and (l.supervision <> 'NOT_APPLICABLE' or not exists (
          select from order_line e where e.instance_id = l.instance_id and e.specification_id = l.specification_id
            and e.customer_id = l.customer_id and e.period_months is not null and e.placed_at < l.placed_at)))::int as "nothingRenewed",
        count(*) filter (where o.order_type = 'RENEW' and l.effective_at < (
          select max(e.service_until) from order_line e where e.instance_id = l.instance_id and e.placed_at < l.placed_at))::int as overlapping,
        count(*) filter (where l.supervision = 'IN_PROGRESS' and l.effective_at is not null
          or l.effective_at < l.supervision_completed_at)::int as "beforeAcceptance",
        count(*) filter (where l.status = 'REFUND_PENDING')::int as requested,
        count(*) filter (where l.status = 'REFUND_PENDING' and l.supervision <> 'IN_PROGRESS')::int as "requestedTooLate",
        count(*) filter (where d.origin = 'PARTNER' and o.payment_due_at > d.valid_until)::int as "dueTooLate"
      from order_line l join customer_order o on o.id = l.order_id left join exclusive_discount d on d.id = o.discount_id
      where l.refund_of_id is null`);
    const { renewals, requested, ...wrong } = found!;
    expect(renewals).toBeGreaterThan(5);
    expect(requested).toBeGreaterThan(0);
    for (const [what, count] of Object.entries(wrong)) expect([what, count]).toEqual([what, 0]);
  });

  it('taxes software by month, by year or on demand as a service, and sells Huawei products only for the marketplace', async () => {
    const rates = await world.rows<{ period: string; vat: string }>(sql`
      select s.period, string_agg(distinct trim_scale(l.vat_rate)::text, ',') as vat
      from order_line l join specification s on s.id = l.specification_id join product p on p.id = s.product_id
      where p.product_type in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'AI_ASSET', 'LICENSE') group by s.period order by s.period`);
    expect(rates.filter(({ period }) => period !== 'ONE_OFF').map(({ vat }) => vat)).toEqual([
      '0.06',
      '0.06',
      '0.06',
    ]);
    expect(rates.find(({ period }) => period === 'ONE_OFF')?.vat).toBe('0.13');
    const foreign =
      await world.rows(sql`select p.name from product p join organization o on o.id = p.seller_id
      where (p.sale_model = 'HUAWEI') <> (o.kind = 'OPERATOR')`);
    expect(foreign).toEqual([]);
  });

  it('has a seller that is a small-scale taxpayer, whose common products are taxed and settled as such', async () => {
    const rates = await world.rows<{ model: string; vat: string; settled: boolean }>(sql`
      select p.sale_model as model, string_agg(distinct trim_scale(l.vat_rate)::text, ',') as vat,
        bool_or(b.product_vat_rate = 0.03) as settled
      from order_line l join product p on p.id = l.product_id join organization o on o.id = p.seller_id
        left join settlement_bill_line b on b.order_line_id = l.id
      where o.code = 'KUNTU' and p.sale_model = 'COMMON' group by p.sale_model`);
    expect(rates).toEqual([{ model: 'COMMON', vat: '0.03', settled: true }]);
  });

  it('limits every discount to the longest period, and has special requests at the operator and at the seller', async () => {
    const [found] = await world.rows<{ long: number; operator: number; seller: number }>(sql`
      select count(*) filter (where valid_until - valid_from > interval '365 days')::int as long,
        count(*) filter (where status = 'MANUAL_REVIEW')::int as operator,
        count(*) filter (where status = 'SELLER_REVIEW' and special_decided_at is not null)::int as seller
      from exclusive_discount`);
    expect(found).toEqual({ long: 0, operator: 4, seller: 2 });
  });

  it('fires every clock at its own time and sends every mail', async () => {
    const [clocks] = await world.rows<{ late: number; fired: number }>(sql`
      select count(*) filter (where fired_at <> due_at)::int as late, count(*)::int as fired from deadline where fired_at is not null`);
    expect(clocks).toMatchObject({ late: 0 });
    expect(clocks!.fired).toBeGreaterThan(50);
    const [mails] = await world.rows<{ waiting: number }>(
      sql`select count(*)::int as waiting from outbox_message where sent_at is null`,
    );
    expect(mails!.waiting).toBe(0);
  });

  it('has a log-in for every role, all with the demo password', async () => {
    const accounts = await credentialStore(world.db).demoAccounts();
    expect([...new Set(accounts.map(({ role }) => role))].sort()).toEqual(
      MEMBER_ROLES.map(Role.word).sort(),
    );
    const account = await credentialStore(world.db).accountByMail(accounts[0]!.mail);
    expect(await createHasher().verify(DEMO_PASSWORD, account!.passwordHash)).toBe(true);
  });

  it('gives reps their own customers only, and a distributor its sub-distributor', async () => {
    const count = '{ customers(first: 100) { nodes { id } } }';
    const [owner, rep] = [await someone('csp.owner'), await someone('csp.rep')];
    const all = (await owner.ask(count)).customers.nodes.length;
    const own = (await rep.ask(count)).customers.nodes.length;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(all);
    const tiers = await world.rows<{ tier: string }>(sql`select tier from partner order by tier`);
    expect(tiers.map(({ tier }) => tier)).toEqual([
      'DISTRIBUTOR',
      'SOLUTION_PROVIDER',
      'SOLUTION_PROVIDER',
      'SUB_DISTRIBUTOR',
    ]);
  });

  it('answers the operation of the README on every level', async () => {
    const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
    const operation = /```graphql\n(.*?)```/s.exec(readme)![1]!;
    const owner = await someone('csp.owner');
    const { partners, customers } = await owner.ask(operation);
    const [partner] = partners.nodes;
    for (const list of ['bills', 'cspAuthorizations', 'jointSalesAuthorizations']) {
      expect([list, partner[list].nodes.length > 0]).toEqual([list, true]);
    }
    expect(partner.bills.nodes.some((bill: { invoice: unknown }) => bill.invoice)).toBe(true);
    expect(customers.nodes).toHaveLength(20);
    for (const list of ['exclusiveDiscounts', 'orders']) {
      const rows = customers.nodes.flatMap((row: Record<string, any>) => row[list].nodes);
      expect([list, rows.some((row: { lines: unknown[] }) => row.lines.length > 0)]).toEqual([
        list,
        true,
      ]);
    }
  });

  it('supervises each supervised line once, with an intact log, at many nodes with live clocks', async () => {
    const operator = await someone('operator');
    const differing = await world.rows(sql`
      select l.id, l.supervision, s.status from order_line l left join supervision s on s.order_line_id = l.id
      where l.refund_of_id is null and l.status <> 'REFUNDED' and l.supervision is distinct from case when s.status is null then 'NOT_APPLICABLE'
        when s.status = 'COMPLETED' then 'COMPLETED' else 'IN_PROGRESS' end`);
    expect(differing).toEqual([]);
    const { supervisions } =
      await operator.ask(`{ supervisions(first: 100, orderBy: { field: DUE, direction: ASC }) {
      nodes { status isLogIntact version nodes { state } log(first: 20) { nodes { toState } } } } }`);
    expect(supervisions.nodes.length).toBeGreaterThan(20);
    expect(supervisions.nodes.filter((row: { isLogIntact: boolean }) => !row.isLogIntact)).toEqual(
      [],
    );
    const states = await statesIn('supervision');
    expect(states).toEqual(expect.arrayContaining(['AWAIT_ACCEPTANCE', 'COMPLETED', 'FROZEN']));
    expect(states.length).toBeGreaterThan(6);
    const [clocks] = await world.rows<{ n: number }>(
      sql`select count(*)::int as n from deadline where subject_type = 'Supervision' and fired_at is null`,
    );
    expect(clocks!.n).toBeGreaterThan(10);
    const { appeals } = await operator.ask(`{ appeals(first: 10) { nodes {
      status statements { side evidence { attachment { name } } } materials { providedAt } } } }`);
    expect(appeals.nodes.map(({ status }: { status: string }) => status).sort()).toEqual([
      'IN_REVIEW',
      'SUBMITTED',
    ]);
    const sides = appeals.nodes.flatMap(({ statements }: { statements: { side: string }[] }) =>
      statements.map(({ side }) => side),
    );
    expect(sides.sort()).toEqual(['CUSTOMER', 'CUSTOMER', 'SELLER']);
  });

  it('has an intact audit', async () => {
    expect(await verifyAudit([])(world.deps)).toMatch(/^The audit is intact: \d{4} lines/);
  });
});

describe('every clock', () => {
  /** Clock events that the demo may lack; their own stories test both sides of the second. */
  const ELSEWHERE = [
    'Job.start',
    'LineDispute.flagBreach',
    'PrivateOffer.end',
    'PrivateOffer.start',
    'RefundRequest.acceptReturn',
    'RefundRequest.lapse',
    'SettlementBill.autoConfirm',
    'Supervision.autoAccept',
  ];

  it('fires at its instant, not a second before', async () => {
    const fired = new Set<string>();
    const sweep = (): Promise<number> =>
      sweepDeadlines({ ...world.deps, log, fire: fireClockEvent(world.deps) });
    const find = async (where: Sql): Promise<Clock | undefined> =>
      (
        await world.rows<Clock>(sql`
          select id, subject_type || '.' || event as clock, extract(epoch from due_at)::float8 * 1000 as "dueMs", fired_at is not null as fired
          from deadline where paused_since is null and event is not null and ${where} order by due_at, id limit 1`)
      )[0];
    for (;;) {
      const next = await find(
        sql`fired_at is null and subject_type || '.' || event <> all(${[...fired]}::text[])`,
      );
      if (!next) break;
      world.clock.moveTo(new Date(next.dueMs - 1_000));
      await sweep();
      const before = await find(sql`id = ${next.id}`);
      // An earlier clock may have moved the subject on, which takes the row away.
      if (before?.dueMs !== next.dueMs) continue;
      expect(before).toEqual({ ...next, fired: false });
      world.clock.moveTo(new Date(next.dueMs));
      await sweep();
      expect(await find(sql`id = ${next.id}`)).toEqual({ ...next, fired: true });
      fired.add(next.clock);
    }
    const all = world.domain.modules
      .flatMap(({ lifeCycles = [] }) => lifeCycles)
      .flatMap(({ machine: { type, due } }) =>
        due.flatMap(({ event }) => (event === null ? [] : [`${type}.${event}`])),
      );
    expect(all.filter((clock) => !fired.has(clock) && !ELSEWHERE.includes(clock))).toEqual([]);
  });
});

it('has deadlines with the amounts of their objects', async () => {
  const amounts: Readonly<Record<string, Sql>> = {
    CustomerDemand: sql`select expected_amount_minor from customer_demand where id = d.subject_id`,
    ExclusiveDiscount: sql`select net_total_minor from exclusive_discount where id = d.subject_id`,
    Invoice: sql`select gross_minor from invoice where id = d.subject_id`,
    Order: sql`select cash_total_minor from customer_order where id = d.subject_id`,
    PaymentAuthorization: sql`select amount_minor from payment_authorization where id = d.subject_id`,
    PrivateOffer: sql`select net_total_minor from private_offer where id = d.subject_id`,
    RefundRequest: sql`select amount_minor from refund_request where id = d.subject_id`,
    SettlementBill: sql`select gross_minor from settlement_bill where id = d.subject_id`,
    Supervision: sql`select cash_minor from supervision where id = d.subject_id`,
  };
  for (const [type, amount] of Object.entries(amounts)) {
    const [counts] = await world.rows<{ all: number; other: number }>(sql`
      select count(*)::int as "all", count(*) filter (where d.amount_minor is distinct from (${amount}))::int as other
      from deadline d where d.subject_type = ${type} and (d.event is null or d.event not like 'remind-%')`);
    expect({ type, other: counts!.other, some: counts!.all > 0 }).toEqual({
      type,
      other: 0,
      some: true,
    });
  }
});

describe('a database with other data', () => {
  it('is not changed', async () => {
    const other = await openWorld('foreign');
    try {
      await other.organization('PARTNER', '别家');
      await seedDemo({ deps: other.deps, log, say: () => {} });
      expect(await seedState(other.deps)).toBe('OTHER_DATA');
      expect(await other.rows(sql`select 1 from organization`)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

// A failed run of the demo history rejected while its other threads were still running. The next run then raced them:
// both found a row missing and inserted it.
it('a failed step ends the seed only after the running steps', async () => {
  const ended: string[] = [];
  const slow = Promise.withResolvers<void>();
  const run = forEachConcurrently(['slow', 'failing', 'third', 'fourth', 'fifth'], async (item) => {
    if (item === 'failing') throw new Error('killed');
    if (item === 'slow') await slow.promise;
    ended.push(item);
  });
  setTimeout(slow.resolve, 10);
  await expect(run).rejects.toThrow('killed');
  expect(ended).toContain('slow');
  expect(ended).not.toContain('fifth');
});
