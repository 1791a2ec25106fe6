import { Migration } from '@mikro-orm/migrations';

export class InternalForOperators extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop policy "app_counterparties" on "attachment"`);
    this.addSql(`drop policy "app_rows" on "attachment"`);
    this.addSql(`drop policy "app_counterparties" on "comment"`);
    this.addSql(`drop policy "app_rows" on "comment"`);
    this.addSql(
      `create policy "app_counterparties" on "attachment" to "partnergraph_app" using ((attachment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (attachment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (attachment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER')) or (attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and (select current_setting('app.side', true)) = 'operator')) with check ((attachment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (attachment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (attachment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and attachment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER')) or (attachment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and (select current_setting('app.side', true)) = 'operator'))`,
    );
    this.addSql(
      `create policy "app_rows" on "attachment" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "comment" to "partnergraph_app" using ((comment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (comment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (comment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER')) or (comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and (select current_setting('app.side', true)) = 'operator')) with check ((comment.partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER')) or (comment.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER')) or (comment.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and comment.readers in ('PARTIES_AND_CUSTOMER', 'CUSTOMER')) or (comment.readers in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and (select current_setting('app.side', true)) = 'operator'))`,
    );
    this.addSql(
      `create policy "app_rows" on "comment" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
  }
}
