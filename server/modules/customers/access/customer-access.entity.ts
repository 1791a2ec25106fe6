import type { InferEntity, Opt } from '@mikro-orm/core';
import { grantingAccess } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, assignmentTo } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { CustomerEntity } from '../customer/customer.entity.ts';

/** NAME: name and status only. FULL: everything, with contact data masked. */
export const ACCESS_LEVELS = ['NAME', 'FULL'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** SQL text: the account manager who has a customer by an access row; null without one. */
const managerOf = (row: 'old' | 'new'): string =>
  `(case when ${row}.until is null then ${row}.account_manager_id end)`;

/**
 * Access of an organization to a customer: the only table that scopes a customer. Bindings write the level;
 * the organization keeps its account manager and tags here.
 */
export const CustomerAccessEntity = grantingAccess({
  name: 'CustomerAccess',
  counted: 'status',
  searched: 'customerSearchKey',
  parties: {
    partner: 'orgId',
    rep: ALL,
    seller: 'orgId',
    customer: 'customerId',
    link: ALL,
    operator: ALL,
  },
  grants: {
    to: CustomerEntity,
    tenant: 'orgId',
    when: (a) => sql`${a.until} is null`,
    rep: (a, v) => sql`${a.accountManagerId} = ${v.memberId}`,
    copies: {
      id: 'customerId',
      createdAt: 'customerCreatedAt',
      updatedAt: 'updatedAt',
      name: 'customerName',
      searchKey: 'customerSearchKey',
      status: 'status',
      bindingType: 'bindingType',
    },
  },
  properties: {
    customerId: () =>
      p
        .manyToOne(CustomerEntity)
        .mapToPk()
        .primary()
        .joinColumn('customer_id')
        .deleteRule('cascade'),
    orgId: () => p.manyToOne(OrganizationEntity).mapToPk().primary().joinColumn('org_id'),
    level: p.word(ACCESS_LEVELS),
    /** Time from which the organization has this level. */
    since: p.instant(),
    /** Null while the access lasts. */
    until: p.instant().nullable(),
    /** Sub-distributor through which a distributor has its level, if its own access gives none or less. */
    viaPartnerId: () => p.ref(PartnerEntity).nullable(),
    /** Whether the organization has access by itself, not only through a sub-distributor. */
    own: p.boolean().default(true),
    accountManagerId: () => p.ref(MembershipEntity).nullable(),
    tags: p.array().columnType('text[]').default([]),
    /**
     * Copies of the customer's columns by which lists sort and search, for indexes that start with the
     * organization.
     */
    customerCreatedAt: p.instant(),
    customerName: p.text(),
    /** Latest change of what the organization sees of the customer: of this row, or of the customer. */
    updatedAt: p.changedAt(),
    /** Search text for this organization: the name with its pinyin, and at level FULL the account. */
    customerSearchKey: p.text(),
    /**
     * State of the customer's current binding to the organization, or to the sub-distributor in
     * `viaPartnerId`; PROSPECT without one.
     */
    status: p.text().default('PROSPECT'),
    /** Type of the current binding to the organization itself. */
    bindingType: p.text().nullable(),
    /** Latest year, in Shanghai, in which the organization sold to the customer, or which the clock closed; 0 before. */
    soldInYear: p.integer().$type<Opt<number>>().default(0),
    /** Sales of the organization to the customer in `soldInYear`, less refunds. The triggers of the order lines write it. */
    soldThisYearMinor: p.bigint('bigint').$type<Opt<bigint>>().default(0),
  },
  indexes: [
    {
      name: 'customer_access_of_org',
      properties: ['orgId', 'customerCreatedAt', 'customerId'],
      // The search scans all customers of an organization, which are scattered over the table.
      include: ['until', 'level', 'customerName', 'customerSearchKey'],
    },
    { name: 'customer_access_of_via', properties: ['viaPartnerId', 'orgId'] },
    { name: 'customer_access_by_name', properties: ['orgId', 'customerName', 'customerId'] },
    {
      name: 'customer_access_by_sales',
      // Tabs of few customers compare the state in the index. The sum of the sales reads it alone.
      properties: ['orgId', 'soldThisYearMinor', 'customerId', 'status'],
      include: ['soldInYear', 'until', 'accountManagerId'],
    },
    {
      name: 'customer_access_sold',
      expression:
        'create index customer_access_sold on customer_access (sold_in_year) where sold_this_year_minor <> 0',
    },
    { name: 'customer_access_changed', properties: ['orgId', 'updatedAt', 'customerId'] },
    {
      name: 'customer_access_in_state',
      properties: ['orgId', 'status', 'customerCreatedAt', 'customerId'],
    },
    {
      name: 'customer_access_of_manager',
      properties: ['accountManagerId', 'customerCreatedAt', 'customerId'],
      // A representative's tabs count its customers, and the list sums their sales.
      include: ['orgId', 'until', 'status', 'soldInYear', 'soldThisYearMinor'],
    },
  ],
  triggers: [
    // Keeps the copies correct on every write; the triggers of the customer and of the bindings refresh them.
    trigger.definer({
      name: 'customer_access_copies',
      table: 'customer_access',
      timing: 'before',
      event:
        'insert or update of customer_id, org_id, level, via_partner_id, customer_created_at, customer_name, customer_search_key, status, binding_type',
      forEach: 'row',
      body: `select c.created_at, c.name, case new.level when 'FULL' then c.search_key else c.name_key end
        into new.customer_created_at, new.customer_name, new.customer_search_key from customer c where c.id = new.customer_id; new.status = coalesce((select b.status from current_binding(new.customer_id, coalesce(new.via_partner_id, new.org_id)) b), 'PROSPECT'); new.binding_type = (select b.type from current_binding(new.customer_id, new.org_id) b); if tg_op = 'INSERT' then select s.sold_in_year, s.minor into new.sold_in_year, new.sold_this_year_minor from sales_to(new.customer_id, new.org_id) s; end if; return new`,
    }),
    // Sums of account managers have the sales to their present customers; who writes a sale waits for this row.
    trigger.definer({
      name: 'customer_access_sales',
      table: 'customer_access',
      timing: 'after',
      event: 'insert or delete or update of account_manager_id, until',
      forEach: 'row',
      body: `if ${managerOf('old')} is distinct from ${managerOf('new')} then perform move_sales(coalesce(new.customer_id, old.customer_id), coalesce(new.org_id, old.org_id), ${managerOf('old')}, ${managerOf('new')}); end if; return null`,
    }),
    // A sub-distributor may not write the rows of its distributor, so the trigger does. A row of the
    // distributor itself is only raised, and falls back to NAME.
    trigger.definer({
      name: 'customer_access_to_distributor',
      table: 'customer_access',
      timing: 'after',
      event: 'insert or update of level, until',
      forEach: 'row',
      when: 'new.via_partner_id is null',
      body: `insert into customer_access as a (customer_id, org_id, level, since, until, via_partner_id, own, tags)
        select new.customer_id, p.parent_id, new.level, new.since, new.until, p.id, false, '{}' from ${sql.tableName(PartnerEntity)} p where p.id = new.org_id and p.parent_id is not null
        on conflict (customer_id, org_id) do update set level = excluded.level, since = excluded.since,
          until = case when not a.own then excluded.until end,
          via_partner_id = case when not a.own or excluded.level = 'FULL' then excluded.via_partner_id end
        where a.via_partner_id = excluded.via_partner_id or (a.level = 'NAME' and (excluded.level = 'FULL' or not a.own)); return null`,
    }),
  ],
});
export type CustomerAccess = InferEntity<typeof CustomerAccessEntity>;

/** Whether a customer is assigned to a member, the viewer as a rule. */
export const assigned = assignmentTo(CustomerEntity);
