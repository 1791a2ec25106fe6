import { cpSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accountFor, systemAccount } from '../../server/postgres/account.ts';
import { linkLibraries, packagedBinaries } from '../../server/postgres/binaries.ts';
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
  it('is postgres if that account exists, otherwise nobody', () => {
    const nobody = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';
    expect(systemAccount(`${nobody}postgres:x:101:104::/:/bin/sh\n`)).toEqual({
      uid: 101,
      gid: 104,
    });
    expect(systemAccount(nobody)).toEqual({ uid: 65_534, gid: 65_533 });
    expect(() => systemAccount('root:x:0:0::/root:/bin/sh\n')).toThrow(/does not run as root/);
  });

  asRoot('stays the one that made the cluster', async () => {
    await chown(folder, 4242, 4243);
    expect(accountFor(folder)).toEqual({ uid: 4242, gid: 4243 });
  });

  asRoot('is never root', async () => {
    const { dataDir } = await start({ dataDir: join(folder, 'postgres'), cloneDir: folder });
    expect(statusOf(postmasterOf(dataDir), 'Uid')).not.toMatch(/\b0\b/);
    expect(dataDir).toBe(join(folder, 'postgres'));
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

  it('creates the library links like the package’s install script, however often it is called', () => {
    const { root } = packagedBinaries();
    const copy = join(folder, 'package');
    mkdirSync(join(copy, 'native', 'lib'), { recursive: true });
    cpSync(join(root, 'native', 'pg-symlinks.json'), join(copy, 'native', 'pg-symlinks.json'));
    for (let round = 0; round < 2; round++) expect(linkLibraries(copy)).toBe(true);
  });
});

describe('access to the embedded database', () => {
  let server: Started;
  let data: string;

  beforeAll(async () => {
    data = await openFolder();
    server = await launch({ dataDir: join(data, 'postgres'), cloneDir: data });
  });

  afterAll(async () => {
    await finish(server);
    await rm(data, { recursive: true, force: true });
  });

  it('needs the password and a connection from this machine', async () => {
    const { url, superuserUrl, port, dataDir } = server;
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(superuserUrl, 'show unix_socket_directories')).toEqual([
      { unix_socket_directories: '' },
    ]);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    for (const login of ['partnergraph', 'partnergraph_server', 'postgres', 'postgres:wrong']) {
      await expect(
        query(`postgres://${login}@127.0.0.1:${port}/postgres`, 'select 1'),
      ).rejects.toThrow();
    }
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((i) => i && !i.internal && i.family === 'IPv4');
    for (const other of others) {
      await expect(
        query(url.replace('127.0.0.1', other?.address ?? ''), 'select 1'),
      ).rejects.toThrow('ECONNREFUSED');
    }
  });

  it('gives no superuser rights, and the log-in of requests cannot create objects', async () => {
    const { url, ownerUrl } = server;
    const rights =
      'select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user';
    const none = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false };
    expect(await query(url, rights)).toEqual([none]);
    expect(await query(ownerUrl, rights)).toEqual([{ ...none, rolcreaterole: true }]);
    await expect(query(url, 'create table mine ()')).rejects.toThrow('permission denied');
  });

  it('finds the same collation of texts everywhere, and the extensions', async () => {
    const { ownerUrl: url } = server;
    expect(
      await query(
        url,
        `select upper('éa ä') as upper, array(select unnest(array['b', 'Ä', 'a', 'B', '云']) order by 1) as sorted`,
      ),
    ).toEqual([{ upper: 'ÉA Ä', sorted: ['B', 'a', 'b', 'Ä', '云'] }]);
    for (const name of ['btree_gist', 'pg_trgm']) {
      expect(await query(url, `create extension ${name}`)).toEqual([]);
    }
  });
});
