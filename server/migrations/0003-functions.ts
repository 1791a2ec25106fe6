import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

/** Functions of guards that read across tenants; each returns one boolean or one id. */
export class Functions extends Migration {
  override async up(): Promise<void> {
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
