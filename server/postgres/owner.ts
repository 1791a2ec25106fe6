import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthmark, isAlive } from './processes.ts';

/**
 * Claims `folder` for this process before anything in it is touched: the file `owner.pid` is made with
 * an exclusive create, a dead owner's claim is taken over, a living one is refused by name.
 * @returns a function that gives the claim back
 * @throws when another living process holds it
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

/** Creates `file` with its whole content in one step, or returns false when it exists. */
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
  // Between reading and renaming another process may have taken over: then this is its claim, put it back.
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
