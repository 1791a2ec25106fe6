import type { InferEntity, Opt } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, BY_ACCESS } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';

export const CUSTOMER_TYPES = ['PERSON', 'COMPANY'] as const;

/** Real-name verification in the upstream system (domain §6.2, `verified_status`). */
export const VERIFIED_STATES = ['NONE', 'IN_REVIEW', 'FAILED', 'VERIFIED'] as const;

export const CUSTOMER_LEVELS = ['V0', 'V1', 'V2', 'V3', 'V4', 'V5'] as const;

/** Source of a record; an import does not overwrite values from upstream. */
export const CUSTOMER_SOURCES = ['PARTNER', 'IMPORT', 'UPSTREAM'] as const;

/** Origins of a contact on file: a file of operations, the upstream system, or an operator's entry. */
export const CONTACT_SOURCES = ['IMPORT', 'UPSTREAM', 'OPERATOR'] as const;

/** Facts that only the upstream systems know; guards of domain §4.1 use them. */
export const UPSTREAM_FLAGS = [
  'OUTSTANDING_BILL',
  'BARRED_CONTRACT',
  'CUSTODY_SUB_ACCOUNT',
  'FROZEN',
  'RESERVED_INSTANCE',
  'SUPPORT_PLAN',
  'SPECIAL_CONTRACT',
  'INDEPENDENT_MEMBERS',
  'UNPAID_PARTNER_PAYS',
  'ARREARS',
  'DIRECT_SALES_FOLLOW_UP',
] as const;
export type UpstreamFlag = (typeof UPSTREAM_FLAGS)[number];

/** The part of a customer that every organization with access sees. */
const ofName = (row: 'old' | 'new'): string => `(${row}.created_at, ${row}.name, ${row}.name_key)`;

/** Columns that only operators and the customer see, and the time of their change. */
const OF_OPERATORS = `'{status,binding_type,updated_at}'::text[]`;

/** Account that buys on the marketplace, or a prospect. All partners share one row. */
export const CustomerEntity = aggregate({
  name: 'Customer',
  counted: 'status',
  searched: 'searchKey',
  parties: {
    partner: BY_ACCESS,
    rep: BY_ACCESS,
    seller: BY_ACCESS,
    customer: 'id',
    link: ALL,
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.record(),
    /** Id of the account in the upstream system; null for a prospect unknown there. */
    upstreamId: p.text().nullable(),
    name: p.text(),
    /** Name in lower case with its pinyin, in full and in initials. */
    nameKey: p.text(),
    cloudAccount: p.text().nullable(),
    /** Search text: `nameKey` and the account. */
    searchKey: p
      .text()
      .$type<Opt<string>>()
      .generated(`(name_key || coalesce(' ' || cloud_account, '')) stored`),
    customerType: p.word(CUSTOMER_TYPES).default('COMPANY'),
    verifiedStatus: p.word(VERIFIED_STATES).default('NONE'),
    level: p.word(CUSTOMER_LEVELS).nullable(),
    registeredAt: p.instant().nullable(),
    firstCashAt: p.instant().nullable(),
    contactName: p.text().nullable(),
    contactPhone: p.text().nullable(),
    contactMail: p.text().nullable(),
    /**
     * Whether the contact is the one registered with the account, according to the marketplace. A contact
     * that a partner entered never is, because the contact on file proves the customer's consent.
     */
    contactOnFile: p.boolean().$type<Opt<boolean>>().default(false),
    /** Null without a contact on file. An operator corrects no contact from upstream, which would return. */
    contactSource: p.word(CONTACT_SOURCES).nullable(),
    country: p.text().nullable(),
    upstreamFlags: p.array<UpstreamFlag>().columnType('text[]').default([]),
    source: p.word(CUSTOMER_SOURCES).default('PARTNER'),
    /** State and type of the current binding among those with all partners; PROSPECT without one. */
    status: p.text().default('PROSPECT'),
    bindingType: p.text().nullable(),
    version: p.version(),
  },
  uniques: [
    { name: 'customer_upstream_id', properties: ['upstreamId'] },
    { name: 'customer_cloud_account', properties: ['cloudAccount'] },
  ],
  checks: [
    {
      name: 'customer_contact_on_file',
      expression: 'not contact_on_file or contact_mail is not null',
    },
    { name: 'customer_account_lower', expression: 'cloud_account = lower(cloud_account)' },
    {
      name: 'customer_flags_known',
      expression: `upstream_flags <@ array[${UPSTREAM_FLAGS.map((flag) => `'${flag}'`).join(', ')}]::text[]`,
    },
  ],
  indexes: [
    { name: 'customer_newest', properties: ['createdAt', 'id'] },
    { name: 'customer_by_name', properties: ['name', 'id'] },
    { name: 'customer_changed', properties: ['updatedAt', 'id'] },
    { name: 'customer_in_state', properties: ['status', 'createdAt', 'id'] },
    {
      // The purge looks for old ones every minute.
      name: 'customer_prospect',
      expression: `create index customer_prospect on customer (created_at, id) where source = 'PARTNER' and upstream_id is null and not contact_on_file`,
    },
  ],
  triggers: [
    // Keeps the state correct on every write; the trigger of the bindings refreshes it.
    trigger.definer({
      name: 'customer_state',
      table: 'customer',
      timing: 'before',
      event: 'insert or update of status, binding_type',
      forEach: 'row',
      body: `select b.status, b.type into new.status, new.binding_type from current_binding(new.id, null) b; new.status = coalesce(new.status, 'PROSPECT'); return new`,
    }),
    trigger.definer({
      name: 'customer_to_access',
      table: 'customer',
      timing: 'after',
      event: 'update',
      forEach: 'row',
      // A binding to one partner moves the state of the customer, of which other partners must not learn.
      when: `to_jsonb(old) - ${OF_OPERATORS} <> to_jsonb(new) - ${OF_OPERATORS}`,
      // At level NAME, the time of a change of other columns would disclose that they changed.
      body: `update customer_access set customer_name = new.name, updated_at = new.updated_at
        where customer_id = new.id and (level = 'FULL' or ${ofName('old')} is distinct from ${ofName('new')}); return null`,
    }),
  ],
});
export type Customer = InferEntity<typeof CustomerEntity>;
