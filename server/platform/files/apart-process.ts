import { Worker } from 'node:worker_threads';

// Runs in the process of `readApart`.

interface Order {
  readonly module: string;
  readonly input: unknown;
  readonly cpuMs: number;
}

/** Watches from a second thread, because the reader may never yield its own. */
const WATCH = `
  const { workerData: { cpuMs, everyMs } } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if ((user + system) / 1_000 > cpuMs) process.kill(process.pid, 'SIGKILL');
  }, everyMs);`;
const EVERY_MS = 250;

// Ctrl+C reaches every process of a terminal. The server ends by itself, and repeats the job after its next start.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

process.once('message', async ({ module, input, cpuMs }: Order) => {
  new Worker(WATCH, { eval: true, workerData: { cpuMs, everyMs: EVERY_MS } }).unref();
  const { default: read } = (await import(module)) as {
    readonly default: (input: unknown) => AsyncIterable<unknown>;
  };
  // A reader that waits for something that never happens ends, too, and has not read everything.
  process.exitCode = 1;
  for await (const value of read(input)) process.send!(value);
  process.exitCode = 0;
  process.disconnect();
});
