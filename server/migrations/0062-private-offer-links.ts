import { Migration } from '@mikro-orm/migrations';

/** After 0054-order-links, which sets the same constraint. */
export class PrivateOfferLinks extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "one_time_link" drop constraint "one_time_link_purpose_check"`);
    this.addSql(
      `alter table "one_time_link" add constraint "one_time_link_purpose_check" check ("purpose" in ('SET_PASSWORD', 'JOIN_ORGANIZATION', 'BINDING_INVITE', 'BINDING_RESPONSE', 'DISCOUNT_OFFER', 'ORDER', 'PRIVATE_OFFER'))`,
    );
  }
}
