import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, it } from '@jest/globals';
import pg from 'pg';
import {
  authorizedJoint,
  day,
  listed,
  type Stage,
  saved,
  setStage,
} from '../api/discounts/stage.ts';
import { openWorld } from '../kit/world.ts';
import { superuserUrl } from '../policy/fixtures/dump.ts';

let stage: Stage;
let superuser: pg.Client;
beforeAll(async () => {
  const world = await openWorld('extended while the customer leaves');
  stage = await setStage(world);
  superuser = new pg.Client(superuserUrl(world));
  await superuser.connect();
});
afterAll(async () => {
  await superuser?.end();
  await stage?.world.close();
});

/** Number of transactions that wait for a lock. */
const waiting = async (): Promise<number> => {
  const { rows } = await superuser.query(
    `select count(distinct pid)::int as n from pg_locks where not granted
      and pid in (select pid from pg_stat_activity where datname = current_database())`,
  );
  return rows[0].n;
};

/** The unbinding ended the discounts that it found; the successor was written at the same moment. */
it('an extension that is written while its customer is unbound ends, too', async () => {
  const { manager, buyer, bindingId, customerId } = stage;
  const goods = await listed(stage.sellerManager, '联营ERP', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, goods);
  const [specificationId] = goods.specifications;
  const id = await saved(stage, {
    productId: goods.productId,
    lines: [{ specificationId, payRate: '0.9' }],
  });
  await manager.mutate('exclusiveDiscountSubmit', { id });
  await manager.sees(id, { status: 'SCHEDULED' });
  stage.world.clock.moveTo(new Date(day('10')));
  await stage.world.settle();
  await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });

  // Holds the extension at its last lock, after it has taken the discount's.
  const slot = `ExclusiveDiscountSlot:${customerId.slice(4)}:${specificationId.slice(4)}`;
  await superuser.query('begin');
  await superuser.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [slot]);
  const extended = manager.mutate('exclusiveDiscountExtend', { id, months: 1 });
  while ((await waiting()) < 1) await sleep(20);
  const left = buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
  while ((await waiting()) < 2) await sleep(20);
  await superuser.query('commit');
  await Promise.all([extended, left]);
  await manager.sees(id, { status: 'UNUSABLE', successor: { status: 'UNUSABLE' } });
});
