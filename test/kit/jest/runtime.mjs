import { createRequire, findSourceMap, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import 'reflect-metadata';
import '../../../server/tools/ts.mjs';
import { setGlobals } from './globals.mjs';

const GLOBALS = new URL('./globals.mjs', import.meta.url).href;
const CSS_MODULE = new URL('./css-module.mjs', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
    if (specifier.endsWith('.css')) return { url: CSS_MODULE, shortCircuit: true };
    return nextResolve(specifier, context);
  },
});

/** Globals in which the framework keeps the tests of a file and its event handlers. */
const CIRCUS = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);

const require = createRequire(import.meta.url);

process.setSourceMapsEnabled(true);
const addresses = new Map();

/** The loader's source maps in the form that Jest's stack formatter expects: a data URL per file. */
const sourceMaps = {
  get(file) {
    const found = addresses.get(file) ?? findSourceMap(file);
    if (found === undefined || typeof found === 'string') return found;
    const address = `data:application/json,${encodeURIComponent(JSON.stringify(found.payload))}`;
    addresses.set(file, address);
    return address;
  },
  *[Symbol.iterator]() {},
};

/**
 * Runs test files as Node runs the product: with the same loader, and each module loaded once per worker.
 * Jest's own runtime loads and compiles the whole server for each test file, which takes longer than the
 * tests. The price: modules cannot be mocked, and module state persists between files.
 */
export default class ProcessRuntime {
  unstable_shouldLoadAsEsm = () => true;

  async unstable_importModule(path) {
    // Node's default. Jest asks for 100 frames, which cost more than the rest of a refusal.
    Error.stackTraceLimit = 10;
    return await import(pathToFileURL(path).href);
  }

  /** The framework is loaded again for each test file, since it holds the file's tests and hooks. */
  requireInternalModule(path) {
    delete require.cache[path];
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (CIRCUS.has(symbol.description)) delete globalThis[symbol];
    return require(path);
  }

  requireModule = (path) => require(path);
  setGlobalsForRuntime = setGlobals;
  getSourceMaps = () => sourceMaps;
  getAllCoverageInfoCopy = () => undefined;
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
}
