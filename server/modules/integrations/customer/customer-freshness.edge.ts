import { extend, type SqlOf } from '../../../platform/read/declare.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { customer } from '../../customers/index.ts';
import { UpstreamFeedEntity } from '../feed/upstream-feed.entity.ts';
import { UpstreamCustomerEntity } from './upstream-customer.entity.ts';

/** The latest reading of a customer by an account that the viewer may see. */
const latest = (d: Columns<'id'>, value: Sql): Sql => sql`(
  select ${value} from ${sql.table(UpstreamCustomerEntity)} u
  left join ${sql.table(UpstreamFeedEntity)} f on f.account_id = u.account_id and f.api = 'SUB_CUSTOMERS'
  where u.customer_id = ${d.id} order by u.seen_at desc, u.id desc limit 1)`;

/** Reports read no table of this module. */
const forPeople = (value: SqlOf<'id'>): SqlOf<'id'> =>
  visibleTo(sight.unless('reporting'), value, 'timestamptz');

/** Age of what the upstream said about a customer. */
export const customerFreshnessEdge = extend(customer, {
  fields: {
    syncedAt: {
      type: () => scalar.dateTime,
      nullable: true,
      description:
        'Time at which the upstream last described the customer (数据截至); null if it never did, and for other organizations.',
      source: forPeople((d) => latest(d, sql.raw('u.seen_at'))),
    },
    staleSince: {
      type: () => scalar.dateTime,
      nullable: true,
      description:
        'Time since which the data from upstream are late (数据过期起始时间); null while they are on time.',
      source: forPeople((d) => latest(d, sql.raw('f.stale_since'))),
    },
  },
});
