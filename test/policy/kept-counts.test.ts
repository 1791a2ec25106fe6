import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AS_OWNER } from '../../server/platform/db/log-ins.ts';
import { type Sql, sql } from '../../server/platform/sql/sql.ts';
import { draftOf, setStage } from '../api/discounts/stage.ts';
import { testStage } from '../kit/test-world.ts';
import type { Caller } from '../kit/world.ts';

const stage = testStage('kept counts', setStage);
let rep: Caller;
const drafts: string[] = [];

beforeAll(async () => {
  rep = await stage.world.member(stage.partner, 'csp.rep');
  for (const name of ['一', '二', '三'])
    drafts.push(
      (await stage.manager.mutate('exclusiveDiscountCreate', draftOf(stage, { name }))).id,
    );
  await stage.manager.mutate('exclusiveDiscountSubmit', { id: drafts[2] });
});

const as = <T = unknown>({ viewer }: Caller, statement: Sql): Promise<T[]> =>
  stage.world.deps.db.transaction(viewer, (tx) => tx.rows<T>(statement));
const owner = async (): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: stage.world.db.ownerUrl,
    options: `${AS_OWNER} -c lock_timeout=5s`,
  });
  await client.connect();
  return client;
};

/** Each story asks the planned and the resolved execution, and both must agree. */
const count = async (viewer: Caller, list: string, filter = '{}'): Promise<number> =>
  (await viewer.ask(`{ ${list}(first: 1, filter: ${filter}) { count { value isExact } } }`))[list]
    .count.value;

describe('the number of a list’s rows', () => {
  it('is the stored one if only the state filters, and the rows count in any other list', async () => {
    const { manager, sellerManager, operator } = stage;
    const client = await owner();
    try {
      await client.query('update kept_count set rows = rows + 1000');
      expect(await count(manager, 'exclusiveDiscounts')).toBeGreaterThan(1000);
      expect(await count(manager, 'exclusiveDiscounts', '{ status: [DRAFT] }')).toBeGreaterThan(
        1001,
      );
      expect(await count(sellerManager, 'exclusiveDiscounts')).toBeGreaterThan(1000);
      expect(await count(operator, 'exclusiveDiscounts', '{ status: [DRAFT, DRAFT] }')).toBe(
        await count(manager, 'exclusiveDiscounts', '{ status: [DRAFT] }'),
      );
      expect(await count(manager, 'customers', '{ status: [BOUND] }')).toBe(1001);
      expect(await count(operator, 'customers', '{ status: [BOUND] }')).toBe(1001);

      const other = '{ status: [DRAFT], origin: [PARTNER] }';
      expect(await count(manager, 'exclusiveDiscounts', other)).toBe(2);
      expect(await count(rep, 'exclusiveDiscounts')).toBe(0);
      expect(await count(rep, 'customers')).toBe(0);
      expect(await count(stage.buyer, 'exclusiveDiscounts')).toBe(0);
      // A partner sees the authorizations for all partners, too.
      expect(await count(manager, 'cspAuthorizations')).toBe(1);
      // A distributor reads its own numbers, and counts the discounts of a sub-distributor.
      const ofPartner = `{ partnerId: ["ptn_${stage.partner.id}"], status: [DRAFT] }`;
      expect(await count(operator, 'exclusiveDiscounts', ofPartner)).toBe(1002);
      expect(await count(manager, 'exclusiveDiscounts', ofPartner)).toBe(1002);
      // A seller's numbers are without drafts, which operators see.
      const ofSeller = `{ sellerId: ["org_${stage.seller.id}"] }`;
      expect(await count(operator, 'exclusiveDiscounts', ofSeller)).toBe(3);
      const below = `{ customer(by: { id: "${stage.customerId}" }) { exclusiveDiscounts(first: 1) { count { value } } } }`;
      expect((await manager.ask(below)).customer.exclusiveDiscounts.count.value).toBe(3);
    } finally {
      await client.query('update kept_count set rows = rows - 1000');
      await client.end();
    }
    expect(await count(manager, 'exclusiveDiscounts')).toBe(3);
    expect(await count(sellerManager, 'exclusiveDiscounts')).toBe(1);
    expect(await count(sellerManager, 'exclusiveDiscounts', '{ status: [DRAFT] }')).toBe(0);
  });

  it('is visible to the organization only, and no organization writes it', async () => {
    const all = sql`select distinct org_id::text as org from kept_count`;
    const { manager, sellerManager, partner, seller } = stage;
    expect(await as(manager, all)).toEqual([{ org: partner.id }]);
    expect(await as(sellerManager, all)).toEqual([{ org: seller.id }]);
    expect(await as(stage.buyer, all)).toEqual([]);
    expect((await as(stage.operator, all)).length).toBeGreaterThan(2);
    expect(await as(manager, sql`update kept_count set rows = 0 returning 1`)).toEqual([]);
    await expect(
      as(manager, sql`insert into kept_count values ('x', ${partner.id}, 'y', 0, 1)`),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('the sums of orders', () => {
  it('are the stored ones if only the state filters, and the rows are summed in any other list', async () => {
    const { manager, operator, partner } = stage;
    const dealTotal = async (viewer: Caller, filter: string): Promise<string> =>
      (
        await viewer.ask(
          `{ orders(first: 1, filter: ${filter}) { totals { dealTotal { amount } } } }`,
        )
      ).orders.totals.dealTotal.amount;
    const client = await owner();
    const stored = `where what = 'customer_order.partner_id' and org_id = '${partner.id}' and stripe = 99`;
    try {
      await client.query(
        `insert into kept_count values ('customer_order.partner_id', '${partner.id}', 'COMPLETED', 99, 0, '{100, 90, 10, 80}'),
          ('customer_order.partner_id', '${partner.id}', 'CANCELLED', 99, 0, '{1, 1, 0, 1}')`,
      );
      expect(await dealTotal(manager, '{}')).toBe('0.91');
      expect(await dealTotal(manager, '{ status: [COMPLETED] }')).toBe('0.90');
      expect(await dealTotal(manager, '{ status: [COMPLETED], orderType: [NEW] }')).toBe('0.00');
      expect(await dealTotal(operator, '{}')).toBe('0.00');
      expect(await dealTotal(rep, '{}')).toBe('0.00');
      expect(await dealTotal(operator, `{ partnerId: ["ptn_${partner.id}"] }`)).toBe('0.91');
      const below = `{ partner(by: { id: "ptn_${partner.id}" }) {
        orders(first: 1, filter: { status: [COMPLETED] }) { totals { dealTotal { amount } } } } }`;
      for (const viewer of [manager, operator])
        expect((await viewer.ask(below)).partner.orders.totals.dealTotal.amount).toBe('0.90');
      expect((await rep.ask(below)).partner.orders.totals.dealTotal.amount).toBe('0.00');
    } finally {
      await client.query(`delete from kept_count ${stored}`);
      await client.end();
    }
    expect(await dealTotal(manager, '{}')).toBe('0.00');
  });

  it('hold the settled amounts of the lines, which only the readers of bills see', async () => {
    const { manager, sellerManager, operator, partner } = stage;
    const totals = async (
      viewer: Caller,
      filter: string,
    ): Promise<[string, string | undefined]> => {
      const { dealPrice, settlementAmount } = (
        await viewer.ask(
          `{ orderLines(first: 1, filter: ${filter}) { totals { dealPrice { amount } settlementAmount { amount } } } }`,
        )
      ).orderLines.totals;
      return [dealPrice.amount, settlementAmount?.amount];
    };
    const client = await owner();
    try {
      await client.query(
        `insert into kept_count values ('order_line.partner_id', '${partner.id}', 'ISSUED', 99, 0, '{100, 90, 10, 80, 50}'),
          ('order_line.partner_id', '${partner.id}', 'PENDING', 99, 0, '{1, 1, 0, 1, 0}'),
          ('order_line.seller_id', '${stage.seller.id}', 'ISSUED', 99, 0, '{100, 90, 10, 80, 50}')`,
      );
      expect(await totals(manager, '{}')).toEqual(['0.91', '0.50']);
      expect(await totals(manager, '{ billingStatus: [ISSUED] }')).toEqual(['0.90', '0.50']);
      expect(await totals(manager, '{ isRefund: false }')).toEqual(['0.00', '0.00']);
      expect(await totals(sellerManager, '{}')).toEqual(['0.90', undefined]);
      expect(await totals(operator, '{}')).toEqual(['0.00', '0.00']);
    } finally {
      await client.query('delete from kept_count where stripe = 99');
      await client.end();
    }
    expect(await totals(manager, '{}')).toEqual(['0.00', '0.00']);
  });
});

describe('two writers of one organization', () => {
  it('neither wait for each other nor deadlock, and their changes add up', async () => {
    const [first, second] = [await owner(), await owner()];
    const rename = (i: number, status: string): string =>
      `update exclusive_discount set status = '${status}' where id = '${drafts[i]!.slice(4)}'`;
    const before = await count(stage.manager, 'exclusiveDiscounts', '{ status: [WITHDRAWN] }');
    const submitted = (i: number): string =>
      `update exclusive_discount set submitted_at = created_at where id = '${drafts[i]!.slice(4)}'`;
    try {
      for (const client of [first, second]) await client.query('begin');
      await first.query(submitted(0));
      await second.query(submitted(1));
      await first.query(rename(0, 'WITHDRAWN'));
      await second.query(rename(1, 'WITHDRAWN'));
      await first.query(rename(0, 'DRAFT'));
      await first.query(rename(0, 'WITHDRAWN'));
      await second.query('commit');
      await first.query('commit');
    } finally {
      for (const client of [first, second]) await client.end();
    }
    expect(await count(stage.manager, 'exclusiveDiscounts', '{ status: [WITHDRAWN] }')).toBe(
      before + 2,
    );
  });
});
