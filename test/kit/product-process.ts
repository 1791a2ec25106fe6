import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseUrls } from '../../server/platform/db/log-ins.ts';
import { ROOT } from './launcher.ts';
import { freePort } from './ports.ts';

/** The product as `npm start` runs it in real mode, in a separate process. */
export interface ProductProcess {
  readonly url: string;
  /** Milliseconds from the start of the process until it was ready. */
  readonly startMs: number;
  /** Sends SIGKILL: no handler runs and no buffer is flushed. */
  kill(): Promise<void>;
  /** Sends SIGTERM and waits for the exit; returns the exit code. */
  stop(): Promise<number | null>;
  /** The last output of a process that has ended unexpectedly; null while it runs. */
  ended(): string | null;
}

/** Most of a test's time limit: a busy machine needs minutes for the start. */
const PATIENCE_MS = 150_000;

/** Starts the product on a database and waits until it is ready. Throws its output if it ends before. */
export async function startProduct({
  url: databaseUrl,
  ownerUrl,
}: DatabaseUrls): Promise<ProductProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = Date.now();
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', './server/tools/ts.mjs', 'server/tools/start.ts'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        DATABASE_OWNER_URL: ownerUrl,
        PORT: String(port),
        PUBLIC_URL: url,
        SECRET_KEY: 'k'.repeat(40),
        SMTP_URL: 'smtp://127.0.0.1:1',
        LOG_LEVEL: 'error',
      },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      said = (said + part).slice(-4000);
    });
  }
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() - began > PATIENCE_MS) {
      await kill(child);
      throw new Error(`The product did not start:\n${said}`);
    }
    await sleep(25);
  }
  return {
    url,
    startMs: Date.now() - began,
    kill: () => kill(child),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      return code as number | null;
    },
    ended: () => (child.exitCode === null && child.signalCode === null ? null : said),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
