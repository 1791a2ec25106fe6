import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '../../server/platform/db/database.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { setStage } from '../api/discounts/stage.ts';
import { type FileDesk, openFileDesk } from '../api/platform/upload.ts';
import { download, xlsxLines } from '../api/transfers/exporting.ts';
import { checked } from '../api/transfers/importing.ts';
import { openWorld, type World } from '../kit/world.ts';

// Each download of a report read all refused rows first, up to a hundred thousand, and kept them until the browser had
// taken the file. A few slow downloads used up the memory of the server.

const ROWS = 2_500;
let world: World;
let desk: FileDesk;

beforeAll(async () => {
  world = await openWorld('reports of imports');
  desk = await openFileDesk(world);
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

it('the report of an import reads its rows by parts', async () => {
  const { manager } = await setStage(world);
  const mine = { world, desk, caller: manager, browser: await desk.signedIn(manager) };
  const job = await checked(mine, 'CUSTOMERS', '客户名称,云账号\n行,\n');
  await world.rows(sql`
    insert into import_row (id, created_at, job_id, tenant_id, target, line, cells, outcome, code, params)
    select gen_random_uuid(), created_at, job_id, tenant_id, target, 2 + n, cells, outcome, code, params
    from import_row, generate_series(1, ${ROWS - 1}::int) n where job_id = ${job.id.slice(4)}`);
  let most = 0;
  const { deps } = desk.app;
  const { db } = deps;
  const counting: Database['transaction'] = (viewer, work, ...rest) =>
    db.transaction(
      viewer,
      (unit) => {
        const rows: typeof unit.rows = async (...asked) => {
          const found = await unit.rows(...asked);
          most = Math.max(most, found.length);
          return found as never;
        };
        return work(Object.create(unit, { rows: { value: rows } }));
      },
      ...rest,
    );
  Object.assign(deps, { db: Object.create(db, { transaction: { value: counting } }) });
  const lines = await xlsxLines(await download(mine.browser, `/files/import-report/${job.id}`));
  expect(lines).toHaveLength(ROWS + 1);
  expect(most).toBeLessThanOrEqual(1_000);
});
