import { Migration } from '@mikro-orm/migrations';

export class Orderings extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "partner" add "certified_at_or_never" timestamptz(3) generated always as (coalesce(certified_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null`,
    );
    this.addSql(
      `create index "partner_by_certification" on "partner" ("certified_at_or_never", "id")`,
    );
    this.addSql(`create index "settlement_bill_by_period" on "settlement_bill" ("period", "id")`);
    this.addSql(
      `create index "settlement_bill_by_gross" on "settlement_bill" ("gross_minor", "id")`,
    );
    this.addSql(`create index "settlement_bill_by_net" on "settlement_bill" ("net_minor", "id")`);
    this.addSql(`create index "settlement_bill_by_tax" on "settlement_bill" ("tax_minor", "id")`);
    this.addSql(
      `create index "settlement_bill_by_lines" on "settlement_bill" ("line_count", "id")`,
    );
    this.addSql(
      `alter table "invoice" add "issued_on_or_never" timestamptz(3) generated always as (coalesce(issued_on, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null`,
    );
    this.addSql(`create index "invoice_by_issue" on "invoice" ("issued_on_or_never", "id")`);
    this.addSql(`create index "invoice_by_gross" on "invoice" ("gross_minor", "id")`);
    this.addSql(
      `create index "exclusive_discount_by_start" on "exclusive_discount" ("valid_from", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_start_of_partner" on "exclusive_discount" ("partner_id", "valid_from", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_start_of_seller" on "exclusive_discount" ("seller_id", "valid_from", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_net" on "exclusive_discount" ("net_total_minor", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_net_of_partner" on "exclusive_discount" ("partner_id", "net_total_minor", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_net_of_seller" on "exclusive_discount" ("seller_id", "net_total_minor", "id")`,
    );
  }
}
