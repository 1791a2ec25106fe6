import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { urlOf } from '../../platform/db/embedded/cluster.ts';
import { startPostgres } from '../../platform/db/embedded/index.ts';
import { dataFolder } from '../../platform/db/embedded/places.ts';
import { readPostmaster } from '../../platform/db/embedded/postmaster.ts';
import { isAlive, isPostgresOf } from '../../platform/db/embedded/processes.ts';
import { ROOT } from '../paths.mjs';

export interface EmbeddedDatabase {
  readonly url: string;
  /** Ends the database, unless the demo itself runs on it. */
  stop(): Promise<void>;
}

/** The demo's database: the one that a running `npm start` of this clone uses, else started for this command. */
export async function embeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const wanted = resolve(dataDir, 'postgres');
  const running = runningUrl(dataFolder(wanted, ROOT));
  if (running) return { url: running, stop: async () => {} };
  return await startPostgres({ dataDir: wanted, log: (line) => process.stderr.write(`${line}\n`) });
}

function runningUrl(folder: string): string | null {
  const cluster = join(folder, 'cluster');
  const server = readPostmaster(cluster);
  if (!server?.ready || !isAlive(server.pid) || !isPostgresOf(server.pid, cluster)) return null;
  return urlOf(server.port, readFileSync(join(folder, 'password'), 'utf8'));
}
