// npm run test:steady: runs the whole suite ten times, every second time with two processes that keep two
// cores busy. Prints each failed test with its count, then the number of green runs.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '10' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const JEST = ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs'];
/** Ends when its parent is gone, so that no run leaves a busy process behind. */
const BUSY =
  'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e8; i++);';
const LOADS = 2;

const folder = mkdtempSync(join(tmpdir(), 'partnergraph-steady-'));
const failures = new Map();
let green = 0;

for (let run = 1; run <= runs; run++) {
  const busy = run % 2 === 0;
  const loads = Array.from({ length: busy ? LOADS : 0 }, () =>
    spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' }),
  );
  const began = Date.now();
  const failed = await suite(join(folder, `${run}.json`));
  for (const load of loads) load.kill('SIGKILL');
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  if (failed.length === 0) green += 1;
  for (const { name } of failed) failures.set(name, (failures.get(name) ?? 0) + 1);
  console.log(
    `run ${run} of ${runs}${busy ? ', with two busy processes' : ''}: ${failed.length} failed, ${minutes} min`,
  );
  for (const { name, why } of failed) console.log(`  ${name}\n    ${why}`);
}
rmSync(folder, { recursive: true });

if (failures.size > 0) console.log('\nFailures, with the number of runs that saw them:');
for (const [name, count] of [...failures].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(3)} × ${name}`);
console.log(`${green} passed, ${runs - green} failed`);
process.exitCode = green === runs ? 0 : 1;

/** Runs the suite once and returns the failed tests, each with the first line of its message. */
async function suite(file) {
  const args = [...JEST, '--silent', '--json', `--outputFile=${file}`, ...positionals];
  const code = await new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'ignore' }).on('close', resolve);
  });
  const results = readResults(file);
  if (!results) return [{ name: 'the suite itself', why: `exit code ${code}` }];
  return results.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = name.slice(process.cwd().length + 1);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (status === 'failed' && failed.length === 0)
      return [{ name: `${path}: did not run`, why: firstLine(message) }];
    return failed.map(({ fullName, failureMessages }) => ({
      name: `${path}: ${fullName}`,
      why: firstLine(failureMessages[0]),
    }));
  });
}

const firstLine = (text = '') => text.split('\n').find((line) => line.trim()) ?? '';

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
