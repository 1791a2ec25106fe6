import { Migration } from '@mikro-orm/migrations';

/** Seal of a stored bill, as the bill run computes it. */
const SEAL = `encode(sha256(convert_to('[' || '{' || '"period":' || to_json((b.period)::text)::text || ',' || '"currency":' || to_json((b.currency)::text)::text || ',' || '"gross":' || '"' || ((b.gross_minor)::bigint * 0.01)::text || '"' || ',' || '"net":' || '"' || ((b.net_minor)::bigint * 0.01)::text || '"' || ',' || '"tax":' || '"' || ((b.tax_minor)::bigint * 0.01)::text || '"' || ',' || '"carriedIn":' || '"' || ((b.carried_in_minor)::bigint * 0.01)::text || '"' || ',' || '"serviceVatRate":' || '"' || trim_scale(b.service_vat_rate)::text || '"' || ',' || '"lineCount":' || b.line_count::text || '}' || (
  select string_agg(',' || '{' || '"order":' || to_json((o.order_number)::text)::text || ',' || '"orderPosition":' || o.position::text || ',' || '"kind":' || to_json((l.kind)::text)::text || ',' || '"productType":' || to_json((l.product_type)::text)::text || ',' || '"month":' || to_json((l.month)::text)::text || ',' || '"cash":' || '"' || ((l.cash_minor)::bigint * 0.01)::text || '"' || ',' || '"base":' || '"' || ((l.base_minor)::bigint * 0.01)::text || '"' || ',' || '"shareRatio":' || '"' || trim_scale(l.share_ratio)::text || '"' || ',' || '"strategy":' || to_json((l.strategy)::text)::text || ',' || '"productVatRate":' || '"' || trim_scale(l.product_vat_rate)::text || '"' || ',' || '"serviceVatRate":' || '"' || trim_scale(l.service_vat_rate)::text || '"' || ',' || '"settlement":' || '"' || ((l.settlement_minor)::bigint * 0.01)::text || '"' || '}', '' order by l.position)
  from settlement_bill_line l join order_line o on o.id = l.order_line_id where l.bill_id = b.id) || ']', 'UTF8')), 'hex')`;

/** Existing runs are complete, their partners decided; existing bills get their seal, certified partners their period. */
const EXISTING: readonly string[] = [
  `update settlement_run set status = 'COMPLETED', run_at = created_at, started_at = created_at, completed_at = created_at`,
  `insert into settlement_run_partner (id, created_at, run_id, period, partner_id, status, taxpayer_type, pending_minor, gross_minor, line_count, bill_id, decided_at)
  select gen_random_uuid(), r.created_at, r.id, r.period, p.id, case when b.id is null then 'NOTHING' else 'BILLED' end, t.taxpayer_type,
    coalesce(b.gross_minor, 0), coalesce(b.gross_minor, 0), coalesce(b.line_count, 0), b.id, r.created_at
  from settlement_run r join partner p on p.created_at <= r.created_at
    left join settlement_bill b on b.partner_id = p.id and b.period = r.period left join taxpayer_profile t on t.id = p.id`,
  `update settlement_bill b set seal = ${SEAL}`,
  `update settlement_run_partner p set seal = b.seal from settlement_bill b where b.id = p.bill_id`,
  `insert into partner_certification (id, created_at, partner_id, taxpayer_type, since)
  select gen_random_uuid(), p.certified_at, p.id, t.taxpayer_type, p.certified_at
  from partner p join taxpayer_profile t on t.id = p.id where p.status = 'CERTIFIED'`,
  `drop sequence if exists settlement_bill_serial`,
];

export class BillRuns extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "partner_certification" ("id" uuid not null, "created_at" timestamptz(3) not null, "partner_id" uuid not null, "taxpayer_type" text not null, "since" timestamptz(3) not null, "until" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create unique index partner_certification_open on partner_certification (partner_id) where until is null`,
    );
    this.addSql(
      `create index "partner_certification_of_partner" on "partner_certification" ("partner_id", "since", "id")`,
    );
    this.addSql(
      `create table "settlement_run_partner" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "run_id" uuid not null, "period" text not null, "partner_id" uuid not null, "status" text not null, "bound" text null, "taxpayer_type" text null, "pending_minor" bigint not null default '0', "gross_minor" bigint not null default '0', "usual_minor" bigint null, "currency" text not null default 'CNY', "line_count" int not null default 0, "seal" text null, "bill_id" uuid null, "decided_at" timestamptz(3) null, "attempts" int not null default 0, "next_try_at" timestamptz(3) null, "last_error" text null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "settlement_run_partner_of_run" on "settlement_run_partner" ("run_id", "partner_id", "id")`,
    );
    this.addSql(
      `create index "settlement_run_partner_in_state" on "settlement_run_partner" ("run_id", "status", "id")`,
    );
    this.addSql(
      `create index "settlement_run_partner_changed" on "settlement_run_partner" ("updated_at", "id")`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_period" unique ("partner_id", "period")`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_bill" unique ("bill_id")`,
    );
    this.addSql(`drop table if exists "settlement_carry_over" cascade`);
    this.addSql(`drop trigger if exists "settlement_bill_issued" on "settlement_bill"`);
    this.addSql(`alter table "settlement_bill" add "seal" text`);
    this.addSql(
      `create or replace function "settlement_bill_settlement_bill_issued_fn"() returns trigger as $$ begin raise exception 'bill % was sent: it cannot change', old.number; end; $$ language plpgsql`,
    );
    this.addSql(
      `alter table "settlement_run" add "updated_at" timestamptz(3) not null default record_changed(), add "status" text, add "run_at" timestamptz(3), add "started_at" timestamptz(3) null, add "completed_at" timestamptz(3) null, add "version" int not null default 1`,
    );
    this.addSql(`alter table "settlement_run" alter column "bill_count" set default 0`);
    this.addSql(`create index "settlement_run_newest" on "settlement_run" ("cutoff_at", "id")`);
    this.addSql(`create index "settlement_run_changed" on "settlement_run" ("updated_at", "id")`);
    for (const statement of EXISTING) this.addSql(statement);
    this.addSql(`alter table "settlement_bill" alter column "seal" set not null`);
    this.addSql(`create trigger "settlement_bill_issued" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status <> 'GENERATED' and (old.partner_id, old.period, old.number, old.currency, old.gross_minor, old.net_minor, old.tax_minor, old.carried_in_minor, old.service_vat_rate, old.line_count, old.run_at, old.seal) is distinct from (new.partner_id, new.period, new.number, new.currency, new.gross_minor, new.net_minor, new.tax_minor, new.carried_in_minor, new.service_vat_rate, new.line_count, new.run_at, new.seal)) execute function "settlement_bill_settlement_bill_issued_fn"()`);
    this.addSql(
      `alter table "settlement_run" alter column "status" set not null, alter column "run_at" set not null`,
    );
    this.addSql(
      `alter table "settlement_run" add constraint "settlement_run_started" check ((status = 'PLANNED') = (started_at is null))`,
    );
    this.addSql(
      `alter table "settlement_run" add constraint "settlement_run_completed" check ((status = 'COMPLETED') = (completed_at is not null))`,
    );
    this.addSql(
      `alter table "settlement_run" add constraint "settlement_run_status_check" check ("status" in ('PLANNED', 'RUNNING', 'COMPLETED'))`,
    );
    this.addSql(
      `create trigger settlement_run_updated before update on settlement_run for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(
      `alter table "partner_certification" add constraint "partner_certification_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "partner_certification" add constraint "partner_certification_time" check (since <= until)`,
    );
    this.addSql(
      `alter table "partner_certification" add constraint "partner_certification_taxpayer_type_check" check ("taxpayer_type" in ('GENERAL', 'SMALL_SCALE'))`,
    );
    this.addSql(`alter table "partner_certification" enable row level security`);
    this.addSql(`alter table "partner_certification" force row level security`);
    this.addSql(
      `create policy "owner_all" on "partner_certification" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "partner_certification" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "partner_certification" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "partner_certification" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_run_id_foreign" foreign key ("run_id") references "settlement_run" ("id")`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_bill_id_foreign" foreign key ("bill_id") references "settlement_bill" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_decided" check ((status = 'WAITING') = (decided_at is null))`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_billed" check ((status = 'BILLED') = (bill_id is not null))`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_parked" check (status <> 'PARKED' or bound is not null)`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_status_check" check ("status" in ('WAITING', 'BILLED', 'NOTHING', 'PARKED'))`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_bound_check" check ("bound" in ('NEGATIVE_TOTAL', 'NOT_CERTIFIED', 'ABOVE_USUAL'))`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_taxpayer_type_check" check ("taxpayer_type" in ('GENERAL', 'SMALL_SCALE'))`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create trigger settlement_run_partner_updated before update on settlement_run_partner for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "settlement_run_partner" enable row level security`);
    this.addSql(`alter table "settlement_run_partner" force row level security`);
    this.addSql(
      `create policy "owner_all" on "settlement_run_partner" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "settlement_run_partner" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_read" on "settlement_run_partner" for select to "partnergraph_app" using ((settlement_run_partner.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid)))`,
    );
    this.addSql(
      `create policy "operator_rows" on "settlement_run_partner" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "settlement_run_partner" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
