import { execFileSync } from 'node:child_process';
import { type ImportMap, importersOf } from '../architecture/import-map.ts';

/** Paths of the files that differ from the last common commit with `main`: committed, uncommitted and untracked. */
export function changedFiles(root: string): string[] {
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' })
      .split(/[\0\n]/)
      .filter(Boolean);
  const [base] = git('merge-base', 'main', 'HEAD');
  return [
    ...git('diff', '--name-only', '--no-renames', '-z', base!),
    ...git('ls-files', '--others', '--exclude-standard', '-z'),
  ];
}

/** The tests that a change selects, or the file because of which it selects all. */
export type Selection =
  | { readonly tests: readonly string[] }
  | { readonly all: true; readonly because: string };

const STORIES = /^test\/(?:portal|journeys)\//;

/**
 * Selects the tests that a change can affect:
 *
 * - A TypeScript file selects the tests that import it, directly or not, or run it as a program.
 * - Stories in the browser import no file of the portal, they use the built one. `portal/features/x` selects
 *   `test/portal/x` and the journeys, any other file of the portal all stories. Unit tests are selected by imports too.
 * - Tests that read the sources as texts are always selected; a Markdown file selects only them.
 * - Any other file selects all tests: packages, set-up, commands, schema, migrations, messages, and TypeScript that no
 *   test imports.
 */
export function affectedTests(
  changed: readonly string[],
  map: ImportMap,
  tests: readonly string[],
): Selection {
  const selected = new Set(
    tests.filter((test) => changed.length > 0 && map.get(test)?.includes('test/kit/source.ts')),
  );
  for (const file of changed.filter((path) => !path.endsWith('.md'))) {
    const importers = importersOf(map, [file]);
    const found = tests.filter((test) => importers.has(test) || usesInBrowser(test, file));
    // The importers of a deleted file have changed too.
    const isFollowed = isTypeScript(file) && (found.length > 0 || !map.has(file));
    if (!isFollowed && !file.startsWith('portal/')) return { all: true, because: file };
    for (const test of found) selected.add(test);
  }
  return { tests: [...selected] };
}

const isTypeScript = (path: string): boolean =>
  /\.tsx?$/.test(path) && !/^server\/(?:migrations|tools)\//.test(path);

/** Whether a story uses a file of the portal, by the names of their folders. */
function usesInBrowser(test: string, file: string): boolean {
  if (!file.startsWith('portal/') || !STORIES.test(test) || /\.test\.tsx?$/.test(file))
    return false;
  const [, feature] = /^portal\/features\/([^/]+)\//.exec(file) ?? [];
  const [, folder] = /^test\/portal\/([^/]+)\//.exec(test) ?? [];
  return !feature || !folder || feature === folder;
}
