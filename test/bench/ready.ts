import type { AddressInfo, Server } from 'node:net';

/** What every measured server begins with. */
export interface ServerEnv {
  /** Address of the database, as its owner's log-in. */
  readonly url: string;
  /** Manifest of trusted documents: hash → text. */
  readonly documents: string;
}

export function serverEnv(): ServerEnv {
  const { BENCH_DATABASE, BENCH_DOCUMENTS } = process.env;
  if (!BENCH_DATABASE || !BENCH_DOCUMENTS) throw new Error('Started by the bench only.');
  return { url: BENCH_DATABASE, documents: BENCH_DOCUMENTS };
}

/** Tells the bench the port, and ends with it. */
export function ready(server: Server): void {
  process.on('disconnect', () => process.exit());
  process.send!({ port: (server.address() as AddressInfo).port });
}
