import { Migration } from '@mikro-orm/migrations';
import { VIEWER_CUSTOMERS_OF_DISTRIBUTOR_SQL } from '../modules/bindings/distributors-offer.sql.ts';
import {
  VIEWER_DISTRIBUTOR_SQL,
  VIEWER_IN_PROGRAMME_SQL,
  VIEWER_SUB_DISTRIBUTORS_SQL,
} from '../modules/partners/programme.sql.ts';
import { DB_ROLES } from '../platform/db/tenancy.ts';
import { ENQUEUE_JOB_SQL } from '../platform/jobs/enqueue.sql.ts';

/**
 * Prerequisites of the tables: extensions, the application's rights, access to the job queue, and functions that
 * policies call.
 */
export class Foundation extends Migration {
  override async up(): Promise<void> {
    this.addSql('create extension if not exists btree_gist');
    this.addSql('create extension if not exists pg_trgm');
    this.addSql(`grant usage on schema public to ${DB_ROLES.app}, ${DB_ROLES.reporting}`);
    this.addSql(
      `alter default privileges in schema public grant select, insert, update, delete on tables to ${DB_ROLES.app}`,
    );
    this.addSql(
      `alter default privileges in schema public grant select on tables to ${DB_ROLES.reporting}`,
    );
    this.addSql(ENQUEUE_JOB_SQL);
    // The policies call these functions, so they must exist before the tables.
    this.addSql(VIEWER_IN_PROGRAMME_SQL);
    this.addSql(VIEWER_SUB_DISTRIBUTORS_SQL);
    this.addSql(VIEWER_DISTRIBUTOR_SQL);
    this.addSql(VIEWER_CUSTOMERS_OF_DISTRIBUTOR_SQL);
  }
}
