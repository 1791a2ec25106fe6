import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../server/tools/tasks.mjs';
import type { LoadOrder, LoadResult } from './load.ts';
import type { ServerEnv } from './ready.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const LOADER = ['--import', here('../../server/tools/ts.mjs')];
const AS_IN_PRODUCTION = [...SERVER_FLAGS, '--enable-source-maps'];

/** A measured server and its start command. */
export interface Contender {
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  /** Node's flags, as in production. */
  readonly flags?: readonly string[];
}

export const contenders = {
  floor: { name: 'floor', file: 'floor/server.ts' },
  product: { name: 'PartnerGraph', file: 'product/server.ts', flags: AS_IN_PRODUCTION },
  free: { name: 'PartnerGraph by text', file: 'product/server.ts', flags: AS_IN_PRODUCTION },
  resolved: {
    name: 'planning off',
    file: 'product/server.ts',
    flags: AS_IN_PRODUCTION,
    args: ['resolved'],
  },
  postgraphile: { name: 'PostGraphile 5', file: 'postgraphile/server.mjs' },
  textbook: { name: 'textbook', file: 'textbook/server.ts' },
} as const satisfies Record<string, Contender>;
export type ContenderId = keyof typeof contenders;

export interface Running {
  readonly id: ContenderId;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a contender on the database and waits until it listens. Throws if it ends before. */
export async function start(id: ContenderId, env: ServerEnv): Promise<Running> {
  const { file, args = [], flags = [] }: Contender = contenders[id];
  const child = fork(here(file), [...args], {
    execArgv: [...flags, ...LOADER],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      BENCH_DATABASE: env.url,
      BENCH_DOCUMENTS: env.documents,
      BENCH_FOR_PEOPLE: env.forPeople ? '1' : '',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port } = await message<{ port: number }>(child, `${contenders[id].name} did not start.`);
  return { id, port, pid: child.pid!, stop: () => end(child) };
}

/** Starts the process of the load generator. */
export function openLoad(): { run(order: LoadOrder): Promise<LoadResult>; close(): Promise<void> } {
  const child = fork(here('load.ts'), [], { execArgv: LOADER });
  return {
    async run(order) {
      child.send(order);
      const result = await message<LoadResult & { error?: string }>(child, 'The load ended.');
      if (result.error !== undefined) throw new Error(result.error);
      return result;
    },
    close: () => end(child),
  };
}

async function message<T>(child: ChildProcess, otherwise: string): Promise<T> {
  const over = new AbortController();
  const ended = once(child, 'exit', { signal: over.signal }).then(() => {
    throw new Error(otherwise);
  });
  const [received] = await Promise.race([once(child, 'message', { signal: over.signal }), ended]);
  over.abort();
  ended.catch(() => {});
  return received as T;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
