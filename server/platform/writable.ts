const NOT_ALLOWED: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS'];

/** Runs `write` on a data folder. Throws an error of one sentence if the system denies the access. */
export function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!NOT_ALLOWED.includes((error as NodeJS.ErrnoException).code)) throw error;
    throw new Error(`${folder} is not writable. Choose another folder with DATA_DIR.`, {
      cause: error,
    });
  }
}
