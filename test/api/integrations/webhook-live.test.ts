import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Live, openLive } from '../../kit/live.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { saved } from '../discounts/stage.ts';
import { setStage, type WebhookStage } from './webhook-stage.ts';

const PROGRESS = `subscription($id: ID!) { webhookProgress(id: $id) {
  status attempts testRequestedAt deliveries(first: 5) { nodes { type attempt isAccepted statusCode } } } }`;

let stage: WebhookStage;
let live: Live;

beforeAll(async () => {
  stage = await setStage('webhook progress');
  live = await openLive(stage.world, [PROGRESS]);
});
afterAll(async () => {
  await live?.close();
  await stage?.close();
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
