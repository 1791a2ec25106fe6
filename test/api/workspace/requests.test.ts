import { beforeAll, expect, it } from '@jest/globals';
import { bulkTask } from '../../../server/modules/workspace/index.ts';
import { testWorld } from '../../kit/test-world.ts';
import { freshProduct, requested, type Stage, seen, setStage } from '../authorizations/stage.ts';
import { bulk, jobOf, outcomes } from './bulk-stage.ts';

const world = testWorld('requests');
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(world);
});

const seconds = async (count: number): Promise<void> => {
  world.clock.advance(count * 1_000);
  await world.settle();
  await bulkTask(world.deps).run();
};
/** Terms within the product's own: a share of 0.2, a floor of 0.8. */
const STANDARD = { shareRatio: '0.2', floorPayRate: '0.8' };
const request = async (terms: object = STANDARD): Promise<string> =>
  await requested(stage, await freshProduct(stage, 'JOINT_OPERATION'), terms);
const FIELDS = 'status pendingDecision { action isMine }';

it('requests are granted as requested, many at once, and the grant can be undone for ten seconds', async () => {
  const ids = [await request(), await request()];
  const { job } = await bulk(stage.seller, 'jointSalesAuthorizationsGrant', { ids });
  expect(await seen(stage.seller, ids[0]!, FIELDS)).toEqual({
    status: 'REQUESTED',
    pendingDecision: { action: 'jointSalesAuthorizationGrant', isMine: true },
  });
  expect((await seen(stage.manager, ids[0]!, FIELDS)).pendingDecision).toBeNull();
  await stage.seller.mutate('jobCancel', { id: job.id });
  await seconds(10);
  expect((await seen(stage.manager, ids[0]!)).status).toBe('REQUESTED');

  const again = await bulk(stage.seller, 'jointSalesAuthorizationsGrant', { ids });
  await seconds(10);
  expect(outcomes(await jobOf(stage.seller, again.job.id))).toEqual(['2 DONE']);
  for (const id of ids)
    await stage.manager.sees(id, { status: 'ACTIVE', shareRatio: '0.2', decidedByName: '赵敏' });
});

it('a refusal publishes its reason after the ten seconds', async () => {
  const id = await request();
  const { job } = await bulk(stage.seller, 'jointSalesAuthorizationsRefuse', {
    ids: [id],
    reason: '已有独家伙伴',
  });
  await seconds(10);
  await stage.manager.sees(id, { status: 'REFUSED', decisionReason: '已有独家伙伴' });
  expect((await jobOf(stage.seller, job.id)).status).toBe('SUCCEEDED');
});

it('terms beyond the product’s are granted one by one', async () => {
  const [usual, high, low] = [
    await request(),
    await request({ ...STANDARD, shareRatio: '0.21' }),
    await request({ ...STANDARD, floorPayRate: '0.79' }),
  ];
  const { job } = await bulk(stage.seller, 'jointSalesAuthorizationsGrant', {
    ids: [usual, high, low],
  });
  await seconds(10);
  expect(outcomes(await jobOf(stage.seller, job.id))).toEqual([
    '1 DONE',
    '2 REFUSED TERMS_BEYOND_STANDARD',
  ]);
  await bulk(stage.seller, 'jointSalesAuthorizationsGrant', { ids: [high] });
  await seconds(10);
  expect((await seen(stage.manager, high)).status).toBe('ACTIVE');
  expect((await seen(stage.manager, low)).status).toBe('REQUESTED');
});
