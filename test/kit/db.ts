import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from '../../server/platform/db/log-ins.ts';

/** The PostgreSQL server that the global set-up started. */
interface TestDatabase extends DatabaseUrls {
  readonly superuserUrl: string;
  readonly template: string;
  /** The error if the template could not be migrated. */
  readonly broken?: string;
}

/** URLs of the product's log-ins, passwords included. */
export interface FreshDatabase extends DatabaseUrls {
  /** The same database as the cluster's superuser: only for inspection beyond the product's rights. */
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** Only one copy runs at a time: PostgreSQL refuses a template that another session reads. */
const COPY_LOCK = 7_236_002;

export function testDatabase(): TestDatabase {
  const text = process.env.TEST_DATABASE;
  if (!text)
    throw new Error('No test database: run the tests with npm test, so that its set-up runs.');
  return JSON.parse(text) as TestDatabase;
}

/**
 * Creates a database for one test file, in about 50 ms: a migrated, empty one or a copy of `source`. Drop it in
 * `afterAll`.
 */
export async function freshDatabase(source?: string): Promise<FreshDatabase> {
  const { url, ownerUrl, superuserUrl, template, broken } = testDatabase();
  if (broken) throw new Error(`The migrations fail: ${broken}`);
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await maintenance(async (client) => {
    await client.query('select pg_advisory_lock($1)', [COPY_LOCK]);
    // A copy of the files takes a quarter of the time of a copy through the log.
    await client.query(
      `create database ${name} template ${source ?? template} strategy file_copy owner partnergraph`,
    );
  });
  return {
    url: withDatabase(url, name),
    ownerUrl: withDatabase(ownerUrl, name),
    superuserUrl: withDatabase(superuserUrl, name),
    drop: () =>
      maintenance((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

/** Runs on the maintenance database, since the template itself must have no connection. */
export async function maintenance(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(testDatabase().superuserUrl);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}
