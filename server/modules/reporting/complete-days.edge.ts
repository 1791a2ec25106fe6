import { extend } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { sql } from '../../platform/sql/sql.ts';
import { orderLine, UNPAID_STATES } from '../orders/index.ts';
import { dataUntil, shownFrom } from './data-as-of.read.ts';

/**
 * Transaction details end with the last complete day (domain §3.2). Their sums stay the same for a day: a line that is
 * paid or reported after the day is shown joins its day when the next one is shown.
 */
export const completeDays = extend(orderLine, {
  filters: {
    isOfCompleteDay: filter.holds(
      (
        d,
      ) => sql`${d.placedAt} < ${dataUntil} and coalesce(${d.recordedAt}, ${d.placedAt}) < ${shownFrom}
        and ${d.status} not in (${sql.words(UNPAID_STATES)})`,
      'Whether the line was placed on a day that `dataAsOf` covers, and was paid and known here when that day was shown.',
    ),
  },
});
