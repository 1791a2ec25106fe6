import type { Readable } from 'node:stream';

/** Keeps the bytes of files under random keys. Rows in the database name and describe them. */
export interface FileStore {
  /** Moves a complete local file into the store. */
  put(key: string, path: string, sha256: string): Promise<void>;
  /** The bytes; null if the key has none. */
  get(key: string): Promise<Readable | null>;
  /** Removes the bytes. A key without bytes is no error. */
  remove(key: string): Promise<void>;
}
