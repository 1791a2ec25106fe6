import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { among, p } from '../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../platform/db/parties.ts';
import { trigger } from '../../platform/db/triggers.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { CustomerAccessEntity, CustomerEntity } from '../customers/index.ts';
import { MembershipEntity, OrganizationEntity } from '../identity/index.ts';
import { isSubDistributor } from '../partners/index.ts';
import {
  BINDING_ORIGINS,
  BINDING_PARTIES,
  BINDING_STATES,
  BINDING_TYPES,
  BOUND_STATES,
  OPEN_STATES,
  PENDING_STATES,
} from './binding.machine.ts';

/** The partner of the binding that a link is about, in rows that name a partner. */
export const partnersLink = (partnerId: Sql, subject: Sql): Sql =>
  sql`${partnerId} = (select b.partner_id from partner_binding b where b.id = ${subject})`;

/**
 * SQL text: writes the state of the changed bindings to their customers and to the access rows of their partners. The
 * lock lets a concurrent change of another binding wait, since it would not see this one.
 */
function toCustomers(changes: string): string {
  const changed = `(select customer_id, partner_id from ${changes} c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0)`;
  const customers = sql.tableName(CustomerEntity);
  return [
    `perform 1 from ${customers} k where k.id in (select customer_id from ${changed} x) order by k.id for no key update`,
    `update ${sql.tableName(CustomerAccessEntity)} a set status = a.status from ${changed} x where a.customer_id = x.customer_id and x.partner_id in (a.org_id, a.via_partner_id)`,
    `update ${customers} k set status = coalesce(b.status, 'PROSPECT'), binding_type = b.type from ${changed} x left join lateral current_binding(x.customer_id, null) b on true where k.id = x.customer_id and (k.status, k.binding_type) is distinct from (coalesce(b.status, 'PROSPECT'), b.type)`,
    'return null',
  ].join('; ');
}

/** Binding of a customer to a partner, from pre-registration or invitation to its end (domain §4.1). */
export const PartnerBindingEntity = aggregate({
  name: 'PartnerBinding',
  counted: 'status',
  parties: {
    // A distributor reads the bindings of its sub-distributors' customers (domain §2).
    partner: {
      column: 'partnerId',
      also: (d) => isSubDistributor(d.partnerId),
      alsoIn: ['customerId', 'partnerId'],
    },
    rep: assignedTo('customerId'),
    customer: { column: 'customerId', few: true },
    operator: ALL,
  },
  properties: {
    ...p.record(),
    partnerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    status: p.word(BINDING_STATES),
    /** Offered while invited, agreed once bound; null while only pre-registered. */
    type: p.word(BINDING_TYPES).nullable(),
    origin: p.word(BINDING_ORIGINS).default('INVITATION'),
    note: p.text().nullable(),
    /** Address that the partner entered, in addition to the contact on file; it proves nothing about the customer. */
    inviteMail: p.text().nullable(),
    invitedBy: () => p.ref(MembershipEntity).nullable(),
    preRegisteredAt: p.instant().nullable(),
    invitedAt: p.instant().nullable(),
    /** Deadline of the current state, or time of its reminder. */
    dueAt: p.instant().nullable(),
    /** For the ordering by deadline: rows without one come last. */
    dueAtOrNever: p.orNever('due_at'),
    boundAt: p.instant().nullable(),
    /** For the ordering by the date of binding: rows without one come last. */
    boundAtOrEarliest: p.orEarliest('bound_at'),
    unboundAt: p.instant().nullable(),
    declineReason: p.text().nullable(),
    /** Open request to change the type or to unbind. */
    requestedBy: p.word(BINDING_PARTIES).nullable(),
    requestedType: p.word(BINDING_TYPES).nullable(),
    requestReason: p.text().nullable(),
    answerReason: p.text().nullable(),
    /** Latest request of each party, for the three months that must pass between two. */
    partnerRequestedAt: p.instant().nullable(),
    customerRequestedAt: p.instant().nullable(),
    /** Time from which the customer's consumption counts for the partner. */
    performanceFrom: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'partner_binding_clock',
      expression: `(${among('status', [...PENDING_STATES, 'UNBIND_PENDING'])}) = (due_at is not null)`,
    },
    {
      name: 'partner_binding_bound',
      expression: `not (${among('status', [...BOUND_STATES, 'UNBOUND'])}) or (bound_at is not null and type is not null and performance_from is not null)`,
    },
    {
      name: 'partner_binding_invited',
      expression: `not (${among('status', ['INVITED', 'PROVISIONAL'])}) or (type is not null and invited_at is not null)`,
    },
    {
      name: 'partner_binding_unbound',
      expression: `(status = 'UNBOUND') = (unbound_at is not null)`,
    },
    {
      name: 'partner_binding_request',
      expression: `(${among('status', ['CHANGE_PENDING', 'UNBIND_PENDING'])}) = (requested_by is not null)`,
    },
    {
      name: 'partner_binding_new_type',
      expression: `(status = 'CHANGE_PENDING') = (requested_type is not null)`,
    },
  ],
  indexes: [
    {
      name: 'partner_binding_of_partner',
      // The columns of filters: a page and its count compare them in the index, and read only the rows that fit.
      properties: ['partnerId', 'createdAt', 'id', 'status', 'type', 'customerId', 'boundAt'],
    },
    { name: 'partner_binding_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'partner_binding_newest', properties: ['createdAt', 'id'] },
    {
      name: 'partner_binding_due_of_partner',
      properties: ['partnerId', 'dueAtOrNever', 'id', 'status', 'customerId'],
    },
    { name: 'partner_binding_due', properties: ['dueAtOrNever', 'id', 'status'] },
    {
      name: 'partner_binding_bound_of_partner',
      // Tabs of few bindings compare the state in the index.
      properties: ['partnerId', 'boundAtOrEarliest', 'id', 'status'],
    },
    { name: 'partner_binding_by_bound', properties: ['boundAtOrEarliest', 'id', 'status'] },
    { name: 'partner_binding_changed', properties: ['updatedAt', 'id'] },
    { name: 'partner_binding_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    {
      // Guards of `viewerActions` count these rows against a limit; the policies compare the customer.
      name: 'partner_binding_waiting',
      expression: `create index partner_binding_waiting on partner_binding (partner_id) include (customer_id) where ${among('status', PENDING_STATES)}`,
    },
    {
      name: 'partner_binding_rebound_newest',
      expression:
        'create index partner_binding_rebound_newest on partner_binding (created_at, id) where performance_from > bound_at',
    },
    {
      name: 'partner_binding_rebound',
      expression:
        'create index partner_binding_rebound on partner_binding (partner_id, created_at, id) where performance_from > bound_at',
    },
    { name: 'partner_binding_in_state', properties: ['status', 'createdAt', 'id'] },
    {
      name: 'partner_binding_one_open',
      expression: `create unique index partner_binding_one_open on partner_binding (partner_id, customer_id) where ${among('status', OPEN_STATES)}`,
    },
    {
      name: 'partner_binding_one_bound',
      expression: `create unique index partner_binding_one_bound on partner_binding (customer_id) where ${among('status', BOUND_STATES)}`,
    },
  ],
  triggers: trigger.statements('partner_binding_to_customer', 'partner_binding', toCustomers),
});
export type PartnerBinding = InferEntity<typeof PartnerBindingEntity>;
