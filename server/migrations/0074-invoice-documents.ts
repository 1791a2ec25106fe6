import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

export class InvoiceDocuments extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "invoice_red_letter" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "invoice_id" uuid not null, "partner_id" uuid not null, "registration_id" uuid not null, "number" text not null, "confirmation_number" text not null, "issued_on" timestamptz(3) not null, "gross_minor" bigint not null, "currency" text not null default 'CNY', "registered_by_name" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "invoice_red_letter_of_invoice" on "invoice_red_letter" ("invoice_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "invoice_red_letter" add constraint "invoice_red_letter_number" unique ("number")`,
    );
    this.addSql(
      `alter table "invoice_red_letter" add constraint "invoice_red_letter_of" unique ("registration_id")`,
    );
    this.addSql(`alter table "invoice_registration" add "file_format" text null`);
    this.addSql(
      `alter table "invoice_registration" add constraint "invoice_registration_file_format_check" check ("file_format" in ('XML', 'OFD', 'PDF'))`,
    );
    this.addSql(
      `alter table "invoice_red_letter" add constraint "invoice_red_letter_registration_id_foreign" foreign key ("registration_id") references "invoice_registration" ("id")`,
    );
    this.addSql(
      `alter table "invoice_red_letter" add constraint "invoice_red_letter_negative" check (gross_minor < 0)`,
    );
    this.addSql(
      `alter table "invoice_red_letter" add constraint "invoice_red_letter_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create trigger invoice_red_letter_updated before update on invoice_red_letter for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "invoice_red_letter" enable row level security`);
    this.addSql(`alter table "invoice_red_letter" force row level security`);
    this.addSql(
      `create policy "owner_all" on "invoice_red_letter" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "invoice_red_letter" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "invoice_red_letter" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "invoice_red_letter" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "invoice_red_letter" add constraint "invoice_red_letter_of_invoice" foreign key ("invoice_id", "partner_id") references "invoice" ("id", "partner_id") on update cascade on delete no action`,
    );
    // A number of a red-letter document is taken, too.
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
