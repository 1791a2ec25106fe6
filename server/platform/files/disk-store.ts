import { constants, createReadStream } from 'node:fs';
import { access, chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from './file-store.ts';

/** Keeps bytes in closed folders below `root`. A file appears under its key only when it is complete. */
export function diskStore(root: string): FileStore {
  const folderOf = (key: string): string => join(root, key.slice(0, 2));
  const pathOf = (key: string): string => join(folderOf(key), key);
  return {
    async put(key, path) {
      await mkdir(folderOf(key), { recursive: true, mode: 0o700 });
      const target = pathOf(key);
      await chmod(path, 0o600);
      await rename(path, target).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EXDEV') throw error;
        // The upload lies on another file system.
        await copyFile(path, `${target}.part`, constants.COPYFILE_EXCL);
        await rename(`${target}.part`, target);
      });
    },
    async get(key) {
      const path = pathOf(key);
      const exists = await access(path).then(
        () => true,
        () => false,
      );
      return exists ? createReadStream(path) : null;
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
