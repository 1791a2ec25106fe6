import pg from 'pg';
import { AS_OWNER } from '../../platform/db/log-ins.ts';
import { strip } from './rebuild.ts';
import type { Step } from './step.ts';

/** Called before each step with its name and the share of all work that is done, 0 to 1. */
export type OnProgress = (name: string, done: number) => void;

/** The steps of a load. Indexes and constraints are rebuilt between `rows` and `states`. */
export interface Load {
  readonly rows: readonly Step[];
  readonly states: readonly Step[];
  /** Indexes that were built over rows of the same transaction which have left them, and are mostly empty. */
  readonly sparse: readonly string[];
  /** Approximate number of rows by large table. */
  readonly tables: Readonly<Record<string, number>>;
}

/** Share of the load's time for `vacuum (analyze)`, which sets planner statistics and the visibility map. */
const STATISTICS = 0.08;

const SETTINGS = {
  timezone: 'Asia/Shanghai',
  temp_buffers: '128MB',
  work_mem: '128MB',
  maintenance_work_mem: '512MB',
};

/** Runs a load as the owner of the tables, in one transaction. */
export async function load(
  url: string,
  { rows, states, sparse, tables }: Load,
  onProgress: OnProgress,
): Promise<void> {
  const settings = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  const client = new pg.Client({
    connectionString: url,
    options: [AS_OWNER, ...settings].join(' '),
  });
  await client.connect();
  try {
    await client.query('begin');
    let done = 0;
    const steps = [...rows, ...(await strip(client, tables)), ...states];
    const whole = steps.reduce((sum, { weight }) => sum + weight, 0) * (1 + STATISTICS);
    for (const { name, weight, sql } of steps) {
      onProgress(name, done / whole);
      await client.query(sql);
      done += weight;
    }
    await client.query('commit');
    onProgress('statistics', done / whole);
    await client.query('vacuum (analyze)');
    for (const index of sparse) await client.query(`reindex index ${index}`);
    onProgress('statistics', 1);
  } finally {
    await client.end();
  }
}
