import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Semaphore, type SemaphoreOptions } from '../semaphore.ts';

const LOADER = new URL('../../tools/ts.mjs', import.meta.url).href;
const PROCESS = fileURLToPath(new URL('./apart-process.ts', import.meta.url));

interface Limits extends SemaphoreOptions {
  /** CPU time for one file. */
  readonly cpuMs: number;
  /** Memory for one file; a job may read a hundred thousand rows. */
  readonly megabytes: number;
}

/** Limits of the processes that read for jobs, and of those for which a person waits. An honest file takes a part of them. */
const LIMITS = {
  JOB: { cpuMs: 20_000, megabytes: 1_024, limit: 1 },
  REQUEST: { cpuMs: 3_000, megabytes: 256, limit: 2, waiting: 8 },
} as const satisfies Record<string, Limits>;

const turns = { JOB: new Semaphore(LIMITS.JOB), REQUEST: new Semaphore(LIMITS.REQUEST) };

/**
 * Calls the default export of a module, an async generator, in a process of its own and returns the values that it
 * yields. A file of a stranger can exhaust its reader: the limits end that process, and the server goes on
 * (decision 0054). Null if the reader throws or exceeds a limit. Throws UNAVAILABLE if too many requests wait.
 */
export const readApart = <T>(
  by: keyof typeof LIMITS,
  module: URL,
  input: unknown,
  limits: Pick<Limits, 'cpuMs' | 'megabytes'> = LIMITS[by],
): Promise<T[] | null> => turns[by].run(() => readBy<T>(module, input, limits));

const readBy = <T>(
  module: URL,
  input: unknown,
  { cpuMs, megabytes }: Pick<Limits, 'cpuMs' | 'megabytes'>,
): Promise<T[] | null> =>
  new Promise((resolve, reject) => {
    const values: T[] = [];
    const child = fork(PROCESS, {
      execArgv: ['--import', LOADER, `--max-old-space-size=${megabytes}`],
      // The reader needs no setting, and a secret least of all.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (value: T) => values.push(value));
    child.on('error', reject);
    // Comes after the last message.
    child.on('close', (code) => resolve(code === 0 ? values : null));
    // A child that has already ended closes, too.
    child.send({ module: module.href, input, cpuMs }, () => {});
  });
