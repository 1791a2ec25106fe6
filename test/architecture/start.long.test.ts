import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

  it('makes the demo and serves it, and refuses a second start in the same clone', async () => {
    expect(await serves()).toBe(200);
    const second = await clone.start();
    expect(await second.ended()).not.toBe(0);
    expect(second.output()).toMatch(/already running on this data \(process \d+\)/);
    expect(await serves()).toBe(200);
  });

  it(
    'ends when the portal cannot be built, and leaves no process behind',
    async () => {
      const broken = await copyClone();
      try {
        await writeFile(join(broken.path, 'portal/shell/broken.tsx'), 'graphql(`query Broken {`);');
        const start = await broken.start();
        expect(await start.ended()).not.toBe(0);
        expect(start.output()).toContain('This step failed');
        expect(await within(5_000, () => broken.processes().length === 0)).toBe(true);
      } finally {
        await broken.remove();
      }
    },
    PATIENCE,
  );

  it('simulates no upstream for an installation in real mode', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const real = await clone.start(env, ['--', '--with-upstream']);
    expect(await real.ended()).not.toBe(0);
    expect(real.output()).toContain('--with-upstream simulates the upstream systems for the demo');
  });

  it(
    'lets a second clone start, which ends with npm when only npm receives the signal, and stops no other clone',
    async () => {
      const other = await copyClone();
      try {
        const second = await other.start();
        await second.says(READY);
        expect(other.processes().length).toBeGreaterThan(0);
        process.kill(second.pid, 'SIGTERM');
        await second.ended();
        expect(await within(10_000, () => other.processes().length === 0)).toBe(true);
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
      expect(Date.now() - since).toBeLessThan(10_000);
      expect(await serves()).toBe(200);
    },
    PATIENCE,
  );
});
