/** The exports of `@jest/globals` in a test: the functions of the present test file. */
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let it;
export let test;

/**
 * Called for each test file. Live bindings give every importer the new functions, including modules that
 * stay loaded.
 */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals);
}
