import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Clone, copyClone } from '../kit/clone.ts';
import type { FreshDatabase } from '../kit/db.ts';
import { demoDatabase } from '../kit/demo.ts';
import { query, within } from '../kit/launcher.ts';

const READY = 'Ctrl-C stops everything';
const FIRST_CHAPTER = 'Organizations, products, customers';
/** Starts may share two cores with other suites. */
const PATIENCE = 180_000;

/** `start.long.test.ts` waits until a first start has made the whole demo. */
describe('npm start', () => {
  let clone: Clone;
  let demo: FreshDatabase;

  beforeAll(async () => {
    [clone, demo] = await Promise.all([copyClone(), demoDatabase()]);
  }, 600_000);
  afterAll(async () => {
    await demo?.drop();
    await clone?.remove();
  });

  it(
    'serves the portal and prints its address, the log-ins and a working call',
    async () => {
      const { url, ownerUrl, superuserUrl } = demo;
      await query(superuserUrl, 'insert into demo_mark (id, created_at) values (1, now())');
      const running = await clone.start({
        DEMO: '1',
        DATABASE_URL: url,
        DATABASE_OWNER_URL: ownerUrl,
      });
      try {
        await running.says(READY);
        const address = `http://127.0.0.1:${running.port}`;
        expect((await fetch(`${address}/readyz`)).status).toBe(200);
        const page = await fetch(`${address}/`);
        expect(await page.text()).toContain('<div id="root"');
        expect(running.output()).toContain(`:${running.port}`);
        const key = /^KEY=(\S+)$/m.exec(running.output())?.[1] ?? '';
        const curl = /^curl \S+ -H '([^']+)' -H "([^"]+)" \\\s+-d '([^']+)'/m.exec(
          running.output(),
        );
        const headers = [curl?.[1], curl?.[2]?.replace('$KEY', key)].map(
          (header) => (header ?? '').split(': ') as [string, string],
        );
        const answer = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers,
          body: curl?.[3],
        });
        expect(await answer.json()).toMatchObject({ data: expect.anything() });
      } finally {
        await running.interrupt();
      }
    },
    PATIENCE,
  );

  it(
    'refuses a second start in the same clone, in one sentence, and leaves no process behind after Ctrl-C',
    async () => {
      const running = await clone.start();
      await running.says(FIRST_CHAPTER);
      const second = await clone.start();
      expect(await second.ended()).not.toBe(0);
      expect(second.output()).toMatch(/already running on this data \(process \d+\)/);
      expect(clone.processes().length).toBeGreaterThan(0);
      await running.interrupt();
      expect(await within(5_000, () => clone.processes().length === 0)).toBe(true);
    },
    PATIENCE,
  );

  it('does not wipe a database that it did not create', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const real = await clone.start(env, ['--', '--reset']);
    expect(await real.ended()).not.toBe(0);
    expect(real.output()).toContain('--reset wipes demo data only');
  });
});
