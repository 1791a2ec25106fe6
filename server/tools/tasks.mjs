// Requirements and command of each npm script. `dev`: also the packages that only tests and checks need.
// `portal`: the state of the portal that the task needs. `linked`: the process is notified when the
// bootstrap process is killed. `flags`: arguments of the task and what they mean for its program.

const LOADER = ['--import', './server/tools/ts.mjs'];
// By default V8 reserves 128 MiB for young objects on a machine with much memory and lets the old
// generation grow to several times its live size between collections. With these limits the server holds
// 390 instead of 530 MiB under the bench's load; lower limits make long lists slower.
export const SERVER_FLAGS = ['--max-semi-space-size=32', '--heap-growing-percent=45'];
const TS = ['--enable-source-maps', ...LOADER];
const JEST = ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs'];

const FLAGS = {
  '--changed': ['--filter', './test/kit/changed.mjs', '--passWithNoTests'],
  '--times': ['default', './test/kit/times.mjs', './test/kit/reporter.mjs'].map(
    (path) => `--reporters=${path}`,
  ),
};

const command = (name) => [...TS, 'server/tools/command.ts', name];

export const tasks = {
  start: {
    // It builds the portal while it makes the demo.
    node: [...SERVER_FLAGS, ...TS, 'server/tools/start.ts', '--build'],
    env: { NODE_ENV: 'production' },
  },
  test: { dev: true, portal: 'built', node: JEST, flags: FLAGS },
  'test:long': { dev: true, portal: 'built', node: JEST, flags: FLAGS, env: { TEST_LONG: '1' } },
  'test:steady': { dev: true, portal: 'built', node: ['test/kit/steady.mjs'] },
  dev: { dev: true, portal: 'generated', node: ['server/tools/dev.mjs'] },
  check: { dev: true, portal: 'generated', node: ['server/tools/check.mjs'] },
  schema: { dev: true, node: command('schema') },
  migration: { dev: true, node: command('migration') },
  new: { dev: true, node: command('new') },
  release: { dev: true, node: command('release') },
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
  'verify-bill': { node: command('verify-bill') },
};
