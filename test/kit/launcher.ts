import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { PostgresOptions } from '../../server/postgres/index.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The process's first output: the server it started, or its error. */
export interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  readonly port: number;
  readonly dataDir: string;
  readonly error?: string;
}

interface Place {
  /** The clone whose launcher runs. */
  readonly root?: string;
  readonly uid?: number;
}

/** Starts a process that runs a database until the process ends. */
export async function launch(
  options: PostgresOptions,
  { root = ROOT, uid }: Place = {},
): Promise<Started> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      `${root}/server/tools/ts.mjs`,
      `${root}/test/kit/launcher-process.ts`,
      root,
      JSON.stringify(options),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], uid, gid: uid, cwd: root },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, ...(JSON.parse(line) as Omit<Started, 'process'>) };
  }
  throw new Error('The launcher process ended without a word.');
}

/** Ends the process by closing its standard input, as a clean exit does. */
export async function finish({ process: child }: Started): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

export async function killHard({ process: child }: Started): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The process id of the server whose cluster is in that data folder. */
export const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(`${dataDir}/cluster/postmaster.pid`, 'utf8').split('\n')[0]);

/** One line of /proc/PID/status, such as `Uid` or `PPid`. */
export function statusOf(pid: number, field: string): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8')
      .split('\n')
      .find((l) => l.startsWith(`${field}:`));
    return line?.slice(field.length + 1).trim();
  } catch {
    return undefined;
  }
}

export const isRunning = (pid: number): boolean => !/^[ZX]|^$/.test(statusOf(pid, 'State') ?? '');

/** Waits until `done` is true; returns false after `ms`. */
export async function within(ms: number, done: () => boolean): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (done()) return true;
  return done();
}

/** Runs one statement over a new connection. */
export async function query<R = Record<string, unknown>>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows as R[];
  } finally {
    await client.end();
  }
}

/** A new folder that every account may enter, like a normal clone. */
export async function openFolder(): Promise<string> {
  const folder = await mkdtemp('/var/tmp/partnergraph-test-');
  await chmod(folder, 0o755);
  return folder;
}
