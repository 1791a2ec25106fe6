import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { read } from '../architecture/source.ts';
import { type OlderDatabase, olderDatabase } from '../kit/older-database.ts';

let older: OlderDatabase;
beforeAll(async () => {
  older = await olderDatabase('0236-amounts-of-deadlines');
});
afterAll(() => older?.drop());

/** The statements that the changelog gives for the indexes of order lines. */
const statements = (): string[] => {
  const [, block] =
    /\*\*Indexes of order lines\.\*\*[^`]*(?:`[^`\n]+`[^`]*)*```sql\n([^`]+)```/.exec(
      read('CHANGELOG.md'),
    ) ?? [null, ''];
  return block!
    .split(';')
    .map((line) => line.trim())
    .filter(Boolean);
};

async function indexes(): Promise<Record<string, string>> {
  const { rows } = await older.client.query(
    `select i.relname as name, i.oid::text as id from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indrelid = 'order_line'::regclass and x.indisvalid and i.relname ~ '^order_line_(recorded|newest|of_partner|of_seller)'`,
  );
  return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
}

// The upgrade built four indexes of order lines while nobody could write any.
it('takes over the indexes that were built beforehand', async () => {
  expect(statements()).toHaveLength(5);
  for (const statement of statements()) await older.client.query(statement);
  const built = await indexes();
  await older.migrate();
  const { order_line_recorded, order_line_newest, order_line_of_partner, order_line_of_seller } =
    await indexes();
  expect([
    order_line_recorded,
    order_line_newest,
    order_line_of_partner,
    order_line_of_seller,
  ]).toEqual([
    built.order_line_recorded,
    built.order_line_newest_next,
    built.order_line_of_partner_next,
    built.order_line_of_seller_next,
  ]);
});
