import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isTextual } from './kinds.ts';

export interface Received {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Whether every byte may be part of a text. */
  readonly isText: boolean;
}

/**
 * Writes a stream to a local file, runs `use` on it, and removes whatever is left of it: `use` moves a good file away.
 */
export async function receive<T>(
  stream: Readable,
  folder: string,
  use: (received: Received) => Promise<T>,
): Promise<T> {
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  let isText = true;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await pipeline(
      stream,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          hash.update(chunk);
          isText &&= isTextual(chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    );
    return await use({ path, bytes, sha256: hash.digest('hex'), isText });
  } finally {
    await rm(path, { force: true });
  }
}
