import { aggregate } from './aggregate.ts';
import { p } from './columns.ts';
import { OWNER_ALL } from './tenancy.ts';

/** Marks a demo database, whose accounts need no password. Only the owner role reads and writes its one row. */
export const DemoMarkEntity = aggregate({
  name: 'DemoMark',
  parties: {},
  properties: {
    id: p.integer().primary().autoincrement(false),
    createdAt: p.instant(),
  },
  checks: [{ name: 'demo_mark_one_row', expression: 'id = 1' }],
  rowLevelSecurity: 'force',
  policies: [OWNER_ALL],
});
