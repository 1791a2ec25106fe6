import { Migration } from '@mikro-orm/migrations';
import { CUSTOMER_EVENT_NUMBER_SQL } from './functions/customers.sql.ts';

export class CustomerEvents extends Migration {
  override async up(): Promise<void> {
    this.addSql(CUSTOMER_EVENT_NUMBER_SQL);
  }
}
