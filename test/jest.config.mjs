import { swcOptions } from '../server/tools/swc.mjs';

export default {
  rootDir: '..',
  roots: ['<rootDir>/server', '<rootDir>/portal', '<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '\\.css$': '<rootDir>/test/kit/css-module.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/portal/dist'],
  transform: {
    '\\.ts$': ['@swc/jest', { ...swcOptions(), sourceMaps: 'inline' }],
    '\\.tsx$': ['@swc/jest', { ...swcOptions(true), sourceMaps: 'inline' }],
  },
  transformIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/kit/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  reporters: ['default', '<rootDir>/test/kit/reporter.mjs'],
  coverageProvider: 'v8',
  maxWorkers: 2,
  // Modules of a finished suite are never freed; a worker that is full collects for seconds instead of testing.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 30_000,
};
