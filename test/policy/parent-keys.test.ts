import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parentKeys } from '../../server/platform/db/parent-keys.ts';
import { superuserUrl } from './fixtures/dump.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

/** Each child with the column of its parent, the parent, and the columns that it copies. */
const TIED = [
  ['appeal', 'supervision_id', 'supervision', 'customer_id partner_id seller_id'],
  ['appeal_material', 'appeal_id', 'appeal', 'partner_id seller_id customer_id'],
  ['appeal_statement', 'appeal_id', 'appeal', 'partner_id seller_id customer_id'],
  ['difference', 'account_id', 'upstream_account', 'org_id'],
  [
    'exclusive_discount_line',
    'discount_id',
    'exclusive_discount',
    'partner_id seller_id customer_id',
  ],
  ['import_row', 'job_id', 'job', 'tenant_id'],
  ['invoice_red_letter', 'invoice_id', 'invoice', 'partner_id'],
  ['invoice_registration', 'invoice_id', 'invoice', 'partner_id'],
  ['job_row', 'job_id', 'job', 'tenant_id'],
  ['order_line', 'order_id', 'customer_order', 'customer_id partner_id'],
  ['private_offer_line', 'offer_id', 'private_offer', 'partner_id seller_id customer_id'],
  ['quarantined_row', 'feed_id', 'upstream_feed', 'org_id'],
  ['refund_request', 'order_line_id', 'order_line', 'customer_id partner_id seller_id'],
  ['settlement_bill_line', 'bill_id', 'settlement_bill', 'partner_id'],
  ['specification', 'product_id', 'product', 'seller_id'],
  ['supervision', 'order_line_id', 'order_line', 'customer_id partner_id seller_id'],
  ['supervision_evidence', 'supervision_id', 'supervision', 'partner_id seller_id customer_id'],
  ['supervision_log', 'supervision_id', 'supervision', 'partner_id seller_id customer_id'],
  ['supervision_node', 'supervision_id', 'supervision', 'partner_id seller_id customer_id'],
  ['sync_run', 'feed_id', 'upstream_feed', 'org_id'],
  ['upstream_charge', 'account_id', 'upstream_account', 'org_id'],
  ['upstream_customer', 'account_id', 'upstream_account', 'org_id'],
  ['upstream_feed', 'account_id', 'upstream_account', 'org_id'],
  ['upstream_instance', 'account_id', 'upstream_account', 'org_id'],
  ['upstream_notification', 'account_id', 'upstream_account', 'org_id'],
  ['upstream_quota', 'account_id', 'upstream_account', 'org_id'],
  ['webhook_delivery', 'endpoint_id', 'webhook_endpoint', 'org_id'],
] as const;

/** Whether a column of the table is itself a copy, so that it cannot change alone. */
const isCopy = (table: string, column: string): boolean =>
  TIED.some(([child, , , copied]) => child === table && copied.split(' ').includes(column));

let tenants: TenantWorld;
let client: pg.Client;
beforeAll(async () => {
  tenants = await openTenants();
  client = new pg.Client(superuserUrl(tenants.world));
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await tenants?.close();
});

/** Another row of the table that a column references. */
const another = async (table: string, column: string): Promise<string> => {
  const { rows } = await client.query<{ to: string }>(
    `select confrelid::regclass::text as to from pg_constraint where conrelid = $1::regclass and contype = 'f'
      and conkey = array[(select attnum from pg_attribute where attrelid = $1::regclass and attname = $2)]`,
    [table, column],
  );
  // A copy that is tied to its parent only names an organization; each has one account of an upstream system.
  const to = rows[0]?.to ?? 'organization';
  const free = to === 'organization' ? 'id not in (select org_id from upstream_account)' : 'true';
  return `(select id from ${to} where id <> ${column} and ${free} limit 1)`;
};

/** The tables that copy a column of the table, their own children too. */
const below = (table: string): string[] =>
  TIED.filter(([, , parent]) => parent === table).flatMap(([child]) => [child, ...below(child)]);

/**
 * Tries a change and rolls it back; returns the violated constraint. Triggers that guard sent bills and logs are off,
 * those of all tables below, too: the change reaches them.
 */
async function attempt<T>(table: string, work: () => Promise<T>): Promise<T | string> {
  await client.query('begin');
  for (const name of new Set([table, ...below(table)]))
    await client.query(`alter table ${name} disable trigger user`);
  try {
    return await work();
  } catch (error) {
    const { constraint, message } = error as pg.DatabaseError;
    return constraint ?? message;
  } finally {
    await client.query('rollback');
  }
}

describe('a composite key', () => {
  it('is declared by the entities as the migrations make it', () => {
    const declared = parentKeys(tenants.world.domain.entities).flatMap(
      (line) => /^alter table "(\w+)" .* foreign key/.exec(line)?.[1] ?? [],
    );
    expect(declared.sort()).toEqual(TIED.map(([child]) => child));
  });

  it('ties every child that copies the parties of its parent', async () => {
    const { rows } = await client.query(
      `select conrelid::regclass::text as child, pg_get_constraintdef(oid) as key from pg_constraint
        where contype = 'f' and cardinality(conkey) > 1 and connamespace = 'public'::regnamespace order by 1`,
    );
    expect(rows).toEqual(
      TIED.map(([child, reference, parent, copied]) => {
        const columns = copied.split(' ').join(', ');
        return {
          child,
          key: expect.stringContaining(
            `FOREIGN KEY (${reference}, ${columns}) REFERENCES ${parent}(id, ${columns}) ON UPDATE CASCADE`,
          ),
        };
      }),
    );
  });

  it.each(
    TIED.flatMap(([child, reference, parent, copied]) =>
      copied.split(' ').map((column) => ({ child, reference, parent, column })),
    ),
  )('refuses $child another $column than its parent has', async (one) => {
    const { child, reference, parent, column } = one;
    const other = await another(parent, column);
    const given = `${column} is not null`;
    const { rows } = await client.query<{ id: string; to: string; parent: string }>(
      `select id, ${other} as to, ${reference} as parent from ${child} where ${given} and ${reference} in
        (select id from ${parent} where ${given}) limit 1`,
    );
    expect(rows).toHaveLength(1);
    const [{ id, to, parent: parentId }] = rows as [(typeof rows)[0]];
    expect(
      await attempt(child, () =>
        client.query(`update ${child} set ${column} = $1 where id = $2`, [to, id]),
      ),
    ).toBe(`${child}_of_${parent}`);
    if (isCopy(parent, column)) return;
    // The copies follow their parent.
    const followed = await attempt(parent, async () => {
      await client.query(`update ${parent} set ${column} = $1 where id = $2`, [to, parentId]);
      return (await client.query(`select ${column} as copy from ${child} where id = $1`, [id]))
        .rows;
    });
    expect(followed).toEqual([{ copy: to }]);
  });
});
