import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bulkTask } from '../../../server/modules/workspace/index.ts';
import { type Live, openLive } from '../../kit/live.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { type BulkStage, bulk, openBulkStage } from './bulk-stage.ts';

const PROGRESS =
  'subscription($id: ID!) { jobProgress(id: $id) { status done total viewerActions { name enabled } } }';
const ROWS = 60;

let world: World;
let live: Live;
let stage: BulkStage;

beforeAll(async () => {
  world = await openWorld('progress');
  live = await openLive(world, [PROGRESS]);
  stage = await openBulkStage(world, ROWS);
});
afterAll(async () => {
  await live?.close();
  await world?.close();
});

const ask = async (): Promise<string> =>
  (await bulk(stage.manager, 'customersAddTags', { filter: {}, tags: ['大批'] })).job.id;

it('a job is followed from its present state to its end, at most twenty rows behind', async () => {
  const id = await ask();
  const stream = await (await live.as(stage.manager)).follow(PROGRESS, { id });
  const next = async () => (await stream.next()).data.jobProgress;
  expect(await next()).toMatchObject({ status: 'QUEUED', done: 0, total: ROWS });
  await world.settle();
  await bulkTask(world.deps).run();
  const seen = [await next()];
  while (seen.at(-1).status === 'QUEUED' || seen.at(-1).status === 'RUNNING')
    seen.push(await next());
  expect(seen.at(-1)).toMatchObject({ status: 'SUCCEEDED', done: ROWS });
  const counts = seen.map(({ done }) => done);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  stream.leave();
});

it('a job of another member does not exist for the caller', async () => {
  const id = await ask();
  const stream = await (await live.as(stage.rep)).follow(PROGRESS, { id });
  await stream.ended.catch(() => {});
  expect(stream.text()).toContain('NOT_FOUND');
  expect(stream.text()).not.toContain('QUEUED');
});
