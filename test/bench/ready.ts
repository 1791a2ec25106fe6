import type { AddressInfo, Server } from 'node:net';

/** Environment of every measured server. */
export interface ServerEnv {
  /** URL of the database with its owner's log-in. */
  readonly url: string;
  /** Manifest of trusted documents: hash → text. */
  readonly documents: string;
  /** Whether the callers are people with sessions; absent: programs with keys. */
  readonly forPeople?: boolean;
}

export function serverEnv(): ServerEnv {
  const { BENCH_DATABASE, BENCH_DOCUMENTS, BENCH_FOR_PEOPLE } = process.env;
  if (!BENCH_DATABASE || !BENCH_DOCUMENTS) throw new Error('Started by the bench only.');
  return {
    url: BENCH_DATABASE,
    documents: BENCH_DOCUMENTS,
    forPeople: BENCH_FOR_PEOPLE === '1',
  };
}

/** Sends the port to the bench, and ends when the bench ends. */
export function ready(server: Server): void {
  process.on('disconnect', () => process.exit());
  process.send!({ port: (server.address() as AddressInfo).port });
}
