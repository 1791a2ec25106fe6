import { Migration } from '@mikro-orm/migrations';

export class OrderPrograms extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_order" add "program" text null`);
    this.addSql(
      `create index customer_order_of_program on customer_order (program, placed_at, id) where program is not null`,
    );
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_program_check" check ("program" in ('EMPOWERMENT_CLOUD', 'BASE_CLOUD'))`,
    );
  }
}
