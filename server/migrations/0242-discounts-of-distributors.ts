import { Migration } from '@mikro-orm/migrations';
import { VIEWER_CUSTOMERS_OF_DISTRIBUTOR_SQL } from '../modules/bindings/distributors-offer.sql.ts';
import { VIEWER_DISTRIBUTOR_SQL } from '../modules/partners/programme.sql.ts';

/** A sub-distributor reads the discounts that its distributor granted to its customers. */
export class DiscountsOfDistributors extends Migration {
  override async up(): Promise<void> {
    this.addSql(VIEWER_DISTRIBUTOR_SQL);
    this.addSql(VIEWER_CUSTOMERS_OF_DISTRIBUTOR_SQL);
    for (const [table, state] of [
      ['exclusive_discount', 'status'],
      ['exclusive_discount_line', 'state'],
    ] as const)
      this.addSql(
        `alter policy "app_read" on "${table}" using ((${table}.${state} <> 'DRAFT' and ${table}.partner_id = any((select viewer_sub_distributors())::uuid[])
        or ${table}.${state} in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED') and ${table}.partner_id = (select viewer_distributor()) and ${table}.customer_id = any((select viewer_customers_of_distributor())::uuid[])))`,
      );
  }
}
