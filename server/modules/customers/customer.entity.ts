import { defineEntity, type InferEntity, type Opt, p } from '@mikro-orm/core';
import { base, instant, version, word } from '../../platform/db/columns.ts';
import { definerTrigger } from '../../platform/db/definer-trigger.ts';
import { TENANT, tenantTable } from '../../platform/db/tenancy.ts';

export const CUSTOMER_TYPES = ['PERSON', 'COMPANY'] as const;
export type CustomerKind = (typeof CUSTOMER_TYPES)[number];

/** Real-name verification upstream (domain §6.2, `verified_status`). */
export const VERIFIED_STATES = ['NONE', 'IN_REVIEW', 'FAILED', 'VERIFIED'] as const;

export const CUSTOMER_LEVELS = ['V0', 'V1', 'V2', 'V3', 'V4', 'V5'] as const;

/** Where the row came from; what upstream says is not overwritten by an import. */
export const CUSTOMER_SOURCES = ['PARTNER', 'IMPORT', 'UPSTREAM'] as const;

/** Facts that only the upstream systems know; the guards of domain §4.1 ask for them. */
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

/** Organizations that may know a customer are those with a row in `customer_access`; `offset 0` keeps it one look for each customer. */
const HAS_ACCESS = `exists (select 1 from customer_access a
  where a.customer_id = customer.id and a.org_id = ${TENANT} and a.until is null offset 0)`;

/** What `customer_access` has a copy of. */
const COPIED = ['created_at', 'name', 'search_key'];
const copied = (row: string): string =>
  `(${COPIED.map((column) => `${row}.${column}`).join(', ')})`;

/** An account that buys on the marketplace, or a prospect that may. One row for all partners. */
export const CustomerEntity = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    ...base(),
    /** Id of the account upstream; null for a prospect that upstream does not know yet. */
    upstreamId: p.text().nullable(),
    name: p.text(),
    /** Name in lower case with its pinyin, in full and in initials. */
    nameKey: p.text(),
    /** Account name (账号), lower case. */
    cloudAccount: p.text().nullable(),
    /** By what it is found: `nameKey` and the account. */
    searchKey: p
      .text()
      .$type<Opt<string>>()
      .generated(`(name_key || coalesce(' ' || cloud_account, '')) stored`),
    customerType: word(CUSTOMER_TYPES).default('COMPANY'),
    verifiedStatus: word(VERIFIED_STATES).default('NONE'),
    level: word(CUSTOMER_LEVELS).nullable(),
    registeredAt: instant().nullable(),
    /** First consumption paid in cash. */
    firstCashAt: instant().nullable(),
    contactName: p.text().nullable(),
    contactPhone: p.text().nullable(),
    contactMail: p.text().nullable(),
    /**
     * Whether the contact is the one registered with the account, as the marketplace says. What a partner
     * typed never is: by the contact on file the customer proves its consent.
     */
    contactOnFile: p.boolean().$type<Opt<boolean>>().default(false),
    country: p.text().nullable(),
    upstreamFlags: p.array().columnType('text[]').default([]),
    source: word(CUSTOMER_SOURCES).default('PARTNER'),
    version: version(),
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
    {
      name: 'customer_name_key',
      expression: 'create index customer_name_key on customer using gin (name_key gin_trgm_ops)',
    },
  ],
  triggers: [
    definerTrigger({
      name: 'customer_to_access',
      table: 'customer',
      timing: 'after',
      event: 'update',
      forEach: 'row',
      when: `${copied('old')} is distinct from ${copied('new')}`,
      body: 'update customer_access set customer_name = new.name where customer_id = new.id; return null',
    }),
  ],
  ...tenantTable(['id'], HAS_ACCESS),
});
export type Customer = InferEntity<typeof CustomerEntity>;
