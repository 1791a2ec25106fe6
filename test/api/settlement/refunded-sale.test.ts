import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { AS_OWNER } from '../../../server/platform/db/log-ins.ts';
import { openWorld } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { lineOf, noon, ordered, refunded } from '../orders/deals.ts';
import { certified, type Money, run } from './bills.ts';

let stage: Stage;
let money: Money;
let client: pg.Client;

beforeAll(async () => {
  stage = await setStage(await openWorld('refunded sale'));
  money = await certified(stage);
  client = new pg.Client({
    connectionString: stage.world.db.ownerUrl,
    options: `${AS_OWNER} -c lock_timeout=20s`,
  });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await stage?.world.close();
});

const estimateOf = async (lineId: string): Promise<string> =>
  (await lineOf(money.finance, lineId, 'settlementEstimate { amount }')).settlementEstimate.amount;

it('is settled at the rates of today until it is billed, and then as billed', async () => {
  const sale = { listMinor: 1_000_000n, strategy: 'LEGACY_MARGIN', shareRatio: '0.9' } as const;
  const [line] = (await ordered(stage, { lines: [{ ...sale, floorMinor: 800_000n }] })).lineIds;
  const [back] = (await refunded(stage, line!, 500_000n, noon('03-05'))).lineIds;
  // Half of 1,800.00 / 1.13 × 1.06.
  expect(await estimateOf(back!)).toBe('-844.25');
  stage.world.clock.advance(24 * 3_600_000);
  await run(stage, '2026-02');
  await client.query('update settlement_bill_line set settlement_minor = settlement_minor - 10000');
  expect(await estimateOf(back!)).toBe('-794.25');
  await client.query('update settlement_bill_line set settlement_minor = settlement_minor + 10000');
});

it('that is billed while its refund is written is found by the refund', async () => {
  const [line] = (
    await ordered(stage, { placedAt: noon('03-10'), lines: [{ listMinor: 36_800_000n }] })
  ).lineIds;
  stage.world.clock.advance(40 * 24 * 3_600_000);
  await client.query('begin');
  const { rows } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
     where table_name = 'order_line' and table_schema = 'public' and is_generated = 'NEVER'`,
  );
  const { columns } = rows[0]!;
  await client.query(
    `insert into order_line (${columns}) select ${columns} from (select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'position', 9, 'refund_of_id', l.id, 'effective_at', '2026-04-05T12:00:00+08:00',
      'list_minor', -l.list_minor, 'deal_minor', -l.deal_minor, 'voucher_minor', -l.voucher_minor, 'cash_minor', -l.cash_minor))).* from order_line l where l.id = $1) r`,
    [line!.slice(4)],
  );
  let isDone = false;
  const billed = run(stage, '2026-03').finally(() => {
    isDone = true;
  });
  const waiting =
    'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
  while (!isDone && (await client.query(waiting)).rowCount === 0) await sleep(20);
  expect(isDone).toBe(false);
  await client.query('commit');
  expect(await billed).toHaveLength(1);
  const { rows: kept } = await client.query(
    'select r.sale_settled_minor = o.settled_minor as "isKept" from order_line r join order_line o on o.id = r.refund_of_id where o.id = $1',
    [line!.slice(4)],
  );
  expect(kept).toEqual([{ isKept: true }]);
});
