import { Migration } from '@mikro-orm/migrations';
import { GUARD_PROSPECT } from './functions/customers.sql.ts';

/** A prospect that only partners named, and whose bindings lapsed, no longer holds its account. */
export class LapsedProspects extends Migration {
  override async up(): Promise<void> {
    this.addSql(GUARD_PROSPECT);
  }
}
