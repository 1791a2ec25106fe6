import { Migration } from '@mikro-orm/migrations';
import { FLAG_AGES } from './functions/customers.sql.ts';

/** The age of a flag is read under row-level security: only functions that tell yes or no may bypass it. */
export class FlagAges extends Migration {
  override async up(): Promise<void> {
    for (const statement of FLAG_AGES) this.addSql(statement);
    this.addSql('drop function if exists guard_flag_as_of(uuid, text)');
    this.addSql('drop function if exists guard_flag_is_stale(uuid, text, timestamptz)');
  }
}
