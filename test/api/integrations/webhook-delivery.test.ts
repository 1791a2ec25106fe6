import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { ROOT } from '../../kit/launcher.ts';
import { type Live, openLive } from '../../kit/live.ts';
import { sizes } from '../../kit/sizes.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { saved, submitted } from '../discounts/stage.ts';
import { setStage, type WebhookStage } from './webhook-stage.ts';

/** Longer than a killed worker holds an endpoint. */
const HOLD_MS = 60_000;

const PROGRESS = `subscription($id: ID!) { webhookProgress(id: $id) {
  status attempts testRequestedAt deliveries(first: 5) { nodes { type attempt isAccepted statusCode } } } }`;

let stage: WebhookStage;
let live: Live;
let folder: string;
beforeAll(async () => {
  stage = await setStage('webhook kills');
  live = await openLive(stage.world, [PROGRESS]);
  folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
});
afterAll(async () => {
  await live?.close();
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

it(`tells each event once by its id, in order, though ${sizes.webhookKills} workers are killed`, async () => {
  const { world, owner } = stage;
  const receiver = await stage.receiver();
  const { received } = receiver;
  await stage.create(owner, { url: receiver.url, role: 'CSP_MANAGER' });
  for (let kill = 0; kill < sizes.webhookKills; kill++) {
    for (let i = 0; i < 3; i++) await submitted(stage);
    // The worker dies when it has told the receiver, before it wrote that down; every second one was not answered.
    const reached = Promise.withResolvers<void>();
    const last = received.length + 1 + (kill % 4);
    receiver.answer = (response) => {
      const isLast = received.length >= last;
      if (!isLast || kill % 2 === 0) response.writeHead(204).end();
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
  expect(all).toHaveLength(9 * sizes.webhookKills);
  await stage.deliver(() => received.at(-1)?.id === all.at(-1));
  // A receiver that ignores known ids has each event once, in the order of the feed.
  expect([...new Set(received.map(({ id }) => id))]).toEqual(all);
});

it('a webhook is followed from its present state, attempt by attempt', async () => {
  const { owner, world } = stage;
  const receiver = await stage.receiver();
  const { id } = await stage.create(owner, { url: receiver.url, role: 'CSP_MANAGER' });
  const stream = await (await live.as(owner)).follow(PROGRESS, { id });
  const next = async () => (await stream.next()).data.webhookProgress;
  expect(await next()).toEqual({
    status: 'ENABLED',
    attempts: 0,
    testRequestedAt: null,
    deliveries: { nodes: [] },
  });
  await owner.mutate('webhookEndpointTest', { id });
  await stage.deliver(() => receiver.received.length === 1);
  const test = { type: 'webhook.test', attempt: 1, isAccepted: true, statusCode: 204 };
  expect(await next()).toMatchObject({ testRequestedAt: null, deliveries: { nodes: [test] } });
  receiver.answer = (response) => void response.writeHead(503).end();
  world.clock.advance(1_000);
  await saved(stage);
  await stage.deliver(() => receiver.received.length === 2);
  const failed = { type: 'ExclusiveDiscount.create', isAccepted: false, statusCode: 503 };
  expect(await next()).toMatchObject({
    status: 'FAILING',
    attempts: 1,
    deliveries: { nodes: [failed, test] },
  });
  stream.leave();
});

it('a webhook of another organization does not exist for the caller', async () => {
  const { owner, world } = stage;
  const receiver = await stage.receiver();
  const { id } = await stage.create(owner, { url: receiver.url });
  const rival = await world.member(await partnerOf(world, '海川数科'), 'csp.owner');
  const stream = await (await live.as(rival)).follow(PROGRESS, { id });
  await stream.ended.catch(() => {});
  expect(stream.text()).toContain('NOT_FOUND');
});
