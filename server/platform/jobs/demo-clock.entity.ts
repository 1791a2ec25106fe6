import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';

/**
 * Offset of the demo's clock from the machine's clock: at most one row, never written in real mode. No row-level
 * security, because the row is no tenant's data.
 */
export const DemoClockEntity = aggregate({
  name: 'DemoClock',
  parties: {},
  policies: [],
  properties: {
    id: p.integer().primary().autoincrement(false),
    offsetMs: p.bigint('bigint'),
  },
  checks: [{ name: 'demo_clock_one_row', expression: 'id = 1' }],
});
