import { Migration } from '@mikro-orm/migrations';

/** The deadlines of an organization are counted in an index. */
export class DeadlinesInIndexes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index deadline_of_partner`);
    this.addSql(`drop index deadline_of_seller`);
    this.addSql(
      `create index deadline_of_partner on deadline (partner_id, due_at, id) include (subject_type, event, seller_id, customer_id) where fired_at is null`,
    );
    this.addSql(
      `create index deadline_of_seller on deadline (seller_id, due_at, id) include (subject_type, event, partner_id, customer_id) where fired_at is null`,
    );
  }
}
