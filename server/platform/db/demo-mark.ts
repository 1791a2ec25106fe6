import pg from 'pg';
import { AS_OWNER } from './log-ins.ts';

const MARK = 'insert into demo_mark (id, created_at) values (1, now()) on conflict do nothing';

/** Marks an empty database in demo mode. @throws one sentence, for demo mode on other data and the reverse */
export async function settleMode(ownerUrl: string, isDemo: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: AS_OWNER });
  await client.connect();
  try {
    const { rows } = await client.query<{ marked: boolean; filled: boolean }>(
      'select exists (select from demo_mark) as marked, exists (select from organization) as filled',
    );
    const { marked, filled } = rows[0]!;
    if (marked && !isDemo)
      throw new Error(
        'This database holds demo data, with accounts that anyone can use. Set DATABASE_URL to another database, or DEMO=1 to run the demo.',
      );
    if (isDemo && filled && !marked)
      throw new Error(
        'This database holds data that no demo made, and a demo (DEMO=1) lets anybody in without a password: give it an empty database (npm start -- --reset empties the embedded one).',
      );
    if (isDemo) await client.query(MARK);
  } finally {
    await client.end();
  }
}
