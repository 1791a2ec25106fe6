import { Migration } from '@mikro-orm/migrations';
import { DB_ROLES } from '../platform/db/tenancy.ts';

/** The database role of reports reads the views of the schema `reporting` and no table. */
export class ReportingRights extends Migration {
  override async up(): Promise<void> {
    const { reporting } = DB_ROLES;
    this.addSql(
      `alter default privileges in schema public revoke select on tables from ${reporting}`,
    );
    this.addSql(`revoke all on all tables in schema public from ${reporting}`);
    this.addSql(`revoke usage on schema public from ${reporting}`);
  }
}
