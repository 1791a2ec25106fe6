import { Migration } from '@mikro-orm/migrations';

/** Invoicing data of the demo's marketplace, for a demo database that was made before they existed. */
const DEMO = {
  purchaser_title: '云商店（示例）运营有限公司',
  purchaser_tax_number: '91440300MA5F000K2K',
  purchaser_bank_name: '示例银行深圳分行',
  purchaser_bank_account: '4000 0231 1920 0917',
  purchaser_address: '深圳市示例区云港路 1 号',
  purchaser_phone: '0755-5550 0000',
  recipient_name: '云商店发票组',
  recipient_phone: '0755-5550 0100',
  recipient_address: '深圳市示例区云港路 1 号 A 座 9 层',
  recipient_mailbox: 'invoices@ops.example',
};
const COLUMNS = Object.keys(DEMO).join(', ');
const VALUES = Object.values(DEMO)
  .map((text) => `'${text}'`)
  .join(', ');

/**
 * Invoices of a real site have no purchaser until an operator sets the data: only the operator knows them, and
 * the command then fills them in.
 */
const FILL: readonly string[] = [
  `insert into invoicing_setting (id, created_at, ${COLUMNS}, effective_from, set_by, reason)
    select gen_random_uuid(), m.created_at, ${VALUES}, coalesce((select min(notified_at) from invoice), m.created_at), '许清扬', '开站时设置' from demo_mark m`,
  `update invoice set (${COLUMNS}) = (select ${COLUMNS} from invoicing_setting limit 1) where exists (select from invoicing_setting)`,
];

export class InvoicingData extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "invoicing_setting" ("id" uuid not null, "created_at" timestamptz(3) not null, "purchaser_title" text not null, "purchaser_tax_number" text not null, "purchaser_bank_name" text not null, "purchaser_bank_account" text not null, "purchaser_address" text not null, "purchaser_phone" text not null, "recipient_name" text not null, "recipient_phone" text not null, "recipient_address" text not null, "recipient_mailbox" text not null, "effective_from" timestamptz(3) not null, "set_by" text not null, "reason" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "invoicing_setting_in_force" on "invoicing_setting" ("effective_from", "id")`,
    );
    this.addSql(
      `alter table "invoice" add "purchaser_title" text null, add "purchaser_tax_number" text null, add "purchaser_bank_name" text null, add "purchaser_bank_account" text null, add "purchaser_address" text null, add "purchaser_phone" text null, add "recipient_name" text null, add "recipient_phone" text null, add "recipient_address" text null, add "recipient_mailbox" text null`,
    );
    this.addSql(
      `alter table "invoice" add constraint "invoice_purchaser" check (num_nulls(purchaser_title, purchaser_tax_number, purchaser_bank_name, purchaser_bank_account, purchaser_address, purchaser_phone, recipient_name, recipient_phone, recipient_address, recipient_mailbox) in (0, 10))`,
    );
    for (const statement of FILL) this.addSql(statement);
    this.addSql(
      `create or replace function "invoice_invoice_notice_kept_fn"() returns trigger as $$ begin raise exception 'the notice of the invoice % was sent: it cannot change', old.payment_request_number; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "invoice_notice_kept" BEFORE UPDATE on "invoice" for each ROW
  when ((old.partner_id, old.bill_id, old.payment_request_number, old.gross_minor, old.bill_vat_rate, old.notified_at) is distinct from (new.partner_id, new.bill_id, new.payment_request_number, new.gross_minor, new.bill_vat_rate, new.notified_at) or old.purchaser_title is not null and (old.purchaser_title, old.purchaser_tax_number, old.purchaser_bank_name, old.purchaser_bank_account, old.purchaser_address, old.purchaser_phone, old.recipient_name, old.recipient_phone, old.recipient_address, old.recipient_mailbox) is distinct from (new.purchaser_title, new.purchaser_tax_number, new.purchaser_bank_name, new.purchaser_bank_account, new.purchaser_address, new.purchaser_phone, new.recipient_name, new.recipient_phone, new.recipient_address, new.recipient_mailbox)) execute function "invoice_invoice_notice_kept_fn"()`);
    this.addSql(
      `create or replace function "invoicing_setting_invoicing_setting_frozen_fn"() returns trigger as $$ begin raise exception 'invoicing settings are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "invoicing_setting_frozen" BEFORE UPDATE OR DELETE on "invoicing_setting" for each ROW execute function "invoicing_setting_invoicing_setting_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "invoicing_setting_invoicing_setting_kept_fn"() returns trigger as $$ begin raise exception 'invoicing settings are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "invoicing_setting_kept" BEFORE TRUNCATE on "invoicing_setting" for each STATEMENT execute function "invoicing_setting_invoicing_setting_kept_fn"()`,
    );
    this.addSql(`alter table "invoicing_setting" enable row level security`);
    this.addSql(`alter table "invoicing_setting" force row level security`);
    this.addSql(
      `create policy "owner_all" on "invoicing_setting" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "invoicing_setting" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "invoicing_setting" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "invoicing_setting" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
