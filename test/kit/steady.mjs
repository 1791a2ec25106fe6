// npm run test:steady: runs the whole suite ten times, each time under one of these conditions:
// `busy`, beside two processes that keep two cores busy; `user`, as a user without rights in a closed home; `place`, in
// another time zone and language; `plain`. Prints each failed test with its count, then the number of green runs.
// `--only user --runs 1` tries one condition; other arguments go to Jest.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const ORDER = ['plain', 'busy', 'user', 'busy', 'place', 'busy', 'plain', 'busy', 'plain', 'busy'];
const ROOT = process.cwd();
const JEST = ['--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs'];
/** Ends when its parent is gone, so that no run leaves a busy process behind. */
const BUSY =
  'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e8; i++);';
const LOADS = 2;
/** Dates there are those of the day before, numbers have a comma, and "I" is no capital "i". */
const PLACE = { TZ: 'America/New_York', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
/** Data of other runs, and what a copy of the sources goes without. */
const LEFT_OUT = new Set(['.git', '.data']);

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, only: { type: 'string' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
if (values.only && !ORDER.includes(values.only))
  throw new Error(`Name one of ${[...new Set(ORDER)].join(', ')}.`);

const conditions = {
  plain: () => suite(),
  place: () => suite({ env: PLACE }),
  async busy() {
    const loads = Array.from({ length: LOADS }, () =>
      spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' }),
    );
    try {
      return await suite();
    } finally {
      for (const load of loads) load.kill('SIGKILL');
    }
  },
  async user() {
    // An ordinary user has no right to run anything as another one.
    if (process.getuid?.() !== 0) return await suite();
    const home = mkdtempSync(join(tmpdir(), 'partnergraph-home-'));
    try {
      const [uid, gid] = ['-u', '-g'].map((part) =>
        Number(execFileSync('id', [part, 'nobody'], { encoding: 'utf8' })),
      );
      const root = join(home, 'clone');
      mkdirSync(root);
      const names = readdirSync(ROOT).filter((name) => !LEFT_OUT.has(name));
      execFileSync('cp', ['-R', '-P', '-p', ...names, root]);
      execFileSync('chown', ['-R', `${uid}:${gid}`, home]);
      chmodSync(home, 0o700);
      return await suite({
        root,
        uid,
        gid,
        env: { HOME: home, USER: 'nobody', LOGNAME: 'nobody' },
      });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

const failures = new Map();
let green = 0;

for (let run = 1; run <= runs; run++) {
  const condition = values.only ?? ORDER[(run - 1) % ORDER.length];
  const began = Date.now();
  const failed = await conditions[condition]();
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  if (failed.length === 0) green += 1;
  for (const { name } of failed) failures.set(name, (failures.get(name) ?? 0) + 1);
  console.log(`run ${run} of ${runs}, ${condition}: ${failed.length} failed, ${minutes} min`);
  for (const { name, why } of failed) console.log(`  ${name}\n    ${why}`);
}

if (failures.size > 0) console.log('\nFailures, with the number of runs that saw them:');
for (const [name, count] of [...failures].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(3)} × ${name}`);
console.log(`${green} passed, ${runs - green} failed`);
process.exitCode = green === runs ? 0 : 1;

/** Runs the suite of a clone once and returns the failed tests, each with the first line of its message. */
async function suite({ root = ROOT, env, ...account } = {}) {
  const file = join(root, 'node_modules', '.cache', `steady-${process.pid}.json`);
  rmSync(file, { force: true });
  const args = [...JEST, '--silent', '--json', `--outputFile=${file}`, ...positionals];
  // The Node of the clone itself, because another account may not reach this one.
  const node = process.execPath.replace(ROOT, root);
  const code = await new Promise((resolve) => {
    spawn(node, args, { cwd: root, env: { ...process.env, ...env }, ...account, stdio: 'ignore' })
      .on('error', resolve)
      .on('close', resolve);
  });
  const results = readResults(file);
  if (!results) return [{ name: 'the suite itself', why: `exit code ${code}` }];
  return results.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(root, name);
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
