import { Migration } from '@mikro-orm/migrations';

export class CarryOver extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "settlement_carry_over" ("id" uuid not null, "created_at" timestamptz(3) not null, "run_id" uuid not null, "partner_id" uuid not null, "product_type" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "settlement_carry_over" add constraint "settlement_carry_over_of_partner" unique ("partner_id", "product_type", "run_id")`,
    );
    this.addSql(
      `alter table "settlement_carry_over" add constraint "settlement_carry_over_run_id_foreign" foreign key ("run_id") references "settlement_run" ("id")`,
    );
    this.addSql(
      `alter table "settlement_carry_over" add constraint "settlement_carry_over_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(`alter table "settlement_carry_over" enable row level security`);
    this.addSql(`alter table "settlement_carry_over" force row level security`);
    this.addSql(
      `create policy "owner_all" on "settlement_carry_over" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "settlement_carry_over" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "settlement_carry_over" for select to "partnergraph_reporting" using (false)`,
    );
    // Records the items that the last run could have billed but left out.
    this.addSql(`insert into settlement_carry_over (id, created_at, run_id, partner_id, product_type)
      select gen_random_uuid(), r.created_at, r.id, l.partner_id, p.product_type
      from (select * from settlement_run order by cutoff_at desc limit 1) r
        join order_line l on l.strategy is not null and l.supervision <> 'IN_PROGRESS' and l.repayment <> 'OUTSTANDING' and l.effective_at is not null
          and greatest(l.effective_at, l.supervision_completed_at, l.repaid_at) < r.cutoff_at
        join partner t on t.id = l.partner_id and t.status = 'CERTIFIED'
        join product p on p.id = l.product_id
      where not exists (select 1 from settlement_bill_line b where b.order_line_id = l.id and b.kind <> 'ADJUSTMENT')
      group by r.created_at, r.id, l.partner_id, p.product_type`);
  }
}
