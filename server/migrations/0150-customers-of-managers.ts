import { Migration } from '@mikro-orm/migrations';

/** An account manager manages customers of one organization: without it, PostgreSQL expects a tenth of them. */
export class CustomersOfManagers extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create statistics "customer_access_manager" (dependencies) on "account_manager_id", "org_id" from "customer_access"`,
    );
    this.addSql(`analyze "customer_access"`);
  }
}
