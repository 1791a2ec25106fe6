import { Migration } from '@mikro-orm/migrations';

export class IndexesOfEachSide extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index csp_authorization_characters on csp_authorization using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index joint_sales_authorization_characters on joint_sales_authorization using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index exclusive_discount_characters on exclusive_discount using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index customer_order_characters on customer_order using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index product_characters on product using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(`create index "audit_entry_newest" on "audit_entry" ("created_at", "id")`);
    this.addSql(`drop index "customer_name_key"`);
    this.addSql(`create index customer_search on customer using gin (search_key gin_trgm_ops)`);
    this.addSql(
      `create index customer_characters on customer using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index deadline_acting on deadline (acts_side, due_at, id) where fired_at is null and acts_side is not null`,
    );
    this.addSql(
      `create index deadline_acting_of_partner on deadline (partner_id, acts_side, due_at, id) where fired_at is null and acts_side is not null`,
    );
    this.addSql(
      `create index deadline_acting_of_seller on deadline (seller_id, acts_side, due_at, id) where fired_at is null and acts_side is not null`,
    );
    this.addSql(
      `create index deadline_acting_of_customer on deadline (customer_id, acts_side, due_at, id) where fired_at is null and acts_side is not null`,
    );
    this.addSql(
      `create index "product_of_seller_by_name" on "product" ("seller_id", "name", "id")`,
    );
    this.addSql(`drop index "csp_authorization_ending"`);
    this.addSql(
      `create index "csp_authorization_ending_of_seller" on "csp_authorization" ("seller_id", "valid_until", "id")`,
    );
    this.addSql(
      `create index "csp_authorization_ending" on "csp_authorization" ("valid_until", "id")`,
    );
    this.addSql(`drop index "sales_period_newest"`);
    this.addSql(`create index "sales_period_newest" on "sales_period" ("starts_at", "id", "unit")`);
    this.addSql(`drop index "membership_by_name"`);
    this.addSql(`create index "membership_newest" on "membership" ("created_at", "id")`);
    this.addSql(
      `create index "membership_of_org_by_name" on "membership" ("org_id", "name", "id")`,
    );
    this.addSql(`create index "membership_by_name" on "membership" ("name", "id")`);
    this.addSql(`drop index "partner_binding_due"`);
    this.addSql(`drop index "partner_binding_due_of_partner"`);
    this.addSql(`drop index "partner_binding_of_partner"`);
    this.addSql(
      `create index "partner_binding_due" on "partner_binding" ("due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "partner_binding_due_of_partner" on "partner_binding" ("partner_id", "due_at_or_never", "id", "status", "customer_id")`,
    );
    this.addSql(
      `create index "partner_binding_of_partner" on "partner_binding" ("partner_id", "created_at", "id", "status", "type", "customer_id", "bound_at")`,
    );
    this.addSql(
      `create index "member_invitation_newest" on "member_invitation" ("created_at", "id")`,
    );
    this.addSql(`drop index "exclusive_discount_ending"`);
    this.addSql(`drop index "exclusive_discount_of_partner"`);
    this.addSql(`drop index "exclusive_discount_of_seller"`);
    this.addSql(
      `create index "exclusive_discount_ending_of_partner" on "exclusive_discount" ("partner_id", "valid_until", "id", "status")`,
    );
    this.addSql(
      `create index "exclusive_discount_ending_of_seller" on "exclusive_discount" ("seller_id", "valid_until", "id", "status")`,
    );
    this.addSql(
      `create index exclusive_discount_submitted on exclusive_discount using brin (submitted_at)`,
    );
    this.addSql(
      `create index "exclusive_discount_ending" on "exclusive_discount" ("valid_until", "id", "status")`,
    );
    this.addSql(
      `create index "exclusive_discount_of_partner" on "exclusive_discount" ("partner_id", "created_at", "id", "seller_id", "status", "origin", "customer_id", "product_id", "valid_from", "valid_until", "submitted_at")`,
    );
    this.addSql(
      `create index "exclusive_discount_of_seller" on "exclusive_discount" ("seller_id", "created_at", "id", "partner_id", "status", "origin", "customer_id", "product_id", "valid_from", "valid_until", "submitted_at")`,
    );
    this.addSql(`drop index "customer_order_of_partner"`);
    this.addSql(
      `create index "customer_order_in_state" on "customer_order" ("status", "placed_at", "id")`,
    );
    this.addSql(
      `create index "customer_order_of_type" on "customer_order" ("order_type", "placed_at", "id")`,
    );
    this.addSql(`create index customer_order_paid_at on customer_order using brin (paid_at)`);
    this.addSql(
      `create index "customer_order_of_partner" on "customer_order" ("partner_id", "placed_at", "id", "status", "order_type", "attribution", "customer_id", "paid_at")`,
    );
    this.addSql(`drop index "order_line_of_partner"`);
    this.addSql(`drop index "order_line_of_seller"`);
    this.addSql(
      `create index "order_line_of_product" on "order_line" ("product_id", "placed_at", "id")`,
    );
    this.addSql(`create index "order_line_in_state" on "order_line" ("status", "placed_at", "id")`);
    this.addSql(
      `create index "order_line_of_supervision" on "order_line" ("supervision", "placed_at", "id")`,
    );
    this.addSql(
      `create index "order_line_of_repayment" on "order_line" ("repayment", "placed_at", "id")`,
    );
    this.addSql(
      `create index "order_line_of_strategy" on "order_line" ("strategy", "placed_at", "id")`,
    );
    this.addSql(`create index order_line_effective on order_line using brin (effective_at)`);
    this.addSql(
      `create index "order_line_of_partner" on "order_line" ("partner_id", "placed_at", "id", "seller_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at")`,
    );
    this.addSql(
      `create index "order_line_of_seller" on "order_line" ("seller_id", "placed_at", "id", "partner_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at")`,
    );
    this.addSql(`create index "api_key_newest" on "api_key" ("created_at", "id")`);
  }
}
