import 'reflect-metadata';
import { resolve } from 'node:path';
import { readEnv } from '../platform/env.ts';
import { type EmbeddedPostgres, startPostgres } from '../postgres/index.ts';
import { buildPortal } from './build.mjs';

const { env } = process;
const demo = !env.DATABASE_URL || env.DEMO === '1';
const reset = process.argv.includes('--reset');
const withUpstream = process.argv.includes('--with-upstream');
const build = process.argv.includes('--build');
const log = (line: string): void => console.log(line);

let stopping: Promise<void> | undefined;
let postgres: EmbeddedPostgres | undefined;
let upstream: { close(): Promise<void> } | undefined;
const building = new AbortController();
let server: { readonly url: string; close(): Promise<void> } | undefined;

/** The server drains before its database stops. */
async function shutDown(): Promise<void> {
  building.abort();
  await server?.close();
  await upstream?.close();
  await postgres?.stop();
}

function stop(code: number): void {
  stopping ??= shutDown().then(
    () => process.exit(code),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}

/** Ends the start with an error. An interrupted start loses its database and its build; that is not reported. */
function fail(error: Error): void {
  if (!stopping) console.error(env.DEBUG ? error : error.message);
  stop(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
// The bootstrap process was killed, so the terminal can no longer stop this process.
process.on('disconnect', () => stop(1));
process.channel?.unref();

try {
  if (reset && !demo) {
    throw new Error('--reset wipes demo data only; the database of DATABASE_URL is left alone.');
  }
  if (withUpstream && !demo) {
    throw new Error(
      '--with-upstream simulates the upstream systems for the demo only; connect real accounts in the portal.',
    );
  }
  // A missing setting is reported before anything is made.
  if (env.DATABASE_URL) readEnv(env);
  const portal = build ? buildPortal(process.execPath, building.signal) : undefined;
  portal?.catch(fail);
  if (!env.DATABASE_URL) {
    const dataDir = resolve(env.DATA_DIR || '.data', 'postgres');
    postgres = await startPostgres({ dataDir, reset, log });
    void postgres.exited.then(() => {
      if (stopping) return;
      console.error(`The database has ended; its log is ${postgres?.dataDir}/postgres.log`);
      stop(1);
    });
  }
  if (!stopping) {
    const { main } = await import('../main.ts');
    server = await main({ env, embedded: postgres ?? null, reset, portal });
    if (withUpstream && !stopping) {
      const { startDemoUpstream } = await import('./demo-upstream.ts');
      const simulated = await startDemoUpstream(Number(env.PORT || 4000) + 1);
      upstream = simulated;
      log(`模拟上游 / Simulated upstream: ${simulated.url}`);
    }
  }
} catch (error) {
  fail(error as Error);
}
