import { cpSync, mkdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemAccount } from '../../server/postgres/account.ts';
import { linkLibraries, packagedBinaries } from '../../server/postgres/binaries.ts';
import {
  finish,
  launch,
  openFolder,
  postmasterOf,
  query,
  type Started,
  statusOf,
} from '../kit/launcher.ts';

it('the account is postgres if that account exists, otherwise nobody', () => {
  const nobody = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';
  expect(systemAccount(`${nobody}postgres:x:101:104::/:/bin/sh\n`)).toEqual({
    uid: 101,
    gid: 104,
  });
  expect(systemAccount(nobody)).toEqual({ uid: 65_534, gid: 65_533 });
  expect(() => systemAccount('root:x:0:0::/root:/bin/sh\n')).toThrow(/does not run as root/);
});

it('the library links of a clone are like those of the package’s install script, however often they are made', async () => {
  const folder = await openFolder();
  const { root } = packagedBinaries();
  const copy = join(folder, 'package');
  mkdirSync(join(copy, 'native', 'lib'), { recursive: true });
  cpSync(join(root, 'native', 'pg-symlinks.json'), join(copy, 'native', 'pg-symlinks.json'));
  for (let round = 0; round < 2; round++) expect(linkLibraries(copy)).toBe(true);
  await rm(folder, { recursive: true });
});

describe('the embedded database', () => {
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

  it('does not run as root', () => {
    expect(statusOf(postmasterOf(server.dataDir), 'Uid')).not.toMatch(/\b0\b/);
    expect(server.dataDir).toBe(join(data, 'postgres'));
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
