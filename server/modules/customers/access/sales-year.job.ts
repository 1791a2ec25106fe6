import { calendar } from '../../../platform/calendar.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';

const BATCH = 1_000;

/** Sets the sales of a year that is over to zero, so that customers are in the order of this year's sales. */
export const closeSalesYear = ({ db, clock }: CommandDeps) => ({
  name: 'close-sales-year',
  run: () =>
    db.transaction(systemViewer('sales-year'), async (tx) => {
      const year = Number(calendar.localDate(clock.now()).slice(0, 4));
      const closed = await tx.rows(sql`
        update customer_access a set sold_in_year = ${year}::int, sold_this_year_minor = 0
        from (select customer_id, org_id from customer_access
          where sold_this_year_minor <> 0 and sold_in_year < ${year}::int
          order by customer_id, org_id limit ${BATCH} for no key update) o
        where a.customer_id = o.customer_id and a.org_id = o.org_id returning a.customer_id`);
      return closed.length;
    }),
});
