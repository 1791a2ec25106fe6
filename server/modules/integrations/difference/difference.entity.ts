import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { PartnerBindingEntity } from '../../bindings/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrderEntity } from '../../orders/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { keepers } from '../parties.ts';
import { RECONCILIATION_CLASSES } from '../reconciliation/reconcile.ts';
import { DIFFERENCE_STATES } from './difference.machine.ts';

export const DIFFERENCE_CLASSES = [
  'ASSOCIATED_UPSTREAM_ONLY',
  'BOUND_HERE_ONLY',
  'BINDING_TYPE',
  'ACCOUNT_MANAGER',
  'LABEL',
  'DISTRIBUTOR',
  'ORDER_STATE',
  'ORDER_AMOUNT',
  'ORDER_FACTS',
  ...RECONCILIATION_CLASSES,
] as const;
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

export const RESOLUTIONS = ['TAKEN_OVER', 'KEPT', 'BINDING_ENDED', 'SETTLED'] as const;

/** A value that the product is the record of and that an upstream system has otherwise. */
export const DifferenceEntity = aggregate({
  name: 'Difference',
  parties: keepers(),
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    ...p.record(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    status: p.word(DIFFERENCE_STATES),
    differenceClass: p.word(DIFFERENCE_CLASSES),
    /** Subject within the class: one difference of a subject is open at a time. */
    subjectKey: p.text(),
    customerId: () => p.ref(CustomerEntity).nullable(),
    bindingId: () => p.ref(PartnerBindingEntity).nullable(),
    orderId: () => p.ref(OrderEntity).nullable(),
    field: p.text(),
    ours: p.text().nullable(),
    theirs: p.text().nullable(),
    /** Amounts of a difference about money, in fen; null on the side that has none. */
    oursMinor: p.bigint('bigint').nullable(),
    theirsMinor: p.bigint('bigint').nullable(),
    oursAt: p.instant().nullable(),
    theirsAt: p.instant(),
    resolution: p.word(RESOLUTIONS).nullable(),
    resolvedAt: p.instant().nullable(),
    reason: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'difference_resolved',
      expression: `(status = 'RESOLVED') = (resolved_at is not null) and (status = 'RESOLVED') = (resolution is not null)`,
    },
  ],
  indexes: [
    { name: 'difference_newest', properties: ['createdAt', 'id'] },
    { name: 'difference_changed', properties: ['updatedAt', 'id'] },
    { name: 'difference_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'difference_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
    { name: 'difference_of_customer', properties: ['customerId'] },
    {
      name: 'difference_open',
      expression: `create unique index difference_open on difference (account_id, difference_class, subject_key) where status = 'OPEN'`,
    },
    {
      name: 'difference_kept',
      expression: `create index difference_kept on difference (account_id, difference_class, subject_key) where resolution = 'KEPT'`,
    },
  ],
});
export type Difference = InferEntity<typeof DifferenceEntity>;
