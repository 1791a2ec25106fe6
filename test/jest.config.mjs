export default {
  rootDir: '..',
  roots: ['<rootDir>/server', '<rootDir>/portal', '<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: '<rootDir>/test/kit/jest/environment.mjs',
  runtime: '<rootDir>/test/kit/jest/runtime.mjs',
  testSequencer: '<rootDir>/test/kit/jest/sequencer.mjs',
  // Full tables and figures, variants of the set-up, and third-party clients, which only a change of the protocol breaks.
  testPathIgnorePatterns:
    process.env.TEST_LONG === '1' ? [] : ['<rootDir>/test/clients/', '\\.long\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/portal/dist'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  // The loader compiles; Jest has nothing to transform.
  transform: {},
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/kit/global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/kit/reporter.mjs'],
  // A third worker uses the time in which the others wait for browsers and processes.
  maxWorkers: 3,
  // Modules of finished test files stay in memory; a new worker frees it and costs one load of the product.
  workerIdleMemoryLimit: '800MB',
  // A worker has no open handle at its end, but removes the profile of its browser and frees the product: 0.4 s, and
  // over a second on a busy machine. Jest's own limit is half a second.
  workerGracefulExitTimeout: 30_000,
  // Far above the duration of every test and hook, so that a busy machine fails none.
  testTimeout: 180_000,
};
