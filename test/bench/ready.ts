import type { AddressInfo, Server } from 'node:net';

/** Environment of every measured server. */
export interface ServerEnv {
  /** URL of the database with its owner's log-in. */
  readonly url: string;
  /** Manifest of trusted documents: hash → text. */
  readonly documents: string;
}

export function serverEnv(): ServerEnv {
  const { BENCH_DATABASE, BENCH_DOCUMENTS } = process.env;
  if (!BENCH_DATABASE || !BENCH_DOCUMENTS) throw new Error('Started by the bench only.');
  return { url: BENCH_DATABASE, documents: BENCH_DOCUMENTS };
}

/** Sends the port to the bench, and ends when the bench ends. */
export function ready(server: Server): void {
  process.on('disconnect', () => process.exit());
  process.send!({ port: (server.address() as AddressInfo).port });
}
