import { Migration } from '@mikro-orm/migrations';

/** Names and definitions of the indexes, each with its table. */
const INDEXES = [
  [
    'settlement_bill_in_state',
    'settlement_bill (status, run_at, id) include (gross_minor, net_minor, tax_minor)',
  ],
  [
    'customer_access_of_manager',
    'customer_access (account_manager_id, customer_created_at, customer_id) include (org_id, until, status, sold_in_year, sold_this_year_minor)',
  ],
] as const;

/** Queues of operators and sums of representatives read an index alone. */
export class QueuesInIndexes extends Migration {
  override async up(): Promise<void> {
    for (const [name, on] of INDEXES) {
      this.addSql(`drop index if exists ${name}`);
      // Built beforehand on a large installation (decision 0038).
      this.addSql(`alter index if exists ${name}_next rename to ${name}`);
      this.addSql(`create index if not exists ${name} on ${on}`);
    }
  }
}
