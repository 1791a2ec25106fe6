import { readFile, stat } from 'node:fs/promises';
import { UsageError } from './arguments.ts';

const LARGEST = 20 * 1024 * 1024;

/** The bytes of a CSV file. Throws one sentence if the file cannot be read. */
export async function readCsv(path: string): Promise<Uint8Array> {
  if (!/\.csv$/i.test(path))
    throw new UsageError(`"${path}" is no CSV file: export the list as CSV first.`);
  try {
    const { size } = await stat(path);
    if (size > LARGEST) throw new Error(`${path} has more than 20 MB. Split it.`);
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`There is no file ${path}.`);
    if (code === 'EISDIR') throw new Error(`${path} is a folder.`);
    if (code === 'EACCES') throw new Error(`${path} may not be read.`);
    throw error;
  }
}

/** Problems of a file, at most fifty of them. */
export function problemLines(problems: readonly string[]): string {
  const shown = problems.slice(0, 50);
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more.`] : [])].join('\n');
}
