import { Migration } from '@mikro-orm/migrations';

export class OffersOfADemand extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "private_offer" drop constraint "private_offer_of_demand"`);
    this.addSql(
      `create unique index private_offer_answers on private_offer (demand_id) where not (status in ('REJECTED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `create index "private_offer_of_demand" on "private_offer" ("demand_id", "created_at", "id")`,
    );
  }
}
