import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whether every account may pass through all folders on the path (which need not exist yet). */
export function openToOthers(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat?.isDirectory() && (stat.mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Linux's file system in memory. A new database has 1,500 files, which take a disk ten times the CPU. */
export const MEMORY = '/dev/shm';
/** Several times what the tests' databases take. */
const ROOM = 3 * 2 ** 30;

/** Whether a cluster of tests fits there and leaves as much memory again. */
export function hasRoomInMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    const free = Math.min(bavail * bsize, process.availableMemory() / 2);
    return free >= ROOM && openToOthers(MEMORY);
  } catch {
    return false;
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The folder for files that cannot be in the clone, one for each clone. */
export const outsidePath = (cloneDir: string): string =>
  join('/var/tmp', `partnergraph-${hash(realpathSync(cloneDir))}`);

/** Creates that folder. Every account may write to /var/tmp, so a folder of another owner is refused. */
export function outsideFolder(cloneDir: string): string {
  const folder = outsidePath(cloneDir);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.() || (stat.mode & 0o022) !== 0) {
    throw new Error(
      `${folder} belongs to someone else or is open to others. Remove it and start again.`,
    );
  }
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * The actual data folder: `dataDir`, or a folder outside the clone if this process is root and PostgreSQL's account
 * cannot reach `dataDir`. Data that is already outside remains there.
 */
export function dataFolder(dataDir: string, cloneDir: string): string {
  if (process.getuid?.() !== 0 || existsSync(join(dataDir, 'cluster'))) return dataDir;
  const outside = join(outsidePath(cloneDir), `${basename(dataDir)}-${hash(dataDir)}`);
  if (openToOthers(dataDir) && !existsSync(join(outside, 'cluster'))) return dataDir;
  return join(outsideFolder(cloneDir), basename(outside));
}
