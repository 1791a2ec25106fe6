import type { BenchCluster } from './database.ts';
import { bodyFor } from './documents.ts';
import type { Operation, Subject } from './operations.ts';
import { memory, used } from './proc.ts';
import type { ContenderId, openLoad, Running } from './servers.ts';

/** One server with one operation for some seconds. */
export interface Sample {
  readonly server: ContenderId;
  readonly operation: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU milliseconds per answer. */
  readonly nodeMs: number;
  readonly postgresMs: number;
  /** Peak resident memory so far, in MiB. */
  readonly memory: number;
}

export interface RoundOptions {
  readonly rounds: number;
  readonly warmSeconds: number;
  readonly seconds: number;
  readonly connections: number;
}

interface Bench {
  readonly cluster: BenchCluster;
  readonly load: ReturnType<typeof openLoad>;
  readonly servers: readonly Running[];
  readonly subjects: readonly Subject[];
  readonly log: (line: string) => void;
}

/**
 * Interleaved rounds: each operation runs on every server in turn, seconds apart, so that other load on the
 * machine affects all of them. Reads come first; writes have separate rounds after them.
 */
export async function measure(
  bench: Bench,
  operations: readonly Operation[],
  options: RoundOptions,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const chosen of [operations.filter((o) => !o.writes), operations.filter((o) => o.writes)]) {
    for (let round = 1; round <= options.rounds && chosen.length > 0; round++) {
      bench.log(
        `Round ${round} of ${options.rounds}: ${chosen.map(({ name }) => name).join(', ')} …`,
      );
      for (const operation of chosen)
        for (const server of turned(bench.servers, round))
          samples.push(await sample(bench, server, operation, options));
    }
  }
  return samples;
}

/** Rotates a list, so that every server is first in some round. */
const turned = <T>(list: readonly T[], by: number): T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];

export async function sample(
  { cluster, load, subjects }: Pick<Bench, 'cluster' | 'load' | 'subjects'>,
  server: Running,
  operation: Operation,
  { warmSeconds, seconds, connections }: Omit<RoundOptions, 'rounds'>,
): Promise<Sample> {
  const requests = subjects.map((subject) => ({
    key: subject.key,
    body: bodyFor(server.id, operation, subject),
  }));
  const order = { port: server.port, connections, requests };
  await load.run({ ...order, seconds: warmSeconds });
  const before = used(server.pid, cluster.postmaster);
  const result = await load.run({ ...order, seconds });
  const after = used(server.pid, cluster.postmaster);
  if (result.failures > 0)
    throw new Error(
      `${operation.name} at ${server.id}: ${result.failures} of ${result.answers} failed. ${result.said}`,
    );
  return {
    server: server.id,
    operation: operation.name,
    perSecond: result.answers / result.seconds,
    p50: result.p50,
    p99: result.p99,
    nodeMs: (after.nodeMs - before.nodeMs) / result.answers,
    postgresMs: (after.postgresMs - before.postgresMs) / result.answers,
    memory: memory(server.pid).highest,
  };
}
