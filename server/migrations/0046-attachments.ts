import { Migration } from '@mikro-orm/migrations';

export class Attachments extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "attachment" ("id" uuid not null, "created_at" timestamptz(3) not null, "name" text not null, "media_type" text not null, "bytes" int not null, "sha256" text not null, "storage_key" text not null, "owner_id" uuid not null, "uploaded_by_id" uuid not null, "uploaded_by" text not null, "subject_type" text null, "subject_id" uuid null, "partner_id" uuid null, "seller_id" uuid null, "customer_id" uuid null, "link_id" uuid null, "readers" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "attachment" add constraint "attachment_storage_key_unique" unique ("storage_key")`,
    );
    this.addSql(
      `create index "attachment_subject_id_created_at_id_index" on "attachment" ("subject_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "attachment_owner_id_created_at_index" on "attachment" ("owner_id", "created_at")`,
    );
    this.addSql(
      `create index attachment_unattached on attachment (created_at) where subject_id is null`,
    );
    this.addSql(
      `alter table "attachment" add constraint "attachment_readers_check" check ("readers" in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER', 'SELLER', 'CUSTOMER', 'OPERATOR'))`,
    );
    this.addSql(`alter table "attachment" enable row level security`);
    this.addSql(`alter table "attachment" force row level security`);
    this.addSql(
      `create policy "owner_all" on "attachment" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "attachment" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "attachment" to "partnergraph_app" using ((attachment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (attachment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (attachment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER'))) with check ((attachment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (attachment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (attachment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER')))`,
    );
    this.addSql(
      `create policy "operator_rows" on "attachment" for select to "partnergraph_operator" using (attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and (select current_setting('app.side', true)) = 'operator')`,
    );
    this.addSql(
      `create policy "reporting_rows" on "attachment" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
