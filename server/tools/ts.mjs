// Lets Node run the TypeScript sources directly: node --import ./server/tools/ts.mjs FILE.ts
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inRoot, ROOT } from './paths.mjs';
import { swcOptions } from './swc.mjs';

const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');

/** In node_modules, so that a new installation clears the cache. Copies of the clone with a link to it share the cache. */
const PACKAGES = realpathSync(inRoot('node_modules'));
const CACHE = join(PACKAGES, '.cache', 'typescript');

registerHooks({
  load(url, context, nextLoad) {
    if (!/^file:.*\.tsx?$/.test(url)) return nextLoad(url, context);
    return { format: 'module', source: javaScriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});

/**
 * The source compiled to JavaScript, from the cache if possible: loading the compiler takes 25 MB of
 * memory.
 */
function javaScriptOf(filename) {
  const source = readFileSync(filename, 'utf8');
  const options = swcOptions(filename.endsWith('x'));
  const hash = createHash('sha256').update(JSON.stringify([version, options, source]));
  const name = relative(ROOT, filename);
  const kept = join(CACHE, `${name}.js`);
  const end = `// ${hash.digest('hex')}\n//# sourceMappingURL=${pathToFileURL(`${kept}.map`)}\n`;
  const known = readIfThere(kept);
  if (known?.endsWith(end)) return known;
  const { transformSync } = require('@swc/core');
  const { code, map } = transformSync(source, {
    ...options,
    // The same in every copy, as the text in the cache is.
    filename: join(dirname(PACKAGES), name),
    sourceMaps: true,
  });
  keep(`${kept}.map`, map);
  keep(kept, code + end);
  return code + end;
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Writes atomically, since several processes may start at once. A read-only folder is ignored. */
function keep(path, text) {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch {
    // The next process compiles the file again.
  }
}
