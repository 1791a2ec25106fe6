import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Clone, copyClone, type Typed } from '../kit/clone.ts';
import { within } from '../kit/launcher.ts';

const READY = 'Ctrl-C stops everything';
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
    'leaves no process behind after Ctrl-C',
    async () => {
      expect(clone.processes().length).toBeGreaterThan(0);
      await running.interrupt();
      expect(await within(5_000, () => clone.processes().length === 0)).toBe(true);
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
