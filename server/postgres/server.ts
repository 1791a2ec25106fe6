import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { SERVER_ENV } from './cluster.ts';
import { readPostmaster } from './postmaster.ts';

const SUPERVISOR = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));
const START_MS = 120_000;
const ATTEMPTS = 10;
/** Transient errors: another program took the port, or backends of a killed server are still ending. */
const PASSING = /Address already in use|could not bind|pre-existing shared memory block/;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Statements and details of errors quote values of rows, including personal data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** For tests: nothing waits for the disk, and a crash may lose all data. */
const EPHEMERAL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
};

export interface ServerOptions {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly ephemeral: boolean;
}

export interface RunningServer {
  readonly port: number;
  /** Settles when the server has ended, for any reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server of a cluster on a free port and waits until it accepts connections. */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const supervisor = supervise(options, port);
    const ended = once(supervisor, 'exit').then(() => {});
    if (await isReady(options, port, ended)) return running(supervisor, ended, port);
    supervisor.stdin?.end();
    await ended;
    const said = readFileSync(logFile(options.folder), 'utf8')
      .trim()
      .split('\n')
      .slice(-8)
      .join('\n');
    if (attempt === ATTEMPTS || !PASSING.test(said)) {
      throw new Error(`The embedded database did not start (${logFile(options.folder)}):\n${said}`);
    }
    await sleep(200);
  }
}

const logFile = (folder: string): string => join(folder, 'postgres.log');

function supervise(
  { folder, binaries, account, ephemeral }: ServerOptions,
  port: number,
): ChildProcess {
  const cluster = join(folder, 'cluster');
  const settings = { ...SETTINGS, ...(ephemeral ? EPHEMERAL : {}), port: String(port) };
  const task = {
    ...account,
    command: binaries.postgres,
    args: [
      '-D',
      cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    env: SERVER_ENV,
    logFile: logFile(folder),
    pgCtl: binaries.pgCtl,
    cluster,
    removeDir: ephemeral ? folder : undefined,
  };
  const child = spawn(process.execPath, [SUPERVISOR, JSON.stringify(task)], {
    cwd: folder,
    env: SERVER_ENV,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // The pipe breaks if the supervisor ends first; `exit` reports that.
  child.stdin?.on('error', () => {});
  return child;
}

async function isReady(
  { folder }: ServerOptions,
  port: number,
  ended: Promise<void>,
): Promise<boolean> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (const deadline = Date.now() + START_MS; !over && Date.now() < deadline; await sleep(10)) {
    const found = readPostmaster(join(folder, 'cluster'));
    if (found?.ready && found.port === port) return true;
  }
  return false;
}

function running(supervisor: ChildProcess, exited: Promise<void>, port: number): RunningServer {
  // The server never keeps this process alive: it ends with this process, through the pipe.
  supervisor.unref();
  (supervisor.stdin as unknown as { unref?(): void }).unref?.();
  return {
    port,
    exited,
    async stop() {
      supervisor.ref();
      supervisor.stdin?.end();
      await exited;
    },
  };
}

/** A port that was free at the check. The caller tries another port if a program has taken it since. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
