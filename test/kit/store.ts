import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { upload } from '../../server/platform/api/files/upload.ts';
import type { FileStore } from '../../server/platform/files/file-store.ts';
import { filesIn } from '../../server/platform/files/open-store.ts';
import type { Caller, World } from './world.ts';

/** Keeps the bytes of files in memory, for one world. */
export function memoryStore(): FileStore {
  const kept = new Map<string, Buffer>();
  return {
    async put(key, path) {
      kept.set(key, await readFile(path));
    },
    async get(key) {
      const bytes = kept.get(key);
      return bytes ? Readable.from([bytes]) : null;
    },
    async remove(key) {
      kept.delete(key);
    },
  };
}

/** Uploads a file as a member does, and returns its id. */
export async function uploaded(
  { deps, store }: World,
  { viewer }: Caller,
  name: string,
  content: Uint8Array | string,
): Promise<string> {
  const incoming = await mkdtemp(join(tmpdir(), 'incoming-'));
  try {
    const file = Object.assign(Readable.from([Buffer.from(content)]), { truncated: false });
    const part = { file, filename: name } as unknown as Parameters<typeof upload>[3];
    const { id } = await upload(
      { ...deps, files: filesIn(store, incoming) },
      viewer,
      'story',
      part,
      10,
    );
    return `att_${id}`;
  } finally {
    await rm(incoming, { recursive: true });
  }
}
