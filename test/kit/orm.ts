import { MikroORM } from '@mikro-orm/postgresql';
import { DB_ROLES } from '../../server/platform/db/tenancy.ts';
import { Naming } from '../../server/platform/sql/columns.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { testDatabase } from './db.ts';
import type { World } from './world.ts';

/** The ORM with connections of its own, which the product's has not, and with the product's rights. Close it. */
export async function connectedOrm({ domain, rows }: World): Promise<MikroORM> {
  const [found] = await rows<{ name: string }>(sql`select current_database() as name`);
  const url = new URL(testDatabase().url);
  url.pathname = `/${found!.name}`;
  return await MikroORM.init({
    clientUrl: url.href,
    entities: [...domain.entities],
    namingStrategy: Naming,
    ensureDatabase: false,
    driverOptions: { options: `-c role=${DB_ROLES.app}` },
  });
}
