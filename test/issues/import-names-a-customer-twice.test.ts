import { expect, test } from '@jest/globals';
import { importCustomersCsv } from '../../server/modules/customers/index.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('import twice');

test('a line is rejected alone when its account and its upstream id belong to different customers', async () => {
  const partner = await partnerOf(world, '云衡');
  const [org] = await world.rows<{ code: string }>(
    sql`select code from organization where id = ${partner.id}`,
  );
  const load = (...lines: string[]) =>
    importCustomersCsv(world.deps, {
      partnerCode: org!.code,
      file: new TextEncoder().encode(['name,cloud_account,upstream_id', ...lines].join('\n')),
    });
  expect(await load('东方制造,dongfang,u-1')).toMatchObject({ created: 1 });
  expect(await load('东方制造,dongfang,', '东方制造,,u-1', '北辰重工,beichen,')).toEqual({
    created: 1,
    updated: 1,
    problems: [{ line: 3, code: 'TWICE_IN_FILE', column: null }],
  });
});
