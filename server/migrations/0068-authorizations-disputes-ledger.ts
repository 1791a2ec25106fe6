import { Migration } from '@mikro-orm/migrations';
import { DB_ROLES } from '../platform/db/tenancy.ts';
import { LINE_DISPUTE_NUMBER_SQL } from './functions/settlement.sql.ts';

/** Journal entries of the bills that were sent or paid before the ledger existed. */
const booked = (event: string, at: string, postings: string): string => `
  with e as (insert into ledger_entry (id, created_at, bill_id, partner_id, event, period, bill_number)
    select gen_random_uuid(), ${at}, id, partner_id, '${event}', period, number from settlement_bill where ${at} is not null
    returning id, created_at, bill_id)
  insert into ledger_posting (id, created_at, entry_id, position, bill_id, partner_id, period, account, amount_minor)
  select gen_random_uuid(), e.created_at, e.id, x.position, b.id, b.partner_id, b.period, x.account, x.amount
  from e join settlement_bill b on b.id = e.bill_id cross join lateral (values ${postings}) x(position, account, amount)`;

/** Sellers authorize what is not paid yet: the lines of common products of the bills that were sent before. */
const EXISTING: readonly string[] = [
  booked(
    'BILL_SENT',
    'sent_at',
    `(0, 'SHARE_COST', b.net_minor), (1, 'INPUT_VAT', b.tax_minor), (2, 'PARTNER_PAYABLE', -b.gross_minor)`,
  ),
  booked(
    'BILL_PAID',
    'paid_at',
    `(0, 'PARTNER_PAYABLE', b.gross_minor), (1, 'BANK', -b.gross_minor)`,
  ),
  `insert into payment_authorization (id, created_at, bill_id, bill_line_id, order_line_id, partner_id, seller_id, product_id,
    period, line_position, partner_name, order_number, product_name, search_key, amount_minor, status, flag_at, due_at, is_lead)
  select gen_random_uuid(), now(), b.id, l.id, o.id, b.partner_id, o.seller_id, o.product_id,
    b.period, l.position, p.name, o.order_number, o.product_name, lower(o.order_number) || ' ' || g.search_key || ' ' || p.search_key,
    l.settlement_minor, 'PENDING', now() + interval '14 days', now() + interval '14 days',
    row_number() over (partition by b.id, o.seller_id order by l.position) = 1
  from settlement_bill b join settlement_bill_line l on l.bill_id = b.id join order_line o on o.id = l.order_line_id
    join product g on g.id = o.product_id join partner p on p.id = b.partner_id
  where b.sent_at is not null and b.status <> 'PAID' and g.sale_model = 'COMMON'`,
  `insert into deadline (id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, acts_side, partner_id, seller_id)
  select gen_random_uuid(), now(), 'PaymentAuthorization', a.id, 'flag', 'BUSINESS_DAYS', a.flag_at, 'PENDING',
    a.period || ' ' || a.order_number || ' ' || a.product_name, 'SELLER', a.partner_id, a.seller_id
  from payment_authorization a`,
  // Later statements may change the table only without pending checks of its rows.
  'set constraints all immediate',
];

export class AuthorizationsDisputesLedger extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "ledger_entry" ("id" uuid not null, "created_at" timestamptz(3) not null, "bill_id" uuid not null, "partner_id" uuid not null, "event" text not null, "period" text not null, "bill_number" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "ledger_entry_newest" on "ledger_entry" ("created_at", "id")`);
    this.addSql(
      `create index "ledger_entry_of_partner" on "ledger_entry" ("partner_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "ledger_entry_of_bill" on "ledger_entry" ("bill_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_once" unique ("bill_id", "event")`,
    );
    this.addSql(
      `create table "ledger_posting" ("id" uuid not null, "created_at" timestamptz(3) not null, "entry_id" uuid not null, "position" int not null, "bill_id" uuid not null, "partner_id" uuid not null, "period" text not null, "account" text not null, "amount_minor" bigint not null, "currency" text not null default 'CNY', primary key ("id"))`,
    );
    this.addSql(`create index "ledger_posting_newest" on "ledger_posting" ("created_at", "id")`);
    this.addSql(
      `create index "ledger_posting_of_partner" on "ledger_posting" ("partner_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "ledger_posting_of_bill" on "ledger_posting" ("bill_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "ledger_posting" add constraint "ledger_posting_once" unique ("entry_id", "position")`,
    );
    this.addSql(
      `create table "payment_authorization" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "bill_id" uuid not null, "bill_line_id" uuid not null, "order_line_id" uuid not null, "partner_id" uuid not null, "seller_id" uuid not null, "product_id" uuid not null, "period" text not null, "line_position" int not null, "partner_name" text not null, "order_number" text not null, "product_name" text not null, "search_key" text not null, "amount_minor" bigint not null, "currency" text not null default 'CNY', "status" text not null, "flag_at" timestamptz(3) null, "is_flagged" boolean not null default false, "due_at" timestamptz(3) null, "due_at_or_never" timestamptz(3) generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null, "decided_at" timestamptz(3) null, "decided_by_name" text null, "refusal_reason" text null, "operator_reason" text null, "released_at" timestamptz(3) null, "is_lead" boolean not null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index payment_authorization_search on payment_authorization using gin (search_key gin_trgm_ops)`,
    );
    this.addSql(
      `create index payment_authorization_characters on payment_authorization using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index "payment_authorization_newest" on "payment_authorization" ("created_at", "id")`,
    );
    this.addSql(
      `create index "payment_authorization_of_partner" on "payment_authorization" ("partner_id", "created_at", "id", "seller_id", "status", "period", "product_id", "is_flagged", "due_at_or_never")`,
    );
    this.addSql(
      `create index "payment_authorization_of_seller" on "payment_authorization" ("seller_id", "created_at", "id", "partner_id", "status", "period", "product_id", "is_flagged", "due_at_or_never")`,
    );
    this.addSql(
      `create index "payment_authorization_due" on "payment_authorization" ("due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "payment_authorization_due_of_partner" on "payment_authorization" ("partner_id", "due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "payment_authorization_due_of_seller" on "payment_authorization" ("seller_id", "due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "payment_authorization_by_amount" on "payment_authorization" ("amount_minor", "id")`,
    );
    this.addSql(
      `create index "payment_authorization_amount_of_partner" on "payment_authorization" ("partner_id", "amount_minor", "id")`,
    );
    this.addSql(
      `create index "payment_authorization_amount_of_seller" on "payment_authorization" ("seller_id", "amount_minor", "id", "status")`,
    );
    this.addSql(
      `create index "payment_authorization_of_bill" on "payment_authorization" ("bill_id", "created_at", "id")`,
    );
    this.addSql(
      `create index payment_authorization_open on payment_authorization (bill_id) where status <> 'AUTHORIZED'`,
    );
    this.addSql(
      `create index "payment_authorization_of_order_line" on "payment_authorization" ("order_line_id")`,
    );
    this.addSql(
      `create index "payment_authorization_in_state" on "payment_authorization" ("status", "created_at", "id")`,
    );
    this.addSql(
      `create index "payment_authorization_changed" on "payment_authorization" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "payment_authorization_changed_of_partner" on "payment_authorization" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "payment_authorization_changed_of_seller" on "payment_authorization" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_of_line" unique ("bill_line_id")`,
    );
    this.addSql(
      `create table "line_dispute" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "number" text not null, "bill_id" uuid not null, "bill_line_id" uuid not null, "order_line_id" uuid not null, "partner_id" uuid not null, "period" text not null, "bill_number" text not null, "order_number" text not null, "product_name" text not null, "search_key" text not null, "line_minor" bigint not null, "expected_minor" bigint null, "currency" text not null default 'CNY', "status" text not null, "reason" text not null, "opened_by_name" text not null, "decide_by" timestamptz(3) not null, "breach_at" timestamptz(3) null, "is_breached" boolean not null default false, "due_at" timestamptz(3) null, "due_at_or_never" timestamptz(3) generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null, "adjustment_minor" bigint null, "decision_reason" text null, "decided_by_name" text null, "ended_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create unique index line_dispute_once on line_dispute (bill_line_id) where status <> 'WITHDRAWN'`,
    );
    this.addSql(`create index "line_dispute_newest" on "line_dispute" ("created_at", "id")`);
    this.addSql(
      `create index "line_dispute_of_partner" on "line_dispute" ("partner_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "line_dispute_due" on "line_dispute" ("due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "line_dispute_of_bill" on "line_dispute" ("bill_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "line_dispute_of_line" on "line_dispute" ("bill_line_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "line_dispute_in_state" on "line_dispute" ("status", "created_at", "id")`,
    );
    this.addSql(`create index "line_dispute_changed" on "line_dispute" ("updated_at", "id")`);
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_number" unique ("number")`,
    );
    this.addSql(
      `create table "bill_adjustment" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "partner_id" uuid not null, "bill_line_id" uuid not null, "order_line_id" uuid not null, "product_type" text not null, "amount_minor" bigint not null, "currency" text not null default 'CNY', "origin" text not null, "source_id" uuid null, "reason" text not null, "made_by_name" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "bill_adjustment_newest" on "bill_adjustment" ("created_at", "id")`);
    this.addSql(
      `create index "bill_adjustment_of_partner" on "bill_adjustment" ("partner_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "bill_adjustment_of_line" on "bill_adjustment" ("bill_line_id", "created_at", "id")`,
    );
    this.addSql(`create index "bill_adjustment_changed" on "bill_adjustment" ("updated_at", "id")`);
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_of_source" unique ("source_id")`,
    );
    this.addSql(`create or replace function "settlement_bill_settlement_bill_authorized_fn"() returns trigger as $$ begin if exists (select 1 from payment_authorization a where a.bill_id = new.id
          and a.status <> 'AUTHORIZED' and a.released_at is null) then
        raise exception 'bill % has lines that no seller authorized', new.number; end if; return new; end; $$ language plpgsql`);
    this.addSql(`create trigger "settlement_bill_authorized" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status <> 'PAID' and new.status = 'PAID') execute function "settlement_bill_settlement_bill_authorized_fn"()`);
    this.addSql(`alter table "settlement_bill_line" add "adjustment_id" uuid null`);
    this.addSql(
      `alter table "settlement_bill_line" add constraint "settlement_bill_line_of_adjustment" unique ("adjustment_id")`,
    );
    this.addSql(
      `alter table "settlement_bill_line" add constraint "settlement_bill_line_adjustment" check ((kind = 'ADJUSTMENT') = (adjustment_id is not null))`,
    );
    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_bill_id_foreign" foreign key ("bill_id") references "settlement_bill" ("id")`,
    );
    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_event_check" check ("event" in ('BILL_SENT', 'BILL_PAID'))`,
    );
    this.addSql(
      `create or replace function "ledger_entry_ledger_entry_frozen_fn"() returns trigger as $$ begin raise exception 'journal entries are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "ledger_entry_frozen" BEFORE UPDATE OR DELETE on "ledger_entry" for each ROW execute function "ledger_entry_ledger_entry_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "ledger_entry_ledger_entry_kept_fn"() returns trigger as $$ begin raise exception 'journal entries are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "ledger_entry_kept" BEFORE TRUNCATE on "ledger_entry" for each STATEMENT execute function "ledger_entry_ledger_entry_kept_fn"()`,
    );
    this.addSql(`alter table "ledger_entry" enable row level security`);
    this.addSql(`alter table "ledger_entry" force row level security`);
    this.addSql(
      `create policy "owner_all" on "ledger_entry" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "ledger_entry" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "ledger_entry" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "ledger_entry" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "ledger_posting" add constraint "ledger_posting_entry_id_foreign" foreign key ("entry_id") references "ledger_entry" ("id")`,
    );
    this.addSql(
      `alter table "ledger_posting" add constraint "ledger_posting_bill_id_foreign" foreign key ("bill_id") references "settlement_bill" ("id")`,
    );
    this.addSql(
      `alter table "ledger_posting" add constraint "ledger_posting_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "ledger_posting" add constraint "ledger_posting_account_check" check ("account" in ('SHARE_COST', 'INPUT_VAT', 'PARTNER_PAYABLE', 'BANK'))`,
    );
    this.addSql(
      `alter table "ledger_posting" add constraint "ledger_posting_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create or replace function "ledger_posting_ledger_posting_frozen_fn"() returns trigger as $$ begin raise exception 'ledger postings are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "ledger_posting_frozen" BEFORE UPDATE OR DELETE on "ledger_posting" for each ROW execute function "ledger_posting_ledger_posting_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "ledger_posting_ledger_posting_kept_fn"() returns trigger as $$ begin raise exception 'ledger postings are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "ledger_posting_kept" BEFORE TRUNCATE on "ledger_posting" for each STATEMENT execute function "ledger_posting_ledger_posting_kept_fn"()`,
    );
    this.addSql(
      `create or replace function ledger_posting_balanced_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin if (select sum(p.amount_minor) from ledger_posting p where p.entry_id = new.entry_id) <> 0 then raise exception 'the postings of entry % do not sum to zero', new.entry_id; end if; return null; end; $$`,
    );
    this.addSql(`revoke all on function ledger_posting_balanced_fn() from public`);
    this.addSql(`grant execute on function ledger_posting_balanced_fn() to partnergraph_app`);
    this.addSql(
      `create constraint trigger ledger_posting_balanced after insert on ledger_posting deferrable initially deferred for each row execute function ledger_posting_balanced_fn()`,
    );
    this.addSql(`alter table "ledger_posting" enable row level security`);
    this.addSql(`alter table "ledger_posting" force row level security`);
    this.addSql(
      `create policy "owner_all" on "ledger_posting" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "ledger_posting" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "ledger_posting" to "partnergraph_app" using ((ledger_posting.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and ledger_posting.account = 'PARTNER_PAYABLE')) with check ((ledger_posting.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and ledger_posting.account = 'PARTNER_PAYABLE'))`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "ledger_posting" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "ledger_posting" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "ledger_posting" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_bill_id_foreign" foreign key ("bill_id") references "settlement_bill" ("id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_bill_line_id_foreign" foreign key ("bill_line_id") references "settlement_bill_line" ("id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_order_line_id_foreign" foreign key ("order_line_id") references "order_line" ("id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_clock" check ((status = 'PENDING') = (due_at is not null) and (flag_at is null or status = 'PENDING'))`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_decided" check (num_nonnulls(decided_at, decided_by_name) = case when status = 'PENDING' then 0 else 2 end)`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_refused" check (status <> 'REFUSED' or refusal_reason is not null)`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_released" check (released_at is null or (status = 'REFUSED' and operator_reason is not null))`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_status_check" check ("status" in ('PENDING', 'AUTHORIZED', 'REFUSED'))`,
    );
    this.addSql(
      `create or replace function "payment_authorization_payment_authorization_fixed_fn"() returns trigger as $$ begin raise exception 'an authorization that was given, its line and its amount cannot change'; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "payment_authorization_fixed" BEFORE UPDATE on "payment_authorization" for each ROW
  when (old.status = 'AUTHORIZED' or (old.bill_id, old.bill_line_id, old.partner_id, old.seller_id, old.amount_minor) is distinct from (new.bill_id, new.bill_line_id, new.partner_id, new.seller_id, new.amount_minor)) execute function "payment_authorization_payment_authorization_fixed_fn"()`);
    this.addSql(
      `create or replace function "payment_authorization_payment_authorization_kept_fn"() returns trigger as $$ begin raise exception 'an authorization cannot be deleted'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "payment_authorization_kept" BEFORE DELETE on "payment_authorization" for each ROW execute function "payment_authorization_payment_authorization_kept_fn"()`,
    );
    this.addSql(
      `create or replace function payment_authorization_updated_fn() returns trigger language plpgsql as $$ begin new.due_at_or_never := old.due_at_or_never; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create trigger payment_authorization_updated before update on payment_authorization for each row execute function payment_authorization_updated_fn()`,
    );
    this.addSql(`create or replace function payment_authorization_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('payment_authorization.partner_id', c.partner_id, c.partner_id is not null), ('payment_authorization.seller_id', c.seller_id, c.seller_id is not null), ('payment_authorization', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function payment_authorization_counts_insert_fn() from public`);
    this.addSql(
      `grant execute on function payment_authorization_counts_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger counts_insert after insert on payment_authorization referencing new table as new_rows for each statement execute function payment_authorization_counts_insert_fn()`,
    );
    this.addSql(`create or replace function payment_authorization_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('payment_authorization.partner_id', c.partner_id, c.partner_id is not null), ('payment_authorization.seller_id', c.seller_id, c.seller_id is not null), ('payment_authorization', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function payment_authorization_counts_update_fn() from public`);
    this.addSql(
      `grant execute on function payment_authorization_counts_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger counts_update after update on payment_authorization referencing old table as old_rows new table as new_rows for each statement execute function payment_authorization_counts_update_fn()`,
    );
    this.addSql(`create or replace function payment_authorization_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('payment_authorization.partner_id', c.partner_id, c.partner_id is not null), ('payment_authorization.seller_id', c.seller_id, c.seller_id is not null), ('payment_authorization', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function payment_authorization_counts_delete_fn() from public`);
    this.addSql(
      `grant execute on function payment_authorization_counts_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger counts_delete after delete on payment_authorization referencing old table as old_rows for each statement execute function payment_authorization_counts_delete_fn()`,
    );
    this.addSql(`alter table "payment_authorization" enable row level security`);
    this.addSql(`alter table "payment_authorization" force row level security`);
    this.addSql(
      `create policy "owner_all" on "payment_authorization" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "payment_authorization" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "payment_authorization" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "payment_authorization" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_bill_id_foreign" foreign key ("bill_id") references "settlement_bill" ("id")`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_bill_line_id_foreign" foreign key ("bill_line_id") references "settlement_bill_line" ("id")`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_order_line_id_foreign" foreign key ("order_line_id") references "order_line" ("id")`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_clock" check ((status = 'OPEN') = (due_at is not null) and (status = 'OPEN') = (ended_at is null))`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_decided" check (num_nonnulls(decision_reason, decided_by_name) = case when status in ('UPHELD', 'DISMISSED') then 2 else 0 end)`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_adjustment" check ((status = 'UPHELD') = (adjustment_minor is not null) and adjustment_minor is distinct from 0)`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "line_dispute" add constraint "line_dispute_status_check" check ("status" in ('OPEN', 'UPHELD', 'DISMISSED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `create or replace function "line_dispute_line_dispute_ended_fn"() returns trigger as $$ begin raise exception 'dispute % has ended: it cannot change', old.number; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "line_dispute_ended" BEFORE UPDATE on "line_dispute" for each ROW
  when (old.status <> 'OPEN') execute function "line_dispute_line_dispute_ended_fn"()`);
    this.addSql(
      `create or replace function "line_dispute_line_dispute_kept_fn"() returns trigger as $$ begin raise exception 'dispute % cannot be deleted', old.number; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "line_dispute_kept" BEFORE DELETE on "line_dispute" for each ROW execute function "line_dispute_line_dispute_kept_fn"()`,
    );
    this.addSql(
      `create or replace function line_dispute_updated_fn() returns trigger language plpgsql as $$ begin new.due_at_or_never := old.due_at_or_never; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create trigger line_dispute_updated before update on line_dispute for each row execute function line_dispute_updated_fn()`,
    );
    this.addSql(`create or replace function line_dispute_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('line_dispute.partner_id', c.partner_id, c.partner_id is not null), ('line_dispute', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function line_dispute_counts_insert_fn() from public`);
    this.addSql(`grant execute on function line_dispute_counts_insert_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_insert after insert on line_dispute referencing new table as new_rows for each statement execute function line_dispute_counts_insert_fn()`,
    );
    this.addSql(`create or replace function line_dispute_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('line_dispute.partner_id', c.partner_id, c.partner_id is not null), ('line_dispute', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function line_dispute_counts_update_fn() from public`);
    this.addSql(`grant execute on function line_dispute_counts_update_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_update after update on line_dispute referencing old table as old_rows new table as new_rows for each statement execute function line_dispute_counts_update_fn()`,
    );
    this.addSql(`create or replace function line_dispute_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('line_dispute.partner_id', c.partner_id, c.partner_id is not null), ('line_dispute', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function line_dispute_counts_delete_fn() from public`);
    this.addSql(`grant execute on function line_dispute_counts_delete_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_delete after delete on line_dispute referencing old table as old_rows for each statement execute function line_dispute_counts_delete_fn()`,
    );
    this.addSql(`alter table "line_dispute" enable row level security`);
    this.addSql(`alter table "line_dispute" force row level security`);
    this.addSql(
      `create policy "owner_all" on "line_dispute" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "line_dispute" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "line_dispute" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "line_dispute" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_bill_line_id_foreign" foreign key ("bill_line_id") references "settlement_bill_line" ("id")`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_order_line_id_foreign" foreign key ("order_line_id") references "order_line" ("id")`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_amount" check (amount_minor <> 0)`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_source" check ((origin = 'OPERATOR') = (source_id is null))`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_product_type_check" check ("product_type" in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'DATA_ASSET', 'AI_ASSET', 'LICENSE', 'MANUAL_SERVICE', 'HARDWARE', 'CONSULTING'))`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "bill_adjustment" add constraint "bill_adjustment_origin_check" check ("origin" in ('DISPUTE', 'REFUSED_AUTHORIZATION', 'OPERATOR'))`,
    );
    this.addSql(
      `create or replace function "bill_adjustment_bill_adjustment_frozen_fn"() returns trigger as $$ begin raise exception 'adjustments are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "bill_adjustment_frozen" BEFORE UPDATE OR DELETE on "bill_adjustment" for each ROW execute function "bill_adjustment_bill_adjustment_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "bill_adjustment_bill_adjustment_kept_fn"() returns trigger as $$ begin raise exception 'adjustments are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "bill_adjustment_kept" BEFORE TRUNCATE on "bill_adjustment" for each STATEMENT execute function "bill_adjustment_bill_adjustment_kept_fn"()`,
    );
    this.addSql(
      `create trigger bill_adjustment_updated before update on bill_adjustment for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "bill_adjustment" enable row level security`);
    this.addSql(`alter table "bill_adjustment" force row level security`);
    this.addSql(
      `create policy "owner_all" on "bill_adjustment" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "bill_adjustment" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "bill_adjustment" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "bill_adjustment" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `revoke update, delete on ledger_entry, ledger_posting, bill_adjustment from ${DB_ROLES.app}`,
    );
    this.addSql(LINE_DISPUTE_NUMBER_SQL);
    for (const statement of EXISTING) this.addSql(statement);
  }
}
