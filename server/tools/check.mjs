// npm run check: every check that does not need a running product.
import { run } from './child.mjs';

const jest = ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs'];
const command = ['--import', './server/tools/ts.mjs', 'server/tools/command.ts'];
const tsc = (project) => ['node_modules/typescript/bin/tsc', '--project', project];

/** The architecture tests that start servers, browsers or the tools; only `npm test` runs them. */
const PROCESSES = '/test/architecture/(launcher|start|browser|real-mode|new-module)';

const checks = [
  ['types of the server', tsc('tsconfig.json')],
  ['types of the tests', tsc('test/tsconfig.json')],
  ['types of the portal', tsc('portal/tsconfig.json')],
  [
    'lint and format',
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ],
  ['commit subjects', ['server/tools/commits.mjs']],
  ['schema.graphql is current', [...command, 'schema', '--check']],
  ['no breaking change since the last release', [...command, 'release', '--check']],
  ['migrations are complete', [...command, 'migration', '--check']],
  ['architecture', [...jest, 'test/architecture', '--testPathIgnorePatterns', PROCESSES]],
];

const failed = [];
for (const [name, args] of checks) {
  console.log(`\n— ${name}`);
  if ((await run(process.execPath, args)) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(' · ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
