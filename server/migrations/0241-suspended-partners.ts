import { Migration } from '@mikro-orm/migrations';

const REASONS = [
  'NOT_PAID_YET',
  'NO_PARTNER_SELECTED',
  'PARTNER_SUSPENDED',
  'CUSTOMER_NOT_BOUND',
  'DISCOUNT_OF_ANOTHER_PARTNER',
  'DISCOUNT_IN_FORCE',
  'DISCOUNT_WITHIN_24_HOURS',
  'PRODUCT_NOT_COVERED',
] as const;

/** A suspended partner earns nothing on new sales, and its bill run is parked. */
export class SuspendedPartners extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "partner" add "suspended_at" timestamptz(3) null`);
    this.addSql(
      `update partner p set suspended_at = o.updated_at from organization o where o.id = p.id and o.status = 'SUSPENDED'`,
    );
    // The rows satisfied the shorter list, so that nothing is left to validate.
    for (const table of ['customer_order', 'order_line']) {
      this.addSql(`alter table "${table}" drop constraint "${table}_attribution_reason_check"`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_attribution_reason_check" check ("attribution_reason" in (${REASONS.map((reason) => `'${reason}'`).join(', ')})) not valid`,
      );
    }
    this.addSql(
      `alter table "settlement_run_partner" drop constraint "settlement_run_partner_bound_check"`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_bound_check" check ("bound" in ('NEGATIVE_TOTAL', 'NOT_CERTIFIED', 'SUSPENDED', 'ABOVE_USUAL', 'FAILED'))`,
    );
  }
}
