import { type InferEntity, p } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';

/**
 * How far the demo's clock is ahead of the machine's. One row at most; real mode never writes it. No
 * tenant's data, hence no row-level security.
 */
export const DemoClockEntity = aggregate({
  name: 'DemoClock',
  tableName: 'demo_clock',
  parties: {},
  policies: [],
  properties: {
    id: p.integer().primary().autoincrement(false),
    offsetMs: p.bigint('bigint'),
  },
  checks: [{ name: 'demo_clock_one_row', expression: 'id = 1' }],
});
export type DemoClockRow = InferEntity<typeof DemoClockEntity>;
