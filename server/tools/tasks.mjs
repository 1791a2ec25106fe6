// What each `npm` script needs and does. `dev`: also the packages that only tests and checks need.
// `portal`: how far the portal must be made before. `linked`: the process learns when we are killed.

const LOADER = ['--import', './server/tools/ts.mjs'];
// By itself V8 gives young objects 128 MiB on a machine with much memory, which stay resident under load, and
// lets the old ones grow to several times of what lives before it looks through them. With less of both the
// server holds 390 instead of 530 MiB under the load of the bench; with still less, long lists become slower.
export const SERVER_FLAGS = ['--max-semi-space-size=32', '--heap-growing-percent=45'];
const TS = ['--enable-source-maps', ...LOADER];
const JEST = ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs'];

const command = (name) => [...TS, 'server/tools/command.ts', name];

export const tasks = {
  start: {
    portal: 'built',
    node: [...SERVER_FLAGS, ...TS, 'server/tools/start.ts'],
    env: { NODE_ENV: 'production' },
  },
  test: { dev: true, portal: 'built', node: JEST },
  'test:long': { dev: true, portal: 'built', node: JEST, env: { TEST_LONG: '1' } },
  'test:steady': { dev: true, portal: 'built', node: ['test/kit/steady.mjs'] },
  dev: { dev: true, portal: 'generated', node: ['server/tools/dev.mjs'] },
  check: { dev: true, portal: 'generated', node: ['server/tools/check.mjs'] },
  schema: { dev: true, node: command('schema') },
  migration: { dev: true, node: command('migration') },
  bench: { dev: true, node: [...TS, 'test/bench/run.ts'], env: { NODE_ENV: 'production' } },
  'bench:portal': {
    dev: true,
    portal: 'built',
    node: [...TS, 'test/bench/portal.ts'],
    env: { NODE_ENV: 'production' },
  },
  explain: { dev: true, portal: 'generated', node: [...TS, 'test/bench/explain.ts'] },
  seed: { node: command('seed') },
  admin: { node: command('admin') },
  'api-key': { node: command('api-key') },
};
