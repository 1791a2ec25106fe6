import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SKIPPED = new Set(['node_modules', 'dist', 'gql', '.git', '.data']);

/** Files below a folder, as paths from the repository's root. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

export const isSource = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path);
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith('test/');

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Repository paths of a file's relative imports. */
export function importsOf(path: string): string[] {
  const found = read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...found].map(([, target]) => relative(ROOT, resolve(ROOT, dirname(path), target!)));
}

/** Names of a file's imported packages. */
export function packagesOf(path: string): string[] {
  const found = read(path).matchAll(
    /\b(?:from\s+|import\s*\(?\s*)'((?:node:|@[a-z\d-]+\/)?[a-z\d][\w.-]*)(?:\/[^'\s]*)?'/g,
  );
  return [...found].map(([, name]) => name!);
}
