import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

/** The guard of cash limits answers yes or no. */
export class GuardOfCashLimits extends Migration {
  override async up(): Promise<void> {
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
    this.addSql(`drop function if exists guard_cash_paid_since(uuid, uuid, uuid, timestamptz)`);
  }
}
