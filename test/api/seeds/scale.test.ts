import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, getNamedType, isLeafType, parse } from 'graphql';
import pg from 'pg';
import {
  customerSalesDifferenceSql,
  salesDifferenceSql,
} from '../../../server/modules/orders/index.ts';
import { runBills } from '../../../server/modules/settlement/index.ts';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import { describeCatalog } from '../../../server/platform/db/catalog.ts';
import { AS_OWNER } from '../../../server/platform/db/log-ins.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { Role, type Viewer } from '../../../server/platform/viewer.ts';
import { FULL, seedScale } from '../../../server/seeds/scale/index.ts';
import { firstPartnerKey } from '../../../server/seeds/scale/key.ts';
import { type ScaleSizes, sizesFor } from '../../../server/seeds/scale/sizes.ts';
import { asOwner, callersOf } from '../../bench/explain/callers.ts';
import { registeredQueries } from '../../bench/explain/registered.ts';
import { Explainer, statementOf } from '../../bench/explain/statement.ts';
import { LONG, sizes } from '../../kit/sizes.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { blocksOf } from '../../policy/fixtures/pages/measure.ts';
import { vacuum } from '../../policy/fixtures/pages/vacuum.ts';
import { recomputeBills, recomputeOrders } from '../settlement/derivations.ts';

const CUSTOMERS = sizes.scaleCustomers;
const wanted: ScaleSizes = sizesFor(CUSTOMERS);

let world: World;
let before: string[];

const fill = (one: World): Promise<ScaleSizes> =>
  seedScale(one.deps, { customers: CUSTOMERS, password: 'scale-password' });

async function catalog(): Promise<string[]> {
  const client = new pg.Client({ connectionString: world.db.ownerUrl, options: AS_OWNER });
  await client.connect();
  return await describeCatalog(client).finally(() => client.end());
}

const count = async (table: string): Promise<number> =>
  (await world.rows<{ n: number }>(sql`select count(*)::int as n from ${sql.ident(table)}`))[0]!.n;

/** The member of an organization with a role. */
async function member(code: string, role: Role): Promise<Viewer> {
  const [row] = await world.rows<{ userId: string; memberId: string; orgId: string }>(sql`
    select m.user_id as "userId", m.id as "memberId", m.org_id as "orgId" from membership m
    join organization o on o.id = m.org_id where o.code = ${code} and m.role = ${role}`);
  return {
    via: 'PORTAL',
    role,
    side: Role.sideOf(role),
    tenantId: row!.orgId,
    actorId: row!.userId,
    actorName: role,
    memberId: row!.memberId,
    scopes: ['read', 'write'],
    subjectId: null,
  };
}

/** Expects that a statement finds no row. */
const none = async (query: ReturnType<typeof sql>): Promise<void> =>
  expect((await world.rows(query)).slice(0, 3)).toEqual([]);

beforeAll(async () => {
  world = await openWorld('scale');
  before = await catalog();
  await fill(world);
}, 600_000);
afterAll(() => world.close());

describe('a marketplace of a given size', () => {
  it('has the sizes that follow from its number of customers', async () => {
    expect(await count('partner')).toBe(wanted.partners);
    expect(await count('customer')).toBe(CUSTOMERS);
    expect(await count('partner_binding')).toBe(1.2 * CUSTOMERS);
    expect(await count('product')).toBe(wanted.products);
    expect((await count('csp_authorization')) + (await count('joint_sales_authorization'))).toBe(
      wanted.authorizations,
    );
    const [discounts] = await world.rows<{ granted: number; wrong: number }>(sql`
      select count(*) filter (where origin = 'PARTNER')::int as granted,
        (select count(*)::int from order_line l left join exclusive_discount d on d.order_line_id = l.id
          where (l.attribution = 'AUTO' and l.refund_of_id is null) is distinct from (d.id is not null)) as wrong
      from exclusive_discount`);
    // Every AUTO line has exactly one automatic discount, no other line has one.
    expect(discounts).toEqual({ granted: 2 * CUSTOMERS, wrong: 0 });
    expect(await count('customer_order')).toBe(10 * CUSTOMERS);
    expect(await count('settlement_bill')).toBe(24 * wanted.partners);
    const lines = await count('settlement_bill_line');
    expect(lines / CUSTOMERS).toBeGreaterThan(5);
    expect(lines / CUSTOMERS).toBeLessThan(7);
  });

  it('gives the first partner a tenth of the customers', async () => {
    const [row] = await world.rows<{ share: number }>(sql`
      select avg((o.code = 'P001')::int)::float8 as share from partner_binding b join organization o on o.id = b.partner_id`);
    expect(row!.share).toBeGreaterThan(0.08);
    expect(row!.share).toBeLessThan(0.14);
  });

  it('rebuilds every index and constraint', async () => {
    expect(await catalog()).toEqual(before);
  });

  it('refuses a database that holds data, and numbers out of range', async () => {
    await expect(fill(world)).rejects.toThrow(FULL);
    expect(() => sizesFor(10)).toThrow('from 500 to 1000000');
  });

  if (LONG)
    it('is the same in every run', async () => {
      const digest = async ({ rows }: World): Promise<unknown> =>
        (
          await rows(sql`
          select (select md5(string_agg((to_jsonb(t) - 'updated_at')::text, '|' order by t.id)) from customer t) as customers,
            (select md5(string_agg((to_jsonb(t) - 'updated_at')::text, '|' order by t.id)) from exclusive_discount_line t) as prices,
            (select md5(string_agg((to_jsonb(t) - 'updated_at')::text, '|' order by t.id)) from settlement_bill t) as bills,
            (select md5(string_agg((to_jsonb(t) - 'updated_at')::text, '|' order by t.id)) from deadline t) as clocks`)
        )[0];
      const again = await openWorld('scale');
      try {
        await fill(again);
        expect(await digest(again)).toEqual(await digest(world));
      } finally {
        await again.close();
      }
    }, 600_000);

  it('creates a key that works for a program', async () => {
    expect(await firstPartnerKey(world.deps)).toMatch(/^pg_live_/);
  });
});

describe('generated deals', () => {
  it('belong to bound customers and to products that the partner may sell', async () => {
    await none(sql`
      select d.number from exclusive_discount d where not exists (select 1 from partner_binding b
        where b.partner_id = d.partner_id and b.customer_id = d.customer_id and b.bound_at < d.created_at and b.unbound_at is null)`);
    await none(sql`
      select d.number from exclusive_discount d join product p on p.id = d.product_id
      where p.sale_model <> 'HUAWEI' and d.origin = 'PARTNER' and d.submitted_at is not null and not exists (
        select 1 from csp_authorization a where a.id = d.csp_authorization_id and a.product_id = d.product_id and a.partner_id = d.partner_id and a.share_ratio = d.share_ratio
        union all select 1 from joint_sales_authorization a where a.id = d.joint_sales_authorization_id and a.product_id = d.product_id and a.partner_id = d.partner_id and a.share_ratio = d.share_ratio)`);
    await none(sql`
      select l.id from exclusive_discount_line l where l.state not in ('MANUAL_REVIEW', 'DRAFT') and l.pay_rate < l.floor_pay_rate
        or l.net_price_minor <> round(l.list_price_minor * l.pay_rate)`);
    await none(sql`
      select d.number from exclusive_discount d left join lateral (
        select sum(l.list_price_minor) as list, sum(l.net_price_minor) as net, bool_and((l.state, l.valid_from, l.valid_until) = (d.status, d.valid_from, d.valid_until)) as same
        from exclusive_discount_line l where l.discount_id = d.id) t on true
      where (t.list, t.net, t.same) is distinct from (d.list_total_minor::numeric, d.net_total_minor::numeric, true)`);
  });

  it('have dates that fit their states', async () => {
    const now = world.clock.now();
    await none(sql`
      select number from exclusive_discount where case status when 'EFFECTIVE' then valid_from > ${now} or valid_until <= ${now}
        when 'EXPIRED' then valid_until > ${now} when 'SCHEDULED' then valid_from <= ${now} or submitted_at is null else false end`);
    await none(
      sql`select number from customer_order where greatest(placed_at, paid_at, completed_at) > ${now}`,
    );
    await none(sql`
      select o.number from customer_order o join order_line l on l.order_id = o.id group by o.id
      having (sum(l.list_minor), sum(l.deal_minor), sum(l.voucher_minor), sum(l.cash_minor), count(*) filter (where l.status <> o.status or l.partner_id is distinct from o.partner_id))
        is distinct from (o.list_total_minor::numeric, o.deal_total_minor::numeric, o.voucher_total_minor::numeric, o.cash_total_minor::numeric, 0::bigint)`);
    await none(sql`
      select l.id from order_line l left join exclusive_discount_line x on x.id = l.discount_line_id
      where l.pay_rate < 1 and (x.pay_rate <> l.pay_rate or x.specification_id <> l.specification_id or x.customer_id <> l.customer_id or x.id is null)`);
    await none(sql`
      select r.id from order_line r left join order_line o on o.id = r.refund_of_id
      where r.refund_of_id is not null and (o.id is null or o.placed_at > r.placed_at or -r.cash_minor > o.cash_minor or (o.status = 'REFUNDED') <> (-r.cash_minor = o.cash_minor))`);
  });

  it('are summed by partner, product and period, and stay so after writes', async () => {
    expect(await count('sales_period')).toBeGreaterThan(24 * wanted.partners);
    await none(sql.raw(salesDifferenceSql()));
    await none(sql.raw(customerSalesDifferenceSql()));
    await none(sql`select tgname from pg_trigger where tgenabled <> 'O'`);
  });

  it('keep every partner below its limit of open invitations', async () => {
    await none(sql`
      select partner_id from partner_binding where status in ('PRE_REGISTERED', 'INVITED') group by partner_id having count(*) > 100`);
  });
});

describe('generated bills', () => {
  it('equal those of the monthly run, byte for byte', async () => {
    const periods = await world.rows<{ period: string; bills: number }>(
      sql`select period, count(*)::int as bills from settlement_bill group by period order by period`,
    );
    expect(periods).toHaveLength(24);
    // A repeated run computes every bill again and compares the seals.
    for (const { period } of periods) await runBills(world.deps, period);
  });

  it('are the sum of their lines, and their invoices are for the bill', async () => {
    await none(sql`
      select b.number from settlement_bill b left join settlement_bill_line l on l.bill_id = b.id group by b.id
      having (sum(l.settlement_minor), count(l.id), coalesce(sum(l.settlement_minor) filter (where l.month < b.period), 0))
        is distinct from (b.gross_minor::numeric, b.line_count::bigint, b.carried_in_minor::numeric)`);
    await none(sql`
      select b.number from settlement_bill b left join invoice i on i.bill_id = b.id
      where (b.countersigned_at is null) <> (i.id is null) or i.gross_minor <> b.gross_minor
        or i.status <> all (case b.status when 'AWAITING_INVOICE' then array['NOTIFIED', 'ISSUED', 'MAILED', 'RETURNED']
          when 'VERIFYING_INVOICE' then array['SIGNED'] else array['VERIFIED'] end)`);
    await none(sql`
      select i.id from invoice i left join invoice_registration r on r.invoice_id = i.id where (i.number is null) <> (r.id is null) or i.number <> r.number`);
  });

  it("are explained to the fen, and so are the first partner's orders", async () => {
    const owner = world.as(await member('P001', 'csp.owner'));
    const bills = await recomputeBills(owner);
    expect(bills.wrong.slice(0, 3)).toEqual([]);
    expect(bills.of('BILL_NET')).toBe(24);
    for (const rule of ['OWN_SALE', 'JOINT_SALE', 'LEGACY_MARGIN', 'REFUND_PART'])
      expect([rule, bills.of(rule) > 0]).toEqual([rule, true]);
    expect((await recomputeOrders(owner)).wrong.slice(0, 3)).toEqual([]);
  });
});

describe('generated deadlines', () => {
  it('exist for each state with a deadline, and fire', async () => {
    const [{ late } = { late: -1 }] = await world.rows<{ late: number }>(
      sql`select count(*)::int as late from deadline where event is not null and due_at <= ${world.clock.now()}`,
    );
    expect(late).toBe(0);
    await none(sql`
      select d.number from exclusive_discount d where status in ('SCHEDULED', 'EFFECTIVE') and not exists (
        select 1 from deadline x where x.subject_id = d.id and x.due_at = case d.status when 'SCHEDULED' then d.valid_from else d.valid_until end)`);
    world.clock.advance(36 * 3_600_000);
    await world.settle();
    const [fired] = await world.rows<{ done: number; failed: number }>(sql`
      select count(fired_at)::int as done, count(last_error)::int as failed from deadline where event is not null and due_at <= ${world.clock.now()}`);
    expect(fired!.failed).toBe(0);
    expect(fired!.done).toBeGreaterThan(0);
  });
});

const LISTS: Readonly<Record<string, string>> = {
  customers: 'name tags',
  partnerBindings: 'status customer { name }',
  exclusiveDiscounts:
    'number status lines { payRate } product { name } viewerActions { name enabled }',
  orders: 'number status lines { productName } customer { name }',
  settlementBills: 'number status invoice { status }',
};
const FAST_MS = 50;

/** All fields of a type that are not objects. */
const leavesOf = (type: string): string =>
  Object.values((world.domain.schema.getType(type) as GraphQLObjectType).getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map(({ name }) => name)
    .join(' ');

describe('viewers of generated data', () => {
  it('see only their own rows', async () => {
    for (const code of ['P001', 'P002']) {
      const viewer = await member(code, 'csp.owner');
      for (const table of [
        'partner_binding',
        'exclusive_discount',
        'exclusive_discount_line',
        'customer_order',
        'order_line',
        'settlement_bill',
        'settlement_bill_line',
        'invoice',
      ]) {
        const query = sql`select count(*)::int as n, count(*) filter (where partner_id = ${viewer.tenantId})::int as own from ${sql.ident(table)}`;
        const [seen] = await world.db.transaction(viewer, async (tx) =>
          tx.rows<{
            n: number;
            own: number;
          }>(query),
        );
        const [all] = await world.rows<{ own: number }>(query);
        expect({ table, ...seen }).toEqual({ table, n: all!.own, own: all!.own });
        expect(all!.own).toBeGreaterThan(0);
      }
    }
  });

  it("read a thousand flat rows with one statement, equal to the resolvers' rows", async () => {
    const viewer = await member('P001', 'csp.owner');
    const source = `{ orderRows(first: 1000) { nodes { ${leavesOf('OrderRow')} } pageInfo { hasNextPage startCursor endCursor } } }`;
    const { orderRows } = await world.as(viewer).ask<any>(source);
    expect(orderRows.nodes.length).toBeGreaterThan(200);
    const context = new GraphqlContext(world.deps, viewer, 'scale');
    const planned = (await context.plan({ document: parse(source), variables: {} })) as {
      json: string;
    };
    expect(JSON.parse(planned.json)).toEqual(JSON.parse(JSON.stringify({ orderRows })));
  });

  if (LONG)
    it.each(Object.keys(LISTS))(
      'read the first and a deep page of %s in less than 50 ms',
      async (list) => {
        const viewer = await member('P001', 'csp.owner');
        const document = parse(
          `query($after: String) { ${list}(first: 50, after: $after) { nodes { id ${LISTS[list]} } pageInfo { endCursor hasNextPage } } }`,
        );
        const page = async (after: string | null) => {
          const context = new GraphqlContext(world.deps, viewer, 'scale');
          const since = performance.now();
          const { json } = (await context.plan({ document, variables: { after } })) as {
            json: string;
          };
          const took = performance.now() - since;
          const data: Record<string, any> = JSON.parse(json);
          await context.endReads();
          return { took, nodes: data[list].nodes, ...data[list].pageInfo };
        };
        /** The fastest of several calls: other work on the machine slows the rest down. */
        const quickest = async (after: string | null): Promise<number> => {
          const times: number[] = [];
          for (let i = 0; i < 6; i++) times.push((await page(after)).took);
          return Math.min(...times);
        };
        let cursor: string | null = null;
        for (let depth = 0; depth < 20; depth++) {
          const { endCursor, hasNextPage, nodes } = await page(cursor);
          expect(nodes.length).toBeGreaterThan(0);
          if (!hasNextPage) break;
          cursor = endCursor;
        }
        expect(await quickest(null)).toBeLessThan(FAST_MS);
        expect(await quickest(cursor)).toBeLessThan(FAST_MS);
      },
    );
});

it('a text that every row contains lists and counts the rows in the order of the list', async () => {
  const { deps } = world;
  const callers = await Promise.all(
    (['csp.owner', 'seller.manager', 'operator'] as const).map((role) =>
      callersOf(deps.db.ownerUrl, role),
    ),
  );
  const document = parse(`query($filter: OrderFilter, $after: String) {
    orders(first: 20, after: $after, filter: $filter) {
      nodes { id } pageInfo { endCursor hasNextPage } count { value isExact } } }`);
  for (const { viewer } of callers.map((of) => of.at(-1)!)) {
    const ask = async (variables: Record<string, unknown>) => {
      const answer = await new GraphqlContext(deps, viewer, 'search').plan({ document, variables });
      if ('unplanned' in answer) throw new Error(answer.unplanned);
      return JSON.parse(answer.json).orders;
    };
    let [all, found] = [await ask({}), await ask({ filter: { search: '公司' } })];
    // Every customer's name ends so. The marketplace has more orders than a search counts.
    expect(all.count.value).toBeGreaterThan(1_000);
    expect(found.count).toEqual({ value: 1_000, isExact: false });
    for (let page = 0; page < 3; page++) {
      expect([viewer.role, found.nodes]).toEqual([viewer.role, all.nodes]);
      expect(found.pageInfo).toEqual(all.pageInfo);
      const after = all.pageInfo.endCursor;
      [all, found] = [await ask({ after }), await ask({ after, filter: { search: '公司' } })];
    }
  }
});

describe('a representative of the largest partner', () => {
  let blocks: (text: string, variables?: Record<string, unknown>) => Promise<number>;
  let partnerId: string;
  let viewer: Viewer;
  let explainer: Explainer;

  beforeAll(async () => {
    const { deps } = world;
    await vacuum(world);
    ({ viewer } = (await callersOf(deps.db.ownerUrl, 'csp.rep')).at(-1)!);
    partnerId = viewer.tenantId;
    explainer = await Explainer.open(deps.db.ownerUrl);
    blocks = async (text, variables = {}) =>
      (await blocksOf(deps, explainer, { size: 'largest', viewer }, { text, variables }))!;
  });
  afterAll(() => explainer?.close());

  const most = async (text: string): Promise<{ id: string; rows: number }> =>
    await asOwner(world.deps.db.ownerUrl, async (client) => {
      const found = await client.query<{ id: string; rows: number }>(text, [partnerId]);
      return found.rows[0]!;
    });

  it('counts the demands of a product from its customers, which it reads once', async () => {
    const { id, rows } = await most(
      'select product_id as id, count(*)::int as rows from customer_demand where partner_id = $1 group by 1 order by 2 desc limit 1',
    );
    const counted = `query($id: ID!) { product(by: { id: $id }) { customerDemands(first: 1) { count { value } } } }`;
    const read = await blocks(counted, { id: `prd_${id}` });
    expect(rows).toBeGreaterThan(50);
    // A look-up of the customer of each demand takes three blocks.
    expect(read).toBeLessThan(2 * rows);
  });

  it('counts refunds in an index of refunds, and its customers are read once', async () => {
    const { rows } = await most(
      'select count(*)::int as rows from order_line where partner_id = $1 and refund_of_id is not null',
    );
    const counted = '{ orderLines(first: 1, filter: { isRefund: true }) { count { value } } }';
    const read = await blocks(counted);
    expect(rows).toBeGreaterThan(30);
    // Each refund lies in another block, and the look-up of its customer takes three.
    expect(read).toBeLessThan(rows);
  });

  it('reads the rows of a list once for its count and its totals', () => {
    const { deps } = world;
    const list = (selected: string) =>
      statementOf(
        deps,
        viewer,
        parse(`{ orders(first: 1, filter: { status: [COMPLETED] }) { ${selected} } }`),
        {},
      ) as { text: string };
    const both = list(
      'count { value isExact } totals { dealTotal { amount } cashTotal { amount } }',
    );
    expect(both.text.match(/"customer_order"/g)).toHaveLength(1);
    expect(list('count { value }').text).toContain('limit 10001');
  });

  it('compares the matches of a search with its customers, which it reads once', async () => {
    const { deps } = world;
    const document = parse(
      `query($text: String) { orders(first: 1, filter: { search: $text }) { count { value } } }`,
    );
    const statement = statementOf(deps, viewer, document, { text: '公司' });
    if ('unplanned' in statement) throw new Error(statement.unplanned);
    const plan = await explainer.run(viewer, statement);
    expect(plan).toMatch(/CTE Scan on found.*\n.*Filter: .*hashed SubPlan/);
  });

  it('compares the partner of a list once, not the partner of each discount', async () => {
    const { deps } = world;
    const page = registeredQueries().find(({ name }) => name === 'PartnerPage')!;
    const variables = { id: `ptn_${partnerId}`, bills: false, invoices: false };
    const statement = statementOf(deps, viewer, page.document, variables);
    if ('unplanned' in statement) throw new Error(statement.unplanned);
    const scopes = [...statement.text.matchAll(/\(([^\s(]+) = \$\d+::uuid or \(t\d+\."status"/g)];
    // Alternatives in a column are three scans of an index, with every row of its table.
    expect(scopes.map(([, compared]) => compared)).toEqual(
      Array(2).fill(expect.stringMatching(/^\$\d+::uuid$/)),
    );
  });
});
