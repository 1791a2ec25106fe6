import { afterEach, expect, it } from '@jest/globals';
import { type OlderDatabase, olderDatabase } from '../kit/older-database.ts';
import { read } from '../kit/source.ts';

let older: OlderDatabase;
afterEach(() => older?.drop());

/** The statements that the changelog gives below a heading. */
const statements = (heading: string): string[] => {
  const [, of] = read('CHANGELOG.md').split(`**${heading}**`);
  const [, block] = /```sql\n([^`]+)```/.exec(of!)!;
  return block!
    .split(';')
    .map((line) => line.trim())
    .filter(Boolean);
};

/** The ids of all indexes by their names. */
async function indexes(): Promise<Record<string, string>> {
  const { rows } = await older.client.query(
    `select i.relname as name, i.oid::text as id from pg_index x join pg_class i on i.oid = x.indexrelid where x.indisvalid`,
  );
  return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
}

// The upgrade built indexes of large tables while nobody could write any.
it.each([
  ['Indexes of order lines.', '0236-amounts-of-deadlines', 4],
  ['Indexes of sums and tabs.', '0260-prospects-in-an-index', 8],
])('takes over the indexes that were built beforehand: %s', async (heading, migration, count) => {
  older = await olderDatabase(migration);
  for (const statement of statements(heading)) await older.client.query(statement);
  const built = await indexes();
  await older.migrate();
  const after = await indexes();
  const names = statements(heading).flatMap((text) => /concurrently (\w+)/.exec(text)?.[1] ?? []);
  expect(names).toHaveLength(count);
  expect(names.map((name) => [name, after[name.replace(/_next$/, '')]])).toEqual(
    names.map((name) => [name, built[name]]),
  );
});
