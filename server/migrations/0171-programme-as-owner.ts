import { Migration } from '@mikro-orm/migrations';
import { VIEWER_IN_PROGRAMME_SQL } from '../modules/partners/programme.sql.ts';

/** The function that most policies of the catalog call no longer passes the policies of `partner`. */
export class ProgrammeAsOwner extends Migration {
  override async up(): Promise<void> {
    this.addSql(VIEWER_IN_PROGRAMME_SQL);
  }
}
