import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writing } from '../platform/writable.ts';
import { accountFor } from './account.ts';
import { copiedBinaries, linkLibraries, packagedBinaries } from './binaries.ts';
import { type ClusterUrls, ensureCluster, ensureServerLogIn, urlsOf } from './cluster.ts';
import { claim } from './owner.ts';
import { dataFolder, hasRoomInMemory, MEMORY, openToOthers, outsideFolder } from './places.ts';
import { settleEarlierServer } from './postmaster.ts';
import { runServer } from './server.ts';

export interface PostgresOptions {
  /** Folder of the cluster, its password and its log. Default: a new folder (`ephemeral`) or `.data/postgres`. */
  readonly dataDir?: string;
  /** Root of the clone, from which the name of a folder outside it is derived. Default: this clone. */
  readonly cloneDir?: string;
  /** For tests: fast and not crash-safe; in memory if there is room, and removed when the server ends. */
  readonly ephemeral?: boolean;
  /** Deletes existing data before the start. */
  readonly reset?: boolean;
  readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres extends ClusterUrls {
  readonly port: number;
  /** The actual data folder. It differs from `dataDir` if PostgreSQL's account cannot reach that folder. */
  readonly dataDir: string;
  /** Settles when the server has ended, for any reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

const CLONE = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts the PostgreSQL server of the npm package, on 127.0.0.1 and a free port. It ends with this process, even if
 * this process is killed.
 * @throws an error in one sentence if this machine cannot run the server or another process holds the data
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<EmbeddedPostgres> {
  const { cloneDir = CLONE, ephemeral = false, log = () => {} } = options;
  const folder = prepareFolder(options, cloneDir, ephemeral);
  const release = claim(folder);
  try {
    const cluster = join(folder, 'cluster');
    const account = accountFor(cluster);
    const binaries = usableBinaries(cloneDir);
    await settleEarlierServer(cluster, log);
    if (options.reset) rmSync(cluster, { recursive: true, force: true });
    if (!existsSync(cluster) && !ephemeral) log('Creating the database, usually 1 to 3 s …');
    const password = await ensureCluster({ folder, binaries, account, ephemeral });
    rotateLog(folder);
    const server = await runServer({ folder, binaries, account, ephemeral });
    await ensureServerLogIn(server.port, password).catch(async (error) => {
      await server.stop();
      throw error;
    });
    return {
      ...urlsOf(server.port, password),
      port: server.port,
      dataDir: folder,
      exited: server.exited,
      async stop() {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    if (ephemeral) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function prepareFolder({ dataDir }: PostgresOptions, cloneDir: string, ephemeral: boolean): string {
  if (!dataDir && ephemeral) {
    const onDisk = process.getuid?.() !== 0 || openToOthers(tmpdir());
    const parent = hasRoomInMemory() ? MEMORY : onDisk ? tmpdir() : outsideFolder(cloneDir);
    const folder = mkdtempSync(join(parent, 'partnergraph-pg-'));
    chmodSync(folder, 0o755);
    return folder;
  }
  const folder = dataFolder(resolve(dataDir ?? join(cloneDir, '.data', 'postgres')), cloneDir);
  const made = writing(folder, () => {
    const first = mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return first;
  });
  if (process.getuid?.() !== 0) return folder;
  // New folders are passable for every account, regardless of the umask; the cluster itself is closed.
  for (let path = folder; made && path.startsWith(made); path = dirname(path))
    chmodSync(path, 0o755);
  if (!openToOthers(folder)) {
    throw new Error(
      `PostgreSQL does not run as root, and its account cannot reach ${closedPart(folder)}. Open that folder (chmod o+x), or choose another one with DATA_DIR.`,
    );
  }
  return folder;
}

function closedPart(folder: string): string {
  return openToOthers(dirname(folder)) ? folder : closedPart(dirname(folder));
}

/** The programs in the clone, or a copy if PostgreSQL's account cannot execute them. */
function usableBinaries(cloneDir: string) {
  const packaged = packagedBinaries();
  const root = process.getuid?.() === 0;
  if ((!root || openToOthers(dirname(packaged.postgres))) && linkLibraries(packaged.root))
    return packaged;
  return copiedBinaries(packaged, outsideFolder(cloneDir));
}

/** Keeps the log of the previous run, which shows why it ended. */
function rotateLog(folder: string): void {
  const file = join(folder, 'postgres.log');
  if (existsSync(file)) renameSync(file, `${file}.1`);
}
