const NOT_ALLOWED: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS'];

/** Does what writes into a data folder. Throws one sentence where the system does not allow it. */
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
