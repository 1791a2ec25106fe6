import { Migration } from '@mikro-orm/migrations';

/** Indexes of the look-up by invoice numbers and specification codes, and of the list of specifications. */
export class Keys extends Migration {
  override async up(): Promise<void> {
    this.addSql('create index invoice_by_number on invoice (number)');
    this.addSql('create index specification_by_code on specification (code)');
    this.addSql('create index specification_newest on specification (created_at, id)');
    this.addSql(
      'create index specification_of_seller on specification (seller_id, created_at, id)',
    );
    this.addSql('create index specification_changed on specification (updated_at, id)');
    this.addSql(
      'create index specification_changed_of_seller on specification (seller_id, updated_at, id)',
    );
  }
}
