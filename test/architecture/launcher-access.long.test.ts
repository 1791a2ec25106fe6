import { cpSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accountFor } from '../../server/postgres/account.ts';
import { packagedBinaries } from '../../server/postgres/binaries.ts';
import { openToOthers, outsidePath } from '../../server/postgres/places.ts';
import {
  finish,
  launch,
  openFolder,
  postmasterOf,
  query,
  ROOT,
  type Started,
  statusOf,
} from '../kit/launcher.ts';

/** Tests that only root can run. */
const asRoot = (name: string, test: () => Promise<void>): void => {
  if (process.getuid?.() === 0) it(name, test);
};
/** Tests that need another user who can read this clone; a clone in a closed home has none. */
const asOther = openToOthers(process.execPath) ? asRoot : (): void => {};
const NOBODY = 65_534;

let folder: string;
let started: Started[];

async function start(...args: Parameters<typeof launch>): Promise<Started> {
  const process = await launch(...args);
  started.push(process);
  return process;
}

beforeEach(async () => {
  folder = await openFolder();
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map(finish));
  await rm(folder, { recursive: true, force: true });
});

describe('the account', () => {
  asRoot('stays the one that made the cluster', async () => {
    await chown(folder, 4242, 4243);
    expect(accountFor(folder)).toEqual({ uid: 4242, gid: 4243 });
  });

  asOther('is the user’s own when that is an ordinary one', async () => {
    await chown(folder, NOBODY, NOBODY);
    const options = { dataDir: join(folder, 'postgres'), cloneDir: folder };
    const { dataDir, url } = await start(options, { uid: NOBODY });
    expect(statusOf(postmasterOf(dataDir), 'Uid')).toMatch(new RegExp(`^${NOBODY}\\b`));
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  asOther('must have a name, and the sentence says so', async () => {
    await chown(folder, 54_321, 54_321);
    const options = { dataDir: join(folder, 'postgres'), cloneDir: folder };
    expect((await start(options, { uid: 54_321 })).error).toMatch(/User 54321 has no entry/);
  });

  asOther('does not take the data of another user', async () => {
    const options = { dataDir: join(folder, 'postgres'), cloneDir: folder };
    await finish(await start(options));
    await chown(join(folder, 'postgres'), 1, 1);
    await chown(join(folder, 'postgres', 'cluster'), 4242, 4242);
    await chmod(join(folder, 'postgres'), 0o777);
    expect((await start(options, { uid: 1 })).error).toMatch(
      /belongs to another user \(uid 4242\)/,
    );
  });
});

describe('a clone in a closed home', () => {
  /** The parts of this clone that the launcher needs, without the library links, in a folder of mode 0700. */
  async function closedClone(): Promise<string> {
    const clone = await mkdtemp(join(tmpdir(), 'partnergraph-home-'));
    for (const path of [
      'package.json',
      'server/tools/paths.mjs',
      'server/tools/ts.mjs',
      'server/tools/swc.mjs',
      'server/postgres',
      'server/platform/writable.ts',
      'test/kit/launcher-process.ts',
    ]) {
      cpSync(join(ROOT, path), join(clone, path), { recursive: true });
    }
    const { root } = packagedBinaries();
    const copy = join(clone, root.slice(ROOT.length));
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
    for (const target of links(copy)) rmSync(join(copy, target), { force: true });
    for (const name of ['@swc', 'pg'])
      symlinkSync(join(ROOT, 'node_modules', name), join(clone, 'node_modules', name));
    return clone;
  }

  const links = (root: string): string[] =>
    (
      JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
        target: string;
      }[]
    ).map(({ target }) => target);

  asRoot('keeps programs and data outside it, under a name of its own', async () => {
    const clone = await closedClone();
    const outside = outsidePath(clone);
    try {
      const options = { dataDir: join(clone, '.data', 'postgres'), cloneDir: clone };
      const first = await start(options, { root: clone });
      expect(first.error).toBeUndefined();
      expect(first.dataDir.startsWith(`${outside}/`)).toBe(true);
      await query(first.ownerUrl, 'create table kept (n int)');
      await finish(first);

      const second = await start(options, { root: clone });
      expect(await query(second.ownerUrl, 'select * from kept')).toEqual([]);
      expect(statSync(join(second.dataDir, 'cluster')).mode & 0o777).toBe(0o700);
      await finish(second);

      await chmod(outside, 0o777);
      expect((await start(options, { root: clone })).error).toMatch(/open to others/);
    } finally {
      for (const path of [clone, outside]) await rm(path, { recursive: true, force: true });
    }
  });
});
