import { beforeAll } from '@jest/globals';
import {
  runLife,
  runPartnerLife,
  SettlementRunEntity,
} from '../../../../server/modules/settlement/index.ts';
import { calendar } from '../../../../server/platform/calendar.ts';
import { sql } from '../../../../server/platform/sql/sql.ts';
import { byFiring, describeMatrix } from '../../../kit/matrix.ts';
import { testStage } from '../../../kit/test-world.ts';
import { partnerOf } from '../../bindings/fixtures.ts';
import { setStage } from '../../discounts/stage.ts';
import { ordered } from '../../orders/deals.ts';
import { certified, run } from '../bills.ts';

const stage = testStage('run matrix', setStage);
let januaryId: string;
let billedId: string;
let parkedId: string;
beforeAll(async () => {
  const other = { ...stage, partner: await partnerOf(stage.world, '北辰数科') };
  await certified(stage);
  for (const one of [stage, other]) await ordered(one, { lines: [{ listMinor: 10_000_000n }] });
  await run(stage, '2026-02');
  stage.world.clock.advance(3_600_000);
  await certified(other);
  const rowOf = async (partnerId: string): Promise<string> =>
    (
      await stage.world.rows<{ id: string }>(
        sql`select id from settlement_run_partner where partner_id = ${partnerId}`,
      )
    )[0]!.id;
  billedId = await rowOf(stage.partner.id);
  parkedId = await rowOf(other.partner.id);
  januaryId = await stage.world.system(async (tx) => {
    const id = tx.newId();
    const { until } = calendar.periodOf('2026-01');
    tx.insert(SettlementRunEntity, {
      id,
      createdAt: tx.now,
      period: '2026-01',
      status: 'PLANNED',
      cutoffAt: until,
      runAt: until,
    });
    return id;
  });
});

const STARTED = 'started_at = now()';

describeMatrix(
  runLife,
  { start: { PLANNED: 'RUNNING' }, complete: { RUNNING: 'COMPLETED' } },
  byFiring({
    world: () => stage.world,
    id: () => januaryId,
    by: (event) => (event === 'complete' ? null : stage.operator.viewer),
    facts: { RUNNING: STARTED, COMPLETED: `${STARTED}, completed_at = now()` },
  }),
);

describeMatrix(
  runPartnerLife,
  // The partner was not certified on the run day.
  {
    decide: { WAITING: 'PARKED' },
    fail: { WAITING: 'PARKED' },
    recompute: { PARKED: 'PARKED' },
    release: { PARKED: 'BILLED' },
  },
  byFiring({
    world: () => stage.world,
    id: (state) => (state === 'BILLED' ? billedId : parkedId),
    by: (event) => (event === 'decide' || event === 'fail' ? null : stage.operator.viewer),
    inputs: { release: { reason: '已核对' }, fail: { error: 'disk full' } },
    facts: { WAITING: 'decided_at = null' },
  }),
);
