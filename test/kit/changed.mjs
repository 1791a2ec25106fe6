// npm test -- --changed: Jest's filter, which keeps the test files that the change since `main` can affect.
import { relative } from 'node:path';
import '../../server/tools/ts.mjs';

async function filter(paths) {
  const { affectedTests, changedFiles } = await import('./changed.ts');
  const { wholeMap } = await import('../architecture/import-map.ts');
  const { ROOT } = await import('./source.ts');
  const changed = changedFiles(ROOT);
  const selection = affectedTests(
    changed,
    wholeMap(),
    paths.map((path) => relative(ROOT, path)),
  );
  if (selection.all) {
    console.log(
      `All ${paths.length} test files run: imports do not show who uses ${selection.because}.`,
    );
    return { filtered: paths };
  }
  const kept = new Set(selection.tests);
  const filtered = paths.filter((path) => kept.has(relative(ROOT, path)));
  console.log(
    `${filtered.length} test files run. ${paths.length - filtered.length} are left out: they use none of the ${changed.length} files that differ from main.`,
  );
  return { filtered };
}

// Jest loads a filter with require and calls its exports.
export { filter as 'module.exports' };
