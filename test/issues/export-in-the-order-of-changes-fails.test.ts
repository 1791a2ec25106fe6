import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { type FileDesk, openFileDesk } from '../api/platform/upload.ts';
import { exported } from '../api/transfers/exporting.ts';
import { type Caller, openWorld, type World } from '../kit/world.ts';

const ROWS = 3;

let world: World;
let desk: FileDesk;
let manager: Caller;
beforeAll(async () => {
  world = await openWorld('changes');
  const partner = await partnerOf(world, '云帆科技');
  manager = await world.member(partner, 'csp.manager');
  for (let i = 0; i < ROWS; i++) await customerOf(world, `客户 ${i}`, [partner]);
  desk = await openFileDesk(world);
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

/** The reads of an export never set the horizon of changes that such a list asks for. */
it('an export of a list in the order of changes has every row', async () => {
  const found = async () =>
    (
      await manager.ask(
        '{ customers(first: 10, orderBy: { field: UPDATED, direction: ASC }) { nodes { id } } }',
      )
    ).customers.nodes.length;
  // The newest changes are hidden for a moment.
  for (let attempt = 0; (await found()) < ROWS; attempt++) {
    expect(attempt).toBeLessThan(200);
    await sleep(5);
  }
  expect(await exported(world, desk, manager, { orderField: 'UPDATED' })).toMatchObject({
    status: 'SUCCEEDED',
    total: ROWS,
    done: ROWS,
  });
});
