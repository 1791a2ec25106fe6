import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** Whether the process runs. A zombie does not: slow init processes keep zombies for seconds. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return stat(pid)?.state !== 'Z';
}

/**
 * A text that is unique to a process on this machine, so that a reused process id is not mistaken for the old
 * process. Empty if the system does not provide it.
 */
export function birthmark(pid: number): string {
  const started = stat(pid)?.started;
  if (started) return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${started}`;
  if (process.platform === 'win32' || process.platform === 'linux') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/** Whether the process is the PostgreSQL server of the cluster, not a later owner of its process id. */
export function isPostgresOf(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') {
    const shown = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
    }).stdout;
    return shown?.includes(cluster) ?? false;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return read(`/proc/${pid}/cmdline`)?.includes(cluster) ?? false;
  }
}

/** State and start time of a process on Linux: fields 3 and 22 of /proc/PID/stat. */
function stat(pid: number): { state: string; started: string } | undefined {
  const text = read(`/proc/${pid}/stat`);
  if (!text) return undefined;
  // The command name may contain spaces and brackets, so fields are counted from its closing bracket.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
