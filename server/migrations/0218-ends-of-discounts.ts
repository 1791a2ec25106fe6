import { Migration } from '@mikro-orm/migrations';

/** The time at which a discount was revoked or became unusable; its history names it. */
export class EndsOfDiscounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "exclusive_discount" add column "ended_at" timestamptz(3) null`);
    this.addSql(`update exclusive_discount d set ended_at = coalesce(
        (select max(e.created_at) from domain_event e where e.subject_id = d.id and e.event in ('revoke', 'unbind', 'delist')),
        d.updated_at)
      where d.status in ('REVOKED', 'UNUSABLE')`);
  }
}
