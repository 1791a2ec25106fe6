import { expect, test } from '@jest/globals';
import { DB_ROLES } from '../../server/platform/db/tenancy.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('definer functions');

test('only the application may call the functions that bypass row-level security', async () => {
  const functions = await world.rows<{
    name: string;
    app: boolean;
    reports: boolean;
    path: string;
  }>(
    sql`select proname as name, has_function_privilege(${DB_ROLES.app}, oid, 'execute') as app,
      has_function_privilege(${DB_ROLES.reporting}, oid, 'execute') as reports, array_to_string(proconfig, ' ') as path
    from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
  );
  expect(functions.length).toBeGreaterThan(3);
  expect(functions.filter(({ app, reports }) => !app || reports)).toEqual([]);
  // If pg_temp were not last, a temporary table could replace a table that the function reads.
  expect(functions.filter(({ path }) => !path.endsWith('pg_temp'))).toEqual([]);
});
