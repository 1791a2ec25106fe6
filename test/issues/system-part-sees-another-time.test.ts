import { expect, test } from '@jest/globals';
import { transact } from '../../server/platform/command/pipeline.ts';
import { NOW } from '../../server/platform/db/tenancy.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { testWorld } from '../kit/test-world.ts';
import { START } from '../kit/world.ts';

const world = testWorld('system part');

test('SQL rules use the product’s time during the system’s part of a command and after it', async () => {
  const { viewer } = await world.member(await world.organization('PARTNER', '云衡'), 'csp.owner');
  const times: number[] = [];
  await transact(world.deps, viewer, 'r', async (tx) => {
    const look = async ({ rows }: typeof tx) => {
      const [row] = await rows<{ ms: number }>(
        sql`select (extract(epoch from ${sql.raw(NOW)}) * 1000)::float8 as ms`,
      );
      times.push(row!.ms);
    };
    await tx.asSystem('test', look);
    await look(tx);
  });
  expect(times).toEqual([START.getTime(), START.getTime()]);
});
