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

/** Where the framework keeps the tests of a file and who is told of them. */
const CIRCUS = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);

const require = createRequire(import.meta.url);

process.setSourceMapsEnabled(true);
const addresses = new Map();

/** The loader's source maps, as Jest's formatter of stacks asks for them: by file, an address each. */
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
 * Runs test files as Node runs the product: the same loader, and every module is loaded once for a worker.
 * Jest's own runtime loads and compiles all of the server anew for each test file, which took longer than
 * the tests themselves. For that there is no mocking of modules, and what a module remembers stays.
 */
export default class ProcessRuntime {
  unstable_shouldLoadAsEsm = () => true;

  async unstable_importModule(path) {
    return await import(pathToFileURL(path).href);
  }

  /** The framework: anew for each test file, whose tests and hooks it holds. */
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
