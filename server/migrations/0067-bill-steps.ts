import { Migration } from '@mikro-orm/migrations';
import { DB_ROLES } from '../platform/db/tenancy.ts';

/** Bills that were paid before their transfer was kept get their payment request number and their day. */
const PAID = `update settlement_bill set payment_reference = payment_request_number,
  paid_on = date_trunc('day', paid_at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' where status = 'PAID'`;

export class BillSteps extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "settlement_bill_signature" ("id" uuid not null, "created_at" timestamptz(3) not null, "bill_id" uuid not null, "position" int not null, "member_id" uuid not null, "user_id" uuid not null, "signed_by_name" text not null, "reason" text not null, "seal" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "settlement_bill_signature_of_bill" on "settlement_bill_signature" ("bill_id", "position", "id")`,
    );
    this.addSql(
      `alter table "settlement_bill_signature" add constraint "settlement_bill_signature_two" check (position in (1, 2))`,
    );
    this.addSql(
      `alter table "settlement_bill_signature" add constraint "settlement_bill_signature_position" unique ("bill_id", "position")`,
    );
    this.addSql(
      `alter table "settlement_bill_signature" add constraint "settlement_bill_signature_once" unique ("bill_id", "user_id")`,
    );
    this.addSql(`alter table "settlement_bill" drop constraint "settlement_bill_paid"`);
    this.addSql(`drop trigger if exists "settlement_bill_issued" on "settlement_bill"`);
    this.addSql(
      `alter table "settlement_bill" add "payment_reference" text null, add "paid_on" timestamptz(3) null`,
    );
    this.addSql(PAID);
    this.addSql(
      `alter table "settlement_bill" add constraint "settlement_bill_paid" check (num_nonnulls(paid_at, payment_reference, paid_on) = case when status = 'PAID' then 3 else 0 end)`,
    );
    this.addSql(`create or replace function "settlement_bill_settlement_bill_signed_fn"() returns trigger as $$ begin if not exists (select 1 from settlement_bill_signature s where s.bill_id = new.id
          having count(distinct s.user_id) = 2 and count(distinct s.seal) = 1) then
        raise exception 'bill % lacks the signatures of two operators', new.number; end if; return new; end; $$ language plpgsql`);
    this.addSql(`create trigger "settlement_bill_signed" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status = 'COUNTERSIGNING' and new.status <> 'COUNTERSIGNING') execute function "settlement_bill_settlement_bill_signed_fn"()`);
    this.addSql(
      `create or replace function "settlement_bill_settlement_bill_final_fn"() returns trigger as $$ begin raise exception 'bill % was paid: it cannot change', old.number; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "settlement_bill_final" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status = 'PAID') execute function "settlement_bill_settlement_bill_final_fn"()`);
    this.addSql(
      `create or replace function "settlement_bill_settlement_bill_issued_fn"() returns trigger as $$ begin raise exception 'bill % was sent: it cannot change', old.number; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "settlement_bill_issued" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status <> 'GENERATED' and (new.status = 'GENERATED' or (old.partner_id, old.period, old.number, old.currency, old.gross_minor, old.net_minor, old.tax_minor, old.carried_in_minor, old.service_vat_rate, old.line_count, old.run_at, old.seal, old.sent_at) is distinct from (new.partner_id, new.period, new.number, new.currency, new.gross_minor, new.net_minor, new.tax_minor, new.carried_in_minor, new.service_vat_rate, new.line_count, new.run_at, new.seal, new.sent_at))) execute function "settlement_bill_settlement_bill_issued_fn"()`);
    this.addSql(
      `alter table "settlement_bill_signature" add constraint "settlement_bill_signature_bill_id_foreign" foreign key ("bill_id") references "settlement_bill" ("id")`,
    );
    this.addSql(
      `alter table "settlement_bill_signature" add constraint "settlement_bill_signature_member_id_foreign" foreign key ("member_id") references "membership" ("id")`,
    );
    this.addSql(
      `alter table "settlement_bill_signature" add constraint "settlement_bill_signature_user_id_foreign" foreign key ("user_id") references "app_user" ("id")`,
    );
    this.addSql(
      `create or replace function "settlement_bill_signature_settlement_bill_signature_frozen_fn"() returns trigger as $$ begin raise exception 'signatures are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "settlement_bill_signature_frozen" BEFORE UPDATE OR DELETE on "settlement_bill_signature" for each ROW execute function "settlement_bill_signature_settlement_bill_signature_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "settlement_bill_signature_settlement_bill_signature_kept_fn"() returns trigger as $$ begin raise exception 'signatures are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "settlement_bill_signature_kept" BEFORE TRUNCATE on "settlement_bill_signature" for each STATEMENT execute function "settlement_bill_signature_settlement_bill_signature_kept_fn"()`,
    );
    this.addSql(`alter table "settlement_bill_signature" enable row level security`);
    this.addSql(`alter table "settlement_bill_signature" force row level security`);
    this.addSql(
      `create policy "owner_all" on "settlement_bill_signature" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "settlement_bill_signature" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "settlement_bill_signature" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "settlement_bill_signature" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`revoke update, delete on settlement_bill_signature from ${DB_ROLES.app}`);
  }
}
