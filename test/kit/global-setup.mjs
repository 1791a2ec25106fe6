// Runs once before all test files, outside Jest's sandbox. Starts one PostgreSQL for the run with a
// migrated template database that each test file copies; none if `TEST_DATABASE` is set and empty.
import { enableCompileCache, flushCompileCache } from 'node:module';
import '../../server/tools/ts.mjs';
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';

/** V8's compiled code, for the workers and for the processes of tests: each loads the product. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/v8', import.meta.url));

export default async function globalSetup() {
  enableCompileCache(COMPILED);
  process.env.NODE_COMPILE_CACHE = COMPILED;
  // The caller runs only tests without a database, and saves its start.
  if (process.env.TEST_DATABASE === '') return;
  const { startPostgres } = await import('../../server/postgres/index.ts');
  const server = await startPostgres({ ephemeral: true });
  globalThis.stopPostgres = server.stop;
  process.env.TEST_DATABASE = JSON.stringify({
    url: server.url,
    ownerUrl: server.ownerUrl,
    superuserUrl: server.superuserUrl,
    template: new URL(server.url).pathname.slice(1),
    // Each test that needs a database reports this error; the other tests run.
    broken: await migrateTemplate(server).catch((error) => String(error.stack)),
  });
  flushCompileCache();
}

async function migrateTemplate(urls) {
  const { migrate } = await import('../../server/platform/db/migrate.ts');
  const { loadDomain } = await import('../../server/schema.ts');
  const { entities } = await loadDomain();
  await migrate(urls, entities);
}
