import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { CustomerAccessEntity } from '../access/customer-access.entity.ts';
import { CustomerEntity } from '../customer/customer.entity.ts';

/** User of a customer in its identity source, as the marketplace knows it (domain §3 item 1). */
export const CustomerUserEntity = aggregate({
  name: 'CustomerUser',
  parties: {
    partner: {
      also: (d, me) =>
        sql`${me.side} = 'partner' and exists (select 1 from ${sql.table(CustomerAccessEntity)} a where a.customer_id = ${d.customerId}
    and a.org_id = ${me.tenantId} and a.level = 'FULL' and a.until is null)`,
    },
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: 'customerId',
    operator: ALL,
  },
  properties: {
    ...p.base(),
    customerId: () => p.ref(CustomerEntity).deleteRule('cascade'),
    /** Seller whose account at the marketplace knows the user. */
    sellerId: () => p.ref(OrganizationEntity),
    externalId: p.text(),
    name: p.text().nullable(),
    /** Last known mail address; null if the marketplace knew none. */
    mail: p.text().nullable(),
    mailSyncedAt: p.instant().nullable(),
  },
  uniques: [{ name: 'customer_user_external_id', properties: ['customerId', 'externalId'] }],
  checks: [
    { name: 'customer_user_id_length', expression: 'length(external_id) between 1 and 200' },
    { name: 'customer_user_mail_time', expression: 'mail is null or mail_synced_at is not null' },
  ],
  indexes: [
    { name: 'customer_user_of_customer', properties: ['customerId', 'externalId', 'id'] },
    { name: 'customer_user_of_seller', properties: ['sellerId', 'externalId', 'id'] },
  ],
});
export type CustomerUser = InferEntity<typeof CustomerUserEntity>;
