import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot, ROOT } from './paths.mjs';

const MADE = new Set(['portal/gql', 'portal/dist']);

/** One hash over the names and contents of files and folders, except generated files. */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(inRoot(path))).sort()) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  if (MADE.has(relative(ROOT, path).replaceAll('\\', '/'))) return [];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

/** Whether the output in the stamp's folder was built from inputs with this hash. */
export const isCurrent = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

export function markCurrent(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
