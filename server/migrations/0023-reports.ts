import { Migration } from '@mikro-orm/migrations';

export class Reports extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop policy "app_rows" on "customer"`);
    this.addSql(`drop policy "app_rows" on "organization"`);
    this.addSql(`drop policy "app_rows" on "partner"`);
    this.addSql(`drop policy "app_rows" on "product"`);
    this.addSql(`drop policy "app_read" on "sales_period"`);
    this.addSql(`drop policy "app_rows" on "sales_period"`);
    this.addSql(`drop policy "app_read" on "product_sales"`);
    this.addSql(`drop policy "app_rows" on "product_sales"`);
    this.addSql(`drop policy "app_rows" on "settlement_bill"`);
    this.addSql(`drop policy "app_rows" on "specification"`);
    this.addSql(`drop policy "app_rows" on "exclusive_discount"`);
    this.addSql(`drop policy "app_rows" on "customer_order"`);
    this.addSql(`drop policy "app_rows" on "exclusive_discount_line"`);
    this.addSql(`drop policy "app_rows" on "order_line"`);
    this.addSql(`drop policy "app_rows" on "settlement_bill_line"`);
    this.addSql(
      `create policy "app_reports_delete" on "customer" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "customer" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "organization" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "organization" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "partner" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "partner" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "product" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "product" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "sales_period" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "sales_period" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "product_sales" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "product_sales" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "settlement_bill" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "settlement_bill" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "specification" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "specification" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "exclusive_discount" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "exclusive_discount" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "customer_order" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "customer_order" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "exclusive_discount_line" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "exclusive_discount_line" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "order_line" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "order_line" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "settlement_bill_line" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "app_rows" on "settlement_bill_line" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
  }
}
