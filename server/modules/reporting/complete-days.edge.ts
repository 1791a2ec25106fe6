import { extend } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { sql } from '../../platform/sql/sql.ts';
import { orderLine } from '../orders/index.ts';
import { dataUntil } from './data-as-of.read.ts';

/** Transaction details end with the last complete day, so that their sums stay the same for a day (domain §3.2). */
export const completeDays = extend(orderLine, {
  filters: {
    completeDays: filter.holds(
      (d) => sql`${d.placedAt} < ${dataUntil}`,
      'Whether the line was placed on a day that `dataAsOf` covers.',
    ),
  },
});
