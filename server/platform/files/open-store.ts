import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Env } from '../env.ts';
import { readApart } from './apart.ts';
import { diskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { type Received, receive } from './receive.ts';
import { s3Store } from './s3-store.ts';

export interface Files {
  readonly store: FileStore;
  /** Folder for files that are being received. */
  readonly incoming: string;
  /** Writes a stream to a local file, runs `use` on it, and removes whatever is left of it. */
  receive<T>(stream: Readable, use: (received: Received) => Promise<T>): Promise<T>;
  /** Reads a stranger's file by a module in a process of its own. */
  readonly readApart: typeof readApart;
}

export const filesIn = (store: FileStore, incoming: string): Files => ({
  store,
  incoming,
  receive: (stream, use) => receive(stream, incoming, use),
  readApart,
});

const FOLDERS = ['files', 'incoming'] as const;

export function openFiles({ dataDir, s3Url }: Pick<Env, 'dataDir' | 's3Url'>): Files {
  const [kept, incoming] = FOLDERS.map((name) => join(dataDir, name)) as [string, string];
  return filesIn(s3Url === null ? diskStore(kept) : s3Store(s3Url), incoming);
}

/** Removes the bytes of all files from `DATA_DIR`, when the demo is reset. */
export async function removeFiles(dataDir: string): Promise<void> {
  for (const name of FOLDERS) await rm(join(dataDir, name), { recursive: true, force: true });
}
