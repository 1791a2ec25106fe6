import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from '../../server/platform/db/log-ins.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { loadDomain } from '../../server/schema.ts';
import { testDatabase } from './db.ts';

/** A database that an earlier version of the product left, before its rows are migrated. */
export interface OlderDatabase {
  /** Connection of the cluster's superuser. */
  readonly client: pg.Client;
  readonly urls: DatabaseUrls & { readonly superuserUrl: string };
  /** Applies the migrations that are missing, up to the named one if any. */
  migrate(last?: string): Promise<void>;
  drop(): Promise<void>;
}

/** Creates an empty database with all migrations up to the named one. Drop it in `afterAll`. */
export async function olderDatabase(last: string): Promise<OlderDatabase> {
  const { entities } = await loadDomain();
  const { url, ownerUrl, superuserUrl } = testDatabase();
  const name = `test_older_${process.pid}_${randomBytes(4).toString('hex')}`;
  const at = (text: string) => Object.assign(new URL(text), { pathname: `/${name}` }).href;
  const urls = { url: at(url), ownerUrl: at(ownerUrl), superuserUrl: at(superuserUrl) };
  const admin = new pg.Client(superuserUrl);
  await admin.connect();
  await admin.query(`create database ${name} owner partnergraph`);
  await migrate(urls, entities, last);
  const client = new pg.Client(urls.superuserUrl);
  await client.connect();
  return {
    client,
    urls,
    migrate: async (to) => void (await migrate(urls, entities, to)),
    drop: async () => {
      await client.end();
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
