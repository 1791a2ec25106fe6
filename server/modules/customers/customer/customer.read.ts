import { NOW } from '../../../platform/db/tenancy.ts';
import { type Filter, reads, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { nullUnless, sight } from '../../../platform/read/visible.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { member } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { CustomerAccessEntity } from '../access/customer-access.entity.ts';
import { CustomerFlagEntity } from '../flag/customer-flag.entity.ts';
import { CustomerEntity } from './customer.entity.ts';
import { AccessLevelEnum, CustomerType } from './customer.type.ts';

/**
 * Whether the viewer reads names only. A link does: the partner that issued it could open it as well and must not
 * learn anything from it. So do reports.
 */
const readsNames = (v: typeof sql.viewer): Sql =>
  sql`(${v.subjectId} is not null or ${v.side} = 'reporting')`;

/** Operators need no access row. */
const levelOf = (d: Columns<'access.level'>, v: typeof sql.viewer): Sql =>
  sql`coalesce(${d['access.level']}, case when ${readsNames(v)} then 'NAME' else 'FULL' end)`;

const isReadable = (d: Columns<'access.level'>, v: typeof sql.viewer): Sql =>
  sql`${levelOf(d, v)} = 'FULL'`;

const shared = <N extends string>(value: (d: Columns<N>) => Sql): SqlOf<N | 'access.level'> =>
  nullUnless(
    sight.unless('reporting'),
    (d, v, role) =>
      sql`case when ${role === 'reporting' ? sql.raw('false') : isReadable(d, v)} then ${value(d)} end`,
  );

/** Masks a mail address so that only its owner recognizes it: `li***@y***.com`. */
const veiled = (mail: Sql): Sql => sql`regexp_replace(${mail},
  '^(.)(.?)[^@]*@(.)[^@]*?(\\.[^.@]+)?$', '\\1\\2***@\\3***\\4')`;

/** Mail address of the contact on file as a sub-select; null if none exists. */
export const contactOnFile = (customerId: Sql): Sql =>
  sql`(select f.contact_mail from customer f where f.id = ${customerId} and f.contact_on_file)`;

/** Masked mail address of the contact on file, as the holder of a link may read it. */
export const veiledContact = (customerId: Sql): Sql => veiled(contactOnFile(customerId));

const columns = <N extends string>(
  ...names: readonly N[]
): Readonly<Record<string, SqlOf<N | 'access.level'>>> =>
  Object.fromEntries(names.map((name) => [name, shared<N>((d) => d[name])]));

const byText = filter.search('searchKey', '');
const byName = filter.search('nameKey', '');

/**
 * Searches the account only where the viewer may read it, because a match would disclose it: the search text
 * of an access row omits it at level NAME.
 */
const searchFilter: Filter<'searchKey' | 'nameKey'> = {
  ...byText,
  description:
    'Text that the name, its pinyin, its initials or the account (where readable) must contain.',
  where: (d, use) => {
    const named = byName.where(d, use);
    if (use.role === 'reporting') return named;
    return sql`${byText.where(d, use)} and (not ${readsNames(use.v)} or ${named})`;
  },
};

export const customer = reads(CustomerType, [CustomerEntity, CustomerAccessEntity], {
  id: 'cus',
  fields: {
    accessLevel: levelOf,
    tags: (d) => sql`coalesce(${d['access.tags']}, '{}')`,
    contactName: shared((d) => sql`left(${d.contactName}, 1) || '**'`),
    contactPhone: shared(
      (d) => sql`case when length(${d.contactPhone}) < 8 then '****'
      else left(${d.contactPhone}, 3) || '****' || right(${d.contactPhone}, 4) end`,
    ),
    contactMail: shared(
      (d) => sql`left(${d.contactMail}, 1) || '***@' || split_part(${d.contactMail}, '@', 2)`,
    ),
    flags: shared(
      (
        d,
      ) => sql`(select coalesce(json_agg(json_build_object('flag', f.flag, 'since', f.since, 'checkedAt', f.checked_at,
          'isStale', coalesce(f.stale_after < ${sql.raw(NOW)}, false), 'source', f.source, 'setBy', f.set_by, 'reason', f.reason)
        order by f.flag), '[]') from ${sql.table(CustomerFlagEntity)} f where f.customer_id = ${d.id})`,
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
      'contactOnFile',
      'contactSource',
    ),
  },
  relations: {
    accountManager: relation.one(
      () => member,
      (d) => d['access.accountManagerId'],
      "Account manager: member of the viewer's organization who is in charge of the customer (客户经理).",
    ),
    throughPartner: relation.one(
      () => partner,
      (d) => d['access.viaPartnerId'],
      'Sub-distributor through which a distributor knows the customer (云经销商的客户); null for other customers.',
    ),
  },
  filters: {
    search: searchFilter,
    tags: filter.values(
      (d, values) => sql`${d['access.tags']} && ${values}::text[]`,
      () => [String],
      'Tags to include.',
    ),
    accountManagerId: filter.ids(
      'access.accountManagerId',
      () => member,
      'Account managers to include.',
    ),
    isOwn: filter.holds(
      (d) => sql`(${d['access.viaPartnerId']} is null)`,
      "Whether the customer belongs to the viewer's organization (true) or to a sub-distributor (false).",
    ),
    accessLevel: filter.values(
      (d, values, v) => sql`${levelOf(d, v)} = any(${values}::text[])`,
      () => [AccessLevelEnum],
      'Access levels to include.',
    ),
  },
  orders: {
    CREATED: ['createdAt', 'id'],
    NAME: ['name', 'id'],
    SOLD: ['access.soldThisYearMinor', 'id'],
  },
  holds: { searchKey: ['name', 'cloudAccount'] },
  searchable: { title: 'name', code: 'cloudAccount' },
  keys: {
    cloudAccount: {
      description: 'Account name, lower case, where the viewer may read it.',
      when: isReadable,
    },
    upstreamId: {
      description: 'Id of the account in the upstream system, where the viewer may read it.',
      when: isReadable,
    },
  },
  roots: {
    customer: { one: 'One customer.' },
    customers: { page: "Customers in the viewer's scope." },
  },
});

/** Relation of a row to the customer in its column `customerId`. */
export const toCustomer = relation.one(
  () => customer,
  'customerId',
  'Customer, as far as the viewer may see it.',
);
