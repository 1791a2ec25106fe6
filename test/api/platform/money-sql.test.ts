import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { Database } from '../../../server/platform/db/database.ts';
import { money, Ratio } from '../../../server/platform/money.ts';
import { computed } from '../../../server/platform/read/computed.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openJobsDatabase } from './jobs-database.ts';

const CASES = 2_000;
let db: Database;
let drop: () => Promise<void>;
let client: pg.Client;

beforeAll(async () => {
  ({ db, drop } = await openJobsDatabase());
  client = new pg.Client({ connectionString: db.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await drop();
});

const minors = fc.bigInt(-(10n ** 15n), 10n ** 15n);
const rates = fc
  .bigInt(0n, 9_999_999n)
  .map((units) => `${units / 1_000_000n}.${String(units % 1_000_000n).padStart(6, '0')}`);
/** Amounts and rates whose products are exact halves, which reveal wrong rounding. */
const halves = fc.tuple(
  fc.bigInt(-(10n ** 6n), 10n ** 6n).map((n) => 2n * n + 1n),
  fc.constantFrom('0.5', '1.5', '0.05', '0.125'),
);

test('PostgreSQL and TypeScript compute the same money', async () => {
  const samples = fc.sample(fc.oneof(fc.tuple(minors, rates), halves), CASES);
  const { rows } = await client.query<Record<string, string>>(
    `select ${money.sql.applyRate('minor', 'rate')} as applied, ${money.sql.netOfVat('minor', 'rate')} as net,
            ${money.sql.format('minor')} as text, ${money.sql.quotient('minor::numeric * whole', 'divisor')} as quotient
     from unnest($1::bigint[], $2::numeric[], $3::bigint[], $4::bigint[]) with ordinality as t(minor, rate, whole, divisor, n)
     order by n`,
    [
      samples.map(([minor]) => minor.toString()),
      samples.map(([, rate]) => rate),
      samples.map((_, i) => (i * 7919) % 1000),
      samples.map((_, i) => ((i * 104_729) % 99_999) + 1),
    ],
  );
  const expected = samples.map(([minor, rate], i) => ({
    applied: money.applyRate(minor, rate).toString(),
    net: money.netOfVat(minor, rate).net.toString(),
    text: money.format(minor),
    quotient: Ratio.share(BigInt((i * 7919) % 1000), BigInt(((i * 104_729) % 99_999) + 1))
      .apply(minor)
      .toString(),
  }));
  expect(rows).toEqual(expected);
  expect(rows).toHaveLength(CASES);
});

test('the wire form is decimal text, and null stays null', async () => {
  const { rows } = await client.query(
    `select ${sql.textOf(computed.money(sql.raw('minor')))} as amount from (values (-5::bigint), (null)) as t(minor)`,
  );
  expect(rows).toEqual([{ amount: { amount: '-0.05', currency: 'CNY' } }, { amount: null }]);
});
