import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { diskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { s3Store } from './s3-store.ts';

export interface Files {
  readonly store: FileStore;
  /** Folder for files that are being received. */
  readonly incoming: string;
}

/** Folders below `DATA_DIR` with the bytes of files. */
const FOLDERS = ['files', 'incoming'] as const;

export function openFiles({ dataDir, s3Url }: Pick<Env, 'dataDir' | 's3Url'>): Files {
  const [kept, incoming] = FOLDERS.map((name) => join(dataDir, name)) as [string, string];
  return { store: s3Url === null ? diskStore(kept) : s3Store(s3Url), incoming };
}

/** Removes the bytes of all files from `DATA_DIR`, when the demo is reset. */
export async function removeFiles(dataDir: string): Promise<void> {
  for (const name of FOLDERS) await rm(join(dataDir, name), { recursive: true, force: true });
}
