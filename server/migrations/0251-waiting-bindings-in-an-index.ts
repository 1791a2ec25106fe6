import { Migration } from '@mikro-orm/migrations';

/** The bindings of a partner that await their customer are counted in an index. */
export class WaitingBindingsInAnIndex extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index partner_binding_waiting`);
    this.addSql(
      `create index partner_binding_waiting on partner_binding (partner_id) include (customer_id) where status in ('PRE_REGISTERED', 'INVITED', 'PROVISIONAL')`,
    );
  }
}
