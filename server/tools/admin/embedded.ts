import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseUrls } from '../../platform/db/log-ins.ts';
import { urlsOf } from '../../postgres/cluster.ts';
import { startPostgres } from '../../postgres/index.ts';
import { dataFolder } from '../../postgres/places.ts';
import { readPostmaster } from '../../postgres/postmaster.ts';
import { isAlive, isPostgresOf } from '../../postgres/processes.ts';
import { ROOT } from '../paths.mjs';

export interface EmbeddedDatabase extends DatabaseUrls {
  /** Stops the database, unless the running demo uses it. */
  stop(): Promise<void>;
}

/**
 * The demo's database: that of the running `npm start` of this clone, otherwise one started for this
 * command.
 */
export async function embeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const wanted = resolve(dataDir, 'postgres');
  const running = runningUrls(dataFolder(wanted, ROOT));
  if (running) return { ...running, stop: async () => {} };
  return await startPostgres({ dataDir: wanted, log: (line) => process.stderr.write(`${line}\n`) });
}

function runningUrls(folder: string): DatabaseUrls | null {
  const cluster = join(folder, 'cluster');
  const server = readPostmaster(cluster);
  if (!server?.ready || !isAlive(server.pid) || !isPostgresOf(server.pid, cluster)) return null;
  return urlsOf(server.port, readFileSync(join(folder, 'password'), 'utf8'));
}
