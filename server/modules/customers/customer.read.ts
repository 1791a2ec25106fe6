import type { Columns } from '../../platform/read/columns.ts';
import {
  ALL,
  type Filter,
  NONE,
  one,
  oneRoot,
  pageRoot,
  type Reads,
  reads,
  type SqlOf,
} from '../../platform/read/declare.ts';
import { idsOf, search, valuesIn } from '../../platform/read/filters.ts';
import { raw, type Sql, sql, type ViewerRef } from '../../platform/read/sql.ts';
import { member } from '../identity/index.ts';
import { CustomerEntity } from './customer.entity.ts';
import { AccessLevelEnum, CustomerType } from './customer.type.ts';

/** A column of the viewer's own row in `customer_access`; null for sides that have none. */
const own = (d: Columns, v: ViewerRef, column: string): Sql =>
  sql`(select a.${raw(column)} from customer_access a
    where a.customer_id = ${d.id!} and a.org_id = ${v.tenantId} and a.until is null)`;

/**
 * Operators need no access row and know everything. A link shows names only: a partner that issued it may
 * open it, too, and must learn nothing by it.
 */
const levelOf = (d: Columns, v: ViewerRef): Sql =>
  sql`coalesce(${own(d, v, 'level')}, case when ${v.subjectId} is null then 'FULL' else 'NAME' end)`;

const hasAccess: SqlOf = (d, v) =>
  sql`exists (select 1 from customer_access a
    where a.customer_id = ${d.id!} and a.org_id = ${v.tenantId} and a.until is null)`;

/** Whether a customer is assigned to a member, the viewer as a rule. */
export const assigned = (customerId: Sql, v: Pick<ViewerRef, 'tenantId' | 'memberId'>): Sql =>
  sql`exists (select 1 from customer_access a where a.customer_id = ${customerId}
    and a.org_id = ${v.tenantId} and a.account_manager_id = ${v.memberId} and a.until is null)`;

const shared =
  (value: (d: Columns) => Sql): SqlOf =>
  (d, v) =>
    sql`case when ${levelOf(d, v)} = 'FULL' then ${value(d)} end`;

const columns = (...names: string[]): Record<string, SqlOf> =>
  Object.fromEntries(names.map((name) => [name, shared((d) => d[name]!)]));

const byName = search('nameKey', '');

/** The account is part of what is searched only where the viewer may read it; else the search would tell it. */
const searchFilter: Filter = {
  ...byName,
  description:
    'Name, its pinyin or its initials contain this, or the account where the viewer may read it.',
  where: (d, a, v) =>
    sql`(${d.nameKey!} like ${a('pattern')} or (${d.cloudAccount!} like ${a('pattern')} and ${levelOf(d, v)} = 'FULL'))`,
};

export const customer: Reads = reads(CustomerType, CustomerEntity, {
  id: 'cus',
  scope: { partner: hasAccess, seller: hasAccess, customer: 'id', operator: ALL, reporting: NONE },
  narrow: { 'csp.rep': (d, v) => assigned(d.id!, v) },
  fields: {
    accessLevel: levelOf,
    tags: (d, v) => sql`coalesce(${own(d, v, 'tags')}, '{}')`,
    contactName: shared((d) => sql`left(${d.contactName!}, 1) || '**'`),
    contactPhone: shared(
      (d) => sql`case when length(${d.contactPhone!}) < 8 then '****'
      else left(${d.contactPhone!}, 3) || '****' || right(${d.contactPhone!}, 4) end`,
    ),
    contactMail: shared(
      (d) => sql`left(${d.contactMail!}, 1) || '***@' || split_part(${d.contactMail!}, '@', 2)`,
    ),
    ...columns(
      'cloudAccount',
      'upstreamId',
      'customerType',
      'verifiedStatus',
      'level',
      'registeredAt',
      'firstCashAt',
      'country',
      'upstreamFlags',
      'source',
    ),
  },
  relations: {
    accountManager: one(
      () => member,
      (d, v) => own(d, v, 'account_manager_id'),
      "The member of the viewer's organization who works with it (客户经理).",
    ),
  },
  filters: {
    search: searchFilter,
    tags: valuesIn(
      () => [String],
      'Has any of these labels.',
      (d, values, v) => sql`${own(d, v, 'tags')} && ${values}::text[]`,
    ),
    accountManagerId: {
      ...idsOf('id', () => member, 'Assigned to any of these members.'),
      where: (d, a, v) => sql`${own(d, v, 'account_manager_id')} = any(${a('ids')}::uuid[])`,
    },
    accessLevel: valuesIn(
      () => [AccessLevelEnum],
      'Of which the viewer may know this much.',
      (d, values, v) => sql`${levelOf(d, v)} = any(${values}::text[])`,
    ),
  },
  orders: { CREATED: ['createdAt', 'id'], NAME: ['name', 'id'] },
  searchable: { title: 'name', code: 'cloudAccount' },
  roots: {
    customer: oneRoot('One customer.', {
      cloudAccount: {
        column: 'cloudAccount',
        description: 'Its account name, lower case, where the viewer may read it.',
        when: (d, v) => sql`${levelOf(d, v)} = 'FULL'`,
      },
    }),
    customers: pageRoot('Customers that the viewer may know.'),
  },
});
