/** What `@jest/globals` means in a test: the functions of the test file that runs now. */
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let it;
export let test;

/** Called for each test file; every importer sees the new functions, also a module that stays loaded. */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals);
}
