import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Clone, copyClone, type Typed } from '../kit/clone.ts';
import { isRunning, within } from '../kit/launcher.ts';
import { LONG } from '../kit/sizes.ts';

const READY = 'Ctrl-C stops everything';
const FIRST_CHAPTER = 'Organizations, products, customers';
/** A demo seed and a start may share two cores with other suites. */
const PATIENCE = 180_000;

describe('npm start', () => {
  let clone: Clone;
  let running: Typed;

  beforeAll(async () => {
    clone = await copyClone();
    running = await clone.start();
    await running.says(READY);
  }, PATIENCE);

  afterAll(async () => {
    await running.interrupt();
    await clone.remove();
  }, PATIENCE);

  /** Ids of all processes whose command line contains the clone's path or its external data folder. */
  const processes = ({ path }: Clone = clone): number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => commandLine(pid).includes(path.split('/').at(-1) ?? '') && isRunning(pid));

  const commandLine = (pid: number): string => {
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8')
      );
    } catch {
      return '';
    }
  };

  const serves = async (): Promise<number> =>
    (await fetch(`http://127.0.0.1:${running.port}/readyz`)).status;

  it('serves the portal and prints its address, the log-ins and a working call', async () => {
    expect(await serves()).toBe(200);
    const page = await fetch(`http://127.0.0.1:${running.port}/`);
    expect(await page.text()).toContain('<div id="root"');
    expect(running.output()).toContain(`:${running.port}`);
    const key = /^KEY=(\S+)$/m.exec(running.output())?.[1] ?? '';
    const curl = /^curl \S+ -H '([^']+)' -H "([^"]+)" \\\s+-d '([^']+)'/m.exec(running.output());
    const headers = [curl?.[1], curl?.[2]?.replace('$KEY', key)].map(
      (header) => (header ?? '').split(': ') as [string, string],
    );
    const answer = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
      method: 'POST',
      headers,
      body: curl?.[3],
    });
    expect(await answer.json()).toMatchObject({ data: expect.anything() });
  });

  it('refuses a second start in the same clone, in one sentence', async () => {
    const second = await clone.start();
    expect(await second.ended()).not.toBe(0);
    expect(second.output()).toMatch(/already running on this data \(process \d+\)/);
    expect(await serves()).toBe(200);
  });

  it(
    'lets a second clone start, which ends with npm when only npm receives the signal, and stops no other clone',
    async () => {
      const other = await copyClone();
      try {
        const second = await other.start();
        // The second demo is made as the first one was.
        await second.says(LONG ? READY : FIRST_CHAPTER);
        expect(processes(other).length).toBeGreaterThan(0);
        process.kill(second.pid, 'SIGTERM');
        await second.ended();
        expect(await within(10_000, () => processes(other).length === 0)).toBe(true);
        expect(await serves()).toBe(200);
      } finally {
        await other.remove();
      }
    },
    PATIENCE,
  );

  it(
    'starts again within 10 s right after a kill',
    async () => {
      process.kill(-running.pid, 'SIGKILL');
      await running.ended();
      const since = Date.now();
      running = await clone.start();
      await running.says(READY);
      if (LONG) expect(Date.now() - since).toBeLessThan(10_000);
      expect(await serves()).toBe(200);
    },
    PATIENCE,
  );

  it(
    'leaves no process behind after Ctrl-C',
    async () => {
      expect(processes().length).toBeGreaterThan(0);
      await running.interrupt();
      expect(await within(5_000, () => processes().length === 0)).toBe(true);
    },
    PATIENCE,
  );

  it('starts nothing when real mode lacks a setting, and names the setting', async () => {
    const real = await clone.start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await real.ended()).not.toBe(0);
    expect(real.output()).toMatch(/SECRET_KEY/);
  });

  it('simulates no upstream for an installation in real mode', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const real = await clone.start(env, ['--', '--with-upstream']);
    expect(await real.ended()).not.toBe(0);
    expect(real.output()).toContain('--with-upstream simulates the upstream systems for the demo');
  });

  it('does not wipe a database that it did not create', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const real = await clone.start(env, ['--', '--reset']);
    expect(await real.ended()).not.toBe(0);
    expect(real.output()).toContain('--reset wipes demo data only');
  });
});
