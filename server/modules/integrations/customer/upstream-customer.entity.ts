import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { BINDING_TYPES } from '../../bindings/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';

/** A customer as the upstream last described it to an account. The row stays when the upstream names it no more. */
export const UpstreamCustomerEntity = aggregate({
  name: 'UpstreamCustomer',
  parties: { partner: 'orgId', rep: ALL, operator: ALL },
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    ...p.base(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    customerId: () => p.ref(CustomerEntity),
    associatedOn: p.instant(),
    associationType: p.word(BINDING_TYPES),
    /** Time of the latest page that had the customer. */
    seenAt: p.instant(),
  },
  uniques: [{ name: 'upstream_customer_once', properties: ['accountId', 'customerId'] }],
  indexes: [{ name: 'upstream_customer_of_customer', properties: ['customerId'] }],
});
export type UpstreamCustomer = InferEntity<typeof UpstreamCustomerEntity>;
