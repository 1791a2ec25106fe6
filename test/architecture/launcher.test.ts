import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres } from '../../server/postgres/index.ts';
import {
  finish,
  isRunning,
  killHard,
  launch,
  openFolder,
  postmasterOf,
  query,
  type Started,
  statusOf,
  within,
} from '../kit/launcher.ts';

/** A cluster that was created once and shut down properly; each test gets a copy. */
let template: string;
let folder: string;
let dataDir: string;
let started: Started[];

async function start(into = dataDir): Promise<Started> {
  const process = await launch({ dataDir: into, cloneDir: folder });
  started.push(process);
  return process;
}

beforeAll(async () => {
  template = await openFolder();
  await finish(await launch({ dataDir: join(template, 'postgres'), cloneDir: template }));
});

afterAll(async () => {
  await rm(template, { recursive: true, force: true });
});

beforeEach(async () => {
  folder = await openFolder();
  dataDir = join(folder, 'postgres');
  execFileSync('cp', ['-a', join(template, 'postgres'), dataDir]);
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map(finish));
  await rm(folder, { recursive: true, force: true });
});

describe('a server and the process that started it', () => {
  it('ends with that process when it is killed, and keeps acknowledged writes', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept (n int); insert into kept values (1)');
    const postmaster = postmasterOf(dataDir);
    await killHard(first);
    expect(await within(5_000, () => !isRunning(postmaster))).toBe(true);

    const second = await start();
    expect(second.error).toBeUndefined();
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('starts again at once after a kill, while the old server is still shutting down', async () => {
    const first = await start();
    await killHard(first);
    expect((await start()).error).toBeUndefined();
  });

  it('stops an orphan whose supervisor was killed too', async () => {
    const first = await start();
    const orphan = postmasterOf(dataDir);
    process.kill(Number(statusOf(orphan, 'PPid')), 'SIGKILL');
    await killHard(first);
    expect(isRunning(orphan)).toBe(true);

    const second = await start();
    expect(second.error).toBeUndefined();
    expect(isRunning(orphan)).toBe(false);
    expect(postmasterOf(dataDir)).not.toBe(orphan);
  });

  it('recovers when PostgreSQL itself was killed', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept (n int); insert into kept values (1)');
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    await killHard(first);
    const second = await start();
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('does not receive Ctrl-C from the terminal of that process', async () => {
    const { process: child } = await start();
    const groupOf = (pid: number) =>
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
    expect(groupOf(postmasterOf(dataDir))).not.toBe(groupOf(child.pid ?? 0));
  });

  it('notices the end of the server', async () => {
    const server = await startPostgres({ ephemeral: true });
    process.kill(postmasterOf(server.dataDir), 'SIGINT');
    await server.exited;
    await server.stop();
  });
});

describe('a folder from an earlier run', () => {
  function leave(pid: number): void {
    const lines = [pid, join(dataDir, 'cluster'), 1, 5432, '', '127.0.0.1', '', 'ready', ''];
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), lines.join('\n'));
  }

  it('is usable when its server is dead', async () => {
    const dead = spawn('true');
    await once(dead, 'exit');
    leave(dead.pid ?? 0);
    expect((await start()).error).toBeUndefined();
  });

  it('is usable when its process id belongs to another program', async () => {
    const other = spawn('sleep', ['60']);
    leave(other.pid ?? 0);
    expect((await start()).error).toBeUndefined();
    expect(isRunning(other.pid ?? 0)).toBe(true);
    other.kill();
  });

  it('is usable when its server is a zombie', async () => {
    // The shell replaces itself with a program that never waits for its children.
    const parent = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60']);
    const [line] = await once(parent.stdout, 'data');
    const zombie = Number(line);
    expect(await within(2_000, () => statusOf(zombie, 'State')?.startsWith('Z') ?? false)).toBe(
      true,
    );
    leave(zombie);
    expect((await start()).error).toBeUndefined();
    parent.kill();
  });

  it('is discarded when its cluster is incomplete', async () => {
    const draft = join(folder, 'half', 'cluster.new');
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, 'PG_VERSION'), '18\n');
    const { url } = await start(join(folder, 'half'));
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(existsSync(draft)).toBe(false);
  });

  it('is refused in one sentence when another PostgreSQL version created it', async () => {
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '17\n');
    expect((await start()).error).toMatch(/made by PostgreSQL 17; this version brings 18/);
  });

  it('is wiped on request', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept ()');
    await finish(first);
    const again = await launch({ dataDir, cloneDir: folder, reset: true });
    started.push(again);
    expect(await query(again.ownerUrl, "select to_regclass('kept') as kept")).toEqual([
      { kept: null },
    ]);
  });
});

describe('two processes on one folder', () => {
  it('the second is refused with the first one’s process id', async () => {
    const first = await start();
    const second = await start();
    expect(second.error).toContain(`already running on this data (process ${first.process.pid})`);
    expect(await query(first.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await expect(startPostgres({ dataDir, cloneDir: folder })).rejects.toThrow(/already running/);
  });

  it('one of three wins when all start on an empty folder at once', async () => {
    const empty = join(folder, 'empty');
    const all = await Promise.all([start(empty), start(empty), start(empty)]);
    expect(all.filter(({ error }) => !error)).toHaveLength(1);
    expect(readdirSync(empty).sort()).toEqual(['cluster', 'owner.pid', 'password', 'postgres.log']);
  });

  it('a dead owner is replaced, even if its process id has a new holder', async () => {
    expect(existsSync(join(dataDir, 'owner.pid'))).toBe(false);
    for (const claim of ['4194000 gone/1', `${process.pid} earlier-boot/1`]) {
      writeFileSync(join(dataDir, 'owner.pid'), `${claim}\n`);
      const next = await start();
      expect(next.error).toBeUndefined();
      await finish(next);
    }
  });

  it('two folders run at once, each on its own port', async () => {
    const [one, two] = await Promise.all([start(), start(join(folder, 'other'))]);
    expect([one.error, two.error]).toEqual([undefined, undefined]);
    expect(one.port).not.toBe(two.port);
    await query(one.ownerUrl, 'create table only_here ()');
    expect(await query(two.ownerUrl, "select to_regclass('only_here') as t")).toEqual([
      { t: null },
    ]);
  });
});

describe('a temporary folder for tests', () => {
  it('is deleted with the server, even when its process is killed', async () => {
    const first = await launch({ ephemeral: true });
    await finish(first);
    expect(await within(2_000, () => !existsSync(first.dataDir))).toBe(true);
    const second = await launch({ ephemeral: true });
    await killHard(second);
    expect(await within(5_000, () => !existsSync(second.dataDir))).toBe(true);
  });
});
