import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthmark, isAlive } from './processes.ts';

/**
 * Claims `folder` for this process before anything in it is changed. An exclusive create makes the file `owner.pid`.
 * The claim of a dead owner is taken over; a living owner is named in the error.
 * @returns a function that releases the claim
 * @throws if another living process holds the claim
 */
export function claim(folder: string): () => void {
  const file = join(folder, 'owner.pid');
  const mine = `${process.pid} ${birthmark(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, mine, { flag: 'wx', mode: 0o644 });
  try {
    while (!link(draft, file)) takeOver(file, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(file) === mine) rmSync(file, { force: true });
  };
}

/** Creates `file` with its whole content atomically; returns false if the file exists. */
function link(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead owner's claim. */
function takeOver(file: string, draft: string): void {
  const found = read(file);
  if (found === undefined) return;
  const [pid, ...rest] = found.trim().split(' ');
  const mark = rest.join(' ');
  const owner = Number(pid);
  if (owner > 0 && isAlive(owner) && (!mark || birthmark(owner) === mark)) {
    throw new Error(
      `PartnerGraph is already running on this data (process ${owner}). Stop it first, or choose another folder with DATA_DIR.`,
    );
  }
  const aside = `${draft}.dead`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Another process may have taken over between reading and renaming: its claim is then put back.
  if (read(aside) !== found) link(aside, file);
  rmSync(aside, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
