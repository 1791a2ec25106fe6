import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, isPostgresOf } from './processes.ts';

const STOP_MS = 30_000;

interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads a server's `postmaster.pid`: line 1 pid, 4 port, 8 status. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Ends the server of an earlier run. A running server is stopped. If the process id belongs to a zombie or to another
 * program, the file is removed, since PostgreSQL would mistake the id for a running server. PostgreSQL itself handles
 * a dead server: it also searches for orphaned backends before it changes the data.
 */
export async function settleEarlierServer(
  cluster: string,
  log: (line: string) => void,
): Promise<void> {
  const earlier = readPostmaster(cluster);
  if (!earlier?.pid) return;
  const file = join(cluster, 'postmaster.pid');
  if (isAlive(earlier.pid) && isPostgresOf(earlier.pid, cluster)) {
    log(`Stopping the database of an earlier run (process ${earlier.pid}) …`);
    const deadline = Date.now() + STOP_MS;
    process.kill(earlier.pid, 'SIGINT');
    while (isAlive(earlier.pid)) {
      if (Date.now() > deadline) {
        throw new Error(
          `The database of an earlier run (process ${earlier.pid}) does not stop. End it, then start again.`,
        );
      }
      await sleep(50);
    }
    rmSync(file, { force: true });
  } else if (exists(earlier.pid)) {
    rmSync(file, { force: true });
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
