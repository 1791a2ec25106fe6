import { Migration } from '@mikro-orm/migrations';

export class Comments extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "comment" ("id" uuid not null, "created_at" timestamptz(3) not null, "subject_type" text null, "subject_id" uuid null, "partner_id" uuid null, "seller_id" uuid null, "customer_id" uuid null, "link_id" uuid null, "readers" text not null, "body" text not null, "author_id" uuid not null, "author" text not null, "side" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "comment_subject_id_created_at_id_index" on "comment" ("subject_id", "created_at", "id")`,
    );
    this.addSql(`alter table "attachment" add "comment_id" uuid null`);
    this.addSql(
      `create index "attachment_comment_id_created_at_id_index" on "attachment" ("comment_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "comment" add constraint "comment_subject" check (subject_id is not null and subject_type is not null)`,
    );
    this.addSql(
      `alter table "comment" add constraint "comment_readers_check" check ("readers" in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER', 'SELLER', 'CUSTOMER', 'OPERATOR'))`,
    );
    this.addSql(
      `alter table "comment" add constraint "comment_side_check" check ("side" in ('PARTNER', 'SELLER', 'OPERATOR', 'CUSTOMER'))`,
    );
    this.addSql(`alter table "comment" enable row level security`);
    this.addSql(`alter table "comment" force row level security`);
    this.addSql(
      `create policy "owner_all" on "comment" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "comment" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "comment" to "partnergraph_app" using ((comment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (comment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (comment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER'))) with check ((comment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (comment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (comment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER')))`,
    );
    this.addSql(
      `create policy "operator_rows" on "comment" for select to "partnergraph_operator" using (comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and (select current_setting('app.side', true)) = 'operator')`,
    );
    this.addSql(
      `create policy "reporting_rows" on "comment" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
