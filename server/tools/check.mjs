// npm run check: every check that needs no running product, two at a time. Prints the output of each check at its
// end, with its duration.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './child.mjs';

const LANES = 2;
const CACHE = 'node_modules/.cache/tsc';

/** Architecture tests that need a database, a browser, or a process of the product; only `npm test` runs them. */
const PRODUCT =
  '/test/architecture/(launcher|start|browser|real-mode|new-module|back-up|database|schema-connections)';

const jest = ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs'];
const command = ['--import', './server/tools/ts.mjs', 'server/tools/command.ts'];

/** A second checker would take half as much CPU time again, since both infer the types that they share. */
const tsc = (project) => [
  'node_modules/typescript/bin/tsc',
  ...['--project', project, '--checkers', '1'],
  ...['--incremental', '--tsBuildInfoFile', `${CACHE}/${project}`],
];

/** The longest first, so that no lane ends long before the other. */
const checks = [
  // One process loads the product once. The empty variable keeps the set-up from starting a database.
  [
    'architecture',
    [...jest, '--runInBand', 'test/architecture', '--testPathIgnorePatterns', PRODUCT],
    { TEST_DATABASE: '' },
  ],
  ['types of the portal', tsc('portal/tsconfig.json')],
  ['types of the tests', tsc('test/tsconfig.json')],
  ['migrations are complete', [...command, 'migration', '--check']],
  ['types of the server', tsc('tsconfig.json')],
  [
    'lint and format',
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ],
  ['schema.graphql is current', [...command, 'schema', '--check']],
  ['no breaking change since the last release', [...command, 'release', '--check']],
  ['commit subjects', ['server/tools/commits.mjs']],
];

const folder = mkdtempSync(join(tmpdir(), 'partnergraph-check-'));
const failed = [];
await Promise.all(Array.from({ length: LANES }, lane));
rmSync(folder, { recursive: true });
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(' · ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function lane() {
  for (let next = checks.shift(); next; next = checks.shift()) {
    const [name, args, env] = next;
    const file = join(folder, name);
    const output = openSync(file, 'w');
    const began = Date.now();
    const code = await run(process.execPath, args, {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    closeSync(output);
    console.log(`\n— ${name}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
    process.stdout.write(readFileSync(file));
    if (code !== 0) failed.push(name);
    // A signal ended the check, so the user wants no further one.
    if (code > 128) checks.length = 0;
  }
}
