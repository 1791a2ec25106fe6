import { aggregate } from './aggregate.ts';
import { p } from './columns.ts';
import { ALL } from './parties.ts';

/** Numbers of rows by state, and sums of their amounts (decision 0021), written by triggers; each is the sum over the stripes. */
export const KeptCountEntity = aggregate({
  name: 'KeptCount',
  writers: 'TRIGGERS',
  parties: { partner: 'orgId', seller: 'orgId', operator: ALL, reporting: ALL },
  properties: {
    /** Table, and the column by which its rows name the organization: `exclusive_discount.seller_id`. */
    what: p.text().primary(),
    orgId: p.uuid().primary(),
    value: p.text().primary(),
    stripe: p.smallint().primary(),
    rows: p.integer(),
    /** Sums of the amounts that the entity names, in its order. */
    sums: p.array().columnType('bigint[]').default([]),
  },
});
