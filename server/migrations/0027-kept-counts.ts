import { Migration } from '@mikro-orm/migrations';
import { COUNT_STRIPE } from '../platform/db/counts.ts';

const ALL = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** Table → name of each of its numbers, organization of a row `c`, and whether the row counts. */
const COUNTED: Readonly<Record<string, string>> = {
  customer: `('customer', ${ALL}, true)`,
  joint_sales_authorization: `('joint_sales_authorization.partner_id', c.partner_id, c.partner_id is not null), ('joint_sales_authorization.seller_id', c.seller_id, c.seller_id is not null), ('joint_sales_authorization', ${ALL}, true)`,
  csp_authorization: `('csp_authorization.partner_id', c.partner_id, c.partner_id is not null), ('csp_authorization.seller_id', c.seller_id, c.seller_id is not null), ('csp_authorization', ${ALL}, true)`,
  settlement_bill: `('settlement_bill.partner_id', c.partner_id, c.partner_id is not null), ('settlement_bill', ${ALL}, true)`,
  invoice: `('invoice.partner_id', c.partner_id, c.partner_id is not null), ('invoice', ${ALL}, true)`,
  partner_binding: `('partner_binding.partner_id', c.partner_id, c.partner_id is not null), ('partner_binding', ${ALL}, true)`,
  exclusive_discount: `('exclusive_discount.partner_id', c.partner_id, c.partner_id is not null), ('exclusive_discount.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('exclusive_discount', ${ALL}, true)`,
  customer_order: `('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', ${ALL}, true)`,
  order_access: `('order_access.seller_id', c.seller_id, true)`,
  customer_access: `('customer_access.org_id', c.org_id, c.until is null)`,
};

const add = (rows: string, values: string): string =>
  `insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (${rows}) c cross join lateral (values ${values}) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows`;

const EVENTS = {
  insert: ['new table as new_rows', 'select *, 1 as factor from new_rows'],
  update: [
    'old table as old_rows new table as new_rows',
    'select *, -1 as factor from old_rows union all select *, 1 from new_rows',
  ],
  delete: ['old table as old_rows', 'select *, -1 as factor from old_rows'],
} as const;

export class KeptCounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(COUNT_STRIPE);
    this.addSql(
      `create table "kept_count" ("what" text not null, "org_id" uuid not null, "value" text not null, "stripe" smallint not null, "rows" int not null, primary key ("what", "org_id", "value", "stripe"))`,
    );
    this.addSql(`alter table "kept_count" enable row level security`);
    this.addSql(`alter table "kept_count" force row level security`);
    this.addSql(
      `create policy "owner_all" on "kept_count" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "kept_count" for select to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "kept_count" for select to "partnergraph_reporting" using (false)`,
    );
    for (const [table, values] of Object.entries(COUNTED)) {
      this.addSql(add(`select *, 1 as factor from ${table}`, values));
      for (const [event, [tables, rows]] of Object.entries(EVENTS)) {
        const fn = `${table}_counts_${event}_fn()`;
        this.addSql(
          `create or replace function ${fn} returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin ${add(rows, values)}; return null; end; $$`,
        );
        this.addSql(`revoke all on function ${fn} from public`);
        this.addSql(`grant execute on function ${fn} to partnergraph_app`);
        this.addSql(
          `create trigger counts_${event} after ${event} on ${table} referencing ${tables} for each statement execute function ${fn}`,
        );
      }
    }
  }
}
