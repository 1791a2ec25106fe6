import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { AS_OWNER } from '../../server/platform/db/log-ins.ts';
import { type Stage, setStage } from '../api/integrations/stage.ts';
import { subCustomer } from '../kit/upstream/index.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('hints of a sync', [subCustomer('c0')]);
});
afterAll(() => stage?.close());

async function hints(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: stage.world.db.ownerUrl, options: AS_OWNER });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select key, revision from graphile_worker.jobs where task_identifier = 'sync-feeds' order by key`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

it('a sync asks for no further sync', async () => {
  const before = await hints();
  expect(before.length).toBeGreaterThan(0);
  await stage.sync();
  expect(await hints()).toEqual(before);
});
