import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerAccessEntity } from '../access/customer-access.entity.ts';
import { CustomerEntity, UPSTREAM_FLAGS } from '../customer/customer.entity.ts';

export const FLAG_SOURCES = ['UPSTREAM', 'OPERATOR'] as const;

/** Keeps the flags in the customer's row, where guards and lists read them. */
const toCustomers = (changes: string): string =>
  `update ${sql.tableName(CustomerEntity)} c set upstream_flags = n.flags
    from (select x.customer_id, coalesce((select array_agg(f.flag order by f.flag) from customer_flag f where f.customer_id = x.customer_id), '{}') as flags
      from ${changes} x group by x.customer_id) n
    where c.id = n.customer_id and c.upstream_flags is distinct from n.flags; return null`;

/** A flag that is set, with the time of the fact. A cleared flag has no row. */
export const CustomerFlagEntity = aggregate({
  name: 'CustomerFlag',
  parties: {
    partner: {
      also: (d, me) => sql`exists (select 1 from ${sql.table(CustomerAccessEntity)} a
        where a.customer_id = ${d.customerId} and a.org_id = ${me.tenantId} and a.until is null)`,
    },
    rep: assignedTo('customerId'),
    customer: 'customerId',
    link: ALL,
    operator: ALL,
  },
  properties: {
    ...p.base(),
    customerId: () => p.ref(CustomerEntity),
    flag: p.word(UPSTREAM_FLAGS),
    /** Time from which the fact holds, as far as known. */
    since: p.instant(),
    /** Time at which the fact was last confirmed. */
    checkedAt: p.instant(),
    /** Time from which the fact is old; null for a fact that only operations knows. */
    staleAfter: p.instant().nullable(),
    source: p.word(FLAG_SOURCES),
    setBy: p.text().nullable(),
    reason: p.text().nullable(),
  },
  uniques: [{ name: 'customer_flag_once', properties: ['customerId', 'flag'] }],
  triggers: trigger.statements('customer_flag_to_customer', 'customer_flag', toCustomers),
});
export type CustomerFlag = InferEntity<typeof CustomerFlagEntity>;
