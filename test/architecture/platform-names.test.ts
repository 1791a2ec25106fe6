import { dirname, relative, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { filesIn, isSource, isTest, ROOT, read } from '../kit/source.ts';

/** Each of them is a word that a reader of the modules must know. */
const MOST_NAMES = 150;

const IMPORT = /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)'/g;

/** Names that the modules import from the platform, types included, with the files that import them. */
function platformNames(): ReadonlyMap<string, readonly string[]> {
  const modules = filesIn('server/modules').filter((path) => isSource(path) && !isTest(path));
  const uses = modules.flatMap((path) =>
    [...read(path).matchAll(IMPORT)].flatMap(([, names, from]) => {
      const source = relative(ROOT, resolve(ROOT, dirname(path), from!));
      if (!source.startsWith('server/platform/')) return [];
      const named = names!.split(',').map((name) => name.trim().replace(/^type /, ''));
      return named.filter(Boolean).map((name) => [`${name.split(' ')[0]} of ${source}`, path]);
    }),
  );
  const byName = Map.groupBy(uses, ([name]) => name!);
  return new Map([...byName].map(([name, found]) => [name, found.map(([, path]) => path!)]));
}

it('modules know at most 150 names of the platform', () => {
  const names = platformNames();
  expect(names.size).toBeGreaterThan(50);
  // A name that was added is among those that one file uses.
  const once = [...names].filter(([, users]) => users.length === 1);
  const added = once.map(([name, [path]]) => `${path} uses ${name}`);
  expect(names.size > MOST_NAMES ? added : []).toEqual([]);
  expect(names.size).toBeLessThanOrEqual(MOST_NAMES);
});
