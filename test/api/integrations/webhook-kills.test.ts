import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { ROOT } from '../../kit/launcher.ts';
import { sizes } from '../../kit/sizes.ts';
import { seeded } from '../../policy/fixtures/attacks.ts';
import { submitted } from '../discounts/stage.ts';
import { setStage, type WebhookStage } from './webhook-stage.ts';

const SEED = Number(process.env.TEST_SEED ?? 20_260_302);
/** Longer than a killed worker holds an endpoint. */
const HOLD_MS = 60_000;

let stage: WebhookStage;
let folder: string;
beforeAll(async () => {
  stage = await setStage('webhook kills');
  folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
});
afterAll(async () => {
  await stage?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

function worker(): ChildProcess {
  const { db, clock } = stage.world;
  const args = ['--no-warnings', '--import', './server/tools/ts.mjs'];
  const child = 'test/api/integrations/webhook-child.ts';
  return spawn(
    process.execPath,
    [...args, child, db.url, db.ownerUrl, folder, clock.now().toISOString()],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

it(`tells each event once by its id, in order, though ${sizes.syncKills} workers are killed`, async () => {
  const { world, owner } = stage;
  const random = seeded(SEED);
  const receiver = await stage.receiver();
  const { received } = receiver;
  await stage.create(owner, { url: receiver.url, role: 'CSP_MANAGER' });
  for (let kill = 0; kill < sizes.syncKills; kill++) {
    for (let i = 0; i < 3; i++) await submitted(stage);
    // The worker dies when it has told the receiver, before or after it wrote that down.
    const reached = Promise.withResolvers<void>();
    const last = received.length + 1 + Math.floor(random() * 4);
    receiver.answer = (response) => {
      const isLast = received.length >= last;
      if (!isLast || random() < 0.5) response.writeHead(204).end();
      if (isLast) reached.resolve();
    };
    const child = worker();
    const ended = once(child, 'exit');
    await Promise.race([
      reached.promise,
      ended.then(([code]) => Promise.reject(new Error(`The worker ended with ${code}`))),
    ]);
    child.kill('SIGKILL');
    await ended;
    world.clock.advance(HOLD_MS);
  }
  receiver.answer = (response) => void response.writeHead(204).end();
  const recorded = await world.rows<{ id: string }>(sql`
    select 'evt_' || id as id from domain_event
    where subject_type = 'ExclusiveDiscount' order by recorded_at, id`);
  const all = recorded.map(({ id }) => id);
  expect(all).toHaveLength(9 * sizes.syncKills);
  await stage.deliver(() => received.at(-1)?.id === all.at(-1));
  // A receiver that ignores known ids has each event once, in the order of the feed.
  expect([...new Set(received.map(({ id }) => id))]).toEqual(all);
});
