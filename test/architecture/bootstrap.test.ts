import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres } from '../../server/postgres/index.ts';
import { missing } from '../../server/tools/install.mjs';
import { withLock } from '../../server/tools/lock.mjs';
import { tasks } from '../../server/tools/tasks.mjs';
import { openFolder, ROOT } from '../kit/launcher.ts';

/** A folder that not even root can write to. */
const NOBODY_WRITES = '/sys';

describe('the installed packages', () => {
  const lock = {
    '': {},
    'node_modules/run': { version: '1.0.0', integrity: 'a' },
    'node_modules/test': { version: '1.0.0', integrity: 'b', dev: true },
    'node_modules/windows-only': { version: '1.0.0', integrity: 'c', optional: true },
    'node_modules/sometimes': { version: '1.0.0', integrity: 'd', devOptional: true },
  };
  const run = lock['node_modules/run'];
  const test = lock['node_modules/test'];

  it('are complete when all needed entries agree, without optional ones of other platforms', () => {
    const all = { 'node_modules/run': run, 'node_modules/test': test };
    expect(missing(lock, all, true)).toEqual([]);
    expect(missing(lock, all, false)).toEqual([]);
    expect(missing(lock, { 'node_modules/run': run }, false)).toEqual([]);
  });

  it('lack an entry that is absent or has another version or content', () => {
    expect(missing(lock, {}, false)).toEqual(['node_modules/run']);
    expect(missing(lock, { 'node_modules/run': run }, true)).toEqual(['node_modules/test']);
    for (const other of [{ version: '1.0.1' }, { integrity: 'z' }]) {
      const installed = { 'node_modules/run': { ...run, ...other } };
      expect(missing(lock, installed, false)).toEqual(['node_modules/run']);
    }
  });

  it('agree with the lock file of this clone', () => {
    const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
    expect(
      missing(read('package-lock.json'), read('node_modules/.package-lock.json'), true),
    ).toEqual([]);
  });
});

describe('a step interrupted by Ctrl-C', () => {
  it('does not count as failed', async () => {
    const at = (name: string): string => String(pathToFileURL(join(ROOT, 'server/tools', name)));
    const program = `
      import { runStep } from '${at('child.mjs')}';
      import { report, step } from '${at('say.mjs')}';
      const forever = ['--eval', 'console.log("runs"); setInterval(() => {}, 1000)'];
      process.exitCode = await step('Building', () =>
        runStep(process.execPath, forever, {}, () => 'This step failed')).catch(report);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        said += part;
      });
    // The step's program runs: from here on, signals are forwarded to it.
    while (!said.includes('runs')) await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([128 + constants.signals.SIGINT, null]);
    expect(said).toBe('Building …\nruns\n');
  });
});

describe('the scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };

  it('are the tasks, one for one', () => {
    expect(Object.keys(scripts).sort()).toEqual(Object.keys(tasks).sort());
    for (const [name, script] of Object.entries(scripts)) {
      expect(script).toBe(`node server/tools/run.mjs ${name}`);
    }
  });

  it('name files that exist', () => {
    const files = Object.values(tasks).flatMap(({ node }) =>
      node.filter((arg) => /\.(ts|mjs)$/.test(arg)),
    );
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

describe('two concurrent set-ups', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await openFolder();
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** Writes `+`, waits, and writes `-`, all while it holds the lock. */
  async function worker(): Promise<void> {
    const lock = pathToFileURL(join(ROOT, 'server/tools/lock.mjs'));
    const program = `
      import { appendFileSync } from 'node:fs';
      import { withLock } from '${lock}';
      await withLock('lock', async () => {
        appendFileSync('trace', '+');
        await new Promise((resolve) => setTimeout(resolve, 100));
        appendFileSync('trace', '-');
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: folder,
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  }

  it('take turns', async () => {
    appendFileSync(join(folder, 'trace'), '');
    await Promise.all([worker(), worker(), worker()]);
    expect(readFileSync(join(folder, 'trace'), 'utf8')).toBe('+-+-+-');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('report missing write permission', async () => {
    const folder = join(NOBODY_WRITES, 'partnergraph');
    await expect(withLock(join(folder, 'lock'), async () => {})).rejects.toThrow(
      /^You may not write to \S+, where PartnerGraph keeps its packages and data: .+\.$/,
    );
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow(
      `${folder} is not writable. Choose another folder with DATA_DIR.`,
    );
  });

  it('do not wait for a dead process', async () => {
    const dead = spawn('true');
    await once(dead, 'exit');
    writeFileSync(join(folder, 'lock'), `${dead.pid}\n`);
    await worker();
    expect(readFileSync(join(folder, 'trace'), 'utf8')).toBe('+-');
  });
});
