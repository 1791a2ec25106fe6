import { Migration } from '@mikro-orm/migrations';

export class BusinessLicenses extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "taxpayer_profile" add "business_license_id" uuid null, add "rejected_at" timestamptz(3) null, add "rejection_reason" text null`,
    );
    this.addSql(
      `alter table "taxpayer_profile" add constraint "taxpayer_profile_business_license_id_foreign" foreign key ("business_license_id") references "attachment" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "taxpayer_profile" add constraint "taxpayer_profile_rejected" check ((rejected_at is null) = (rejection_reason is null))`,
    );
  }
}
