import { type Filter, reads, relation, type SqlOf } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { sight, visibleTo } from '../../platform/read/visible.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';
import {
  activity,
  CustomerAccessEntity,
  CustomerEntity,
  customer,
  toCustomer,
  veiledContact,
} from '../customers/index.ts';
import { member } from '../identity/index.ts';
import { notForDistributors, partner } from '../partners/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';
import { bindingActions } from './binding.facts.ts';
import { BindingTypeEnum, PartnerBindingStatusEnum, PartnerBindingType } from './binding.type.ts';
import { codeExpiresAt, consentCounts } from './consent-code.read.ts';

const byCustomerName: Filter<'customerId' | 'partnerId'> = {
  ...filter.search(
    'customerId',
    "Text that the customer's name, its pinyin, its initials or its account must contain.",
  ),
  hasOnePlan: true,
  where: (d, use) =>
    Role.sideOf(use.role) === 'operator'
      ? sql`${d.customerId} in (select s.id from ${filter.rowsWith(CustomerEntity, use, null)})`
      : sql`(${d.customerId}, ${d.partnerId}) in (select s.customer_id, s.org_id
          from ${filter.rowsWith(CustomerAccessEntity, use, use.v.tenantId)} and s.org_id = ${use.v.tenantId})`,
};

/** Restricts a value to the customer; null for every other side. */
const ofCustomer = <N extends string>(
  value: SqlOf<N>,
  type: 'text' | 'timestamptz' | 'int',
): SqlOf<N> => visibleTo(sight.of('customer'), value, type);

export const partnerBinding = reads(PartnerBindingType, PartnerBindingEntity, {
  id: 'bnd',
  fields: {
    viewerActions: bindingActions,
    codeContact: ofCustomer((d) => veiledContact(d.customerId), 'text'),
    codeExpiresAt: ofCustomer(codeExpiresAt, 'timestamptz'),
    codeResendAt: ofCustomer((d) => consentCounts(d).resendAt, 'timestamptz'),
    codeTriesLeft: ofCustomer((d) => consentCounts(d).triesLeft, 'int'),
    inviteMail: notForDistributors((d: Columns<'inviteMail'>, _v, role) =>
      Role.sideOf(role) === 'operator'
        ? sql`left(${d.inviteMail}, 1) || '***@' || split_part(${d.inviteMail}, '@', 2)`
        : d.inviteMail,
    ),
  },
  relations: {
    partner: relation.one(() => partner, 'partnerId', 'The customer service provider.'),
    customer: toCustomer,
    invitedBy: relation.one(
      () => member,
      'invitedBy',
      'Member who sent the latest invitation; null if a program did, and for other organizations.',
    ),
    formerPartner: relation.one(
      () => partner,
      (d) => sql`(select f.partner_id from partner_binding f where f.customer_id = ${d.customerId}
        and f.partner_id <> ${d.partnerId} and f.bound_at < ${d.boundAt} order by f.bound_at desc limit 1)`,
      'Partner to which the customer was bound before; for operations only, since partners do not learn of each other (原服务商).',
    ),
    activities: relation.page(() => activity, 'subjectId', 'History of the binding (动态).'),
  },
  filters: {
    search: byCustomerName,
    status: filter.anyOf('status', PartnerBindingStatusEnum, 'States to include.'),
    type: filter.anyOf('type', BindingTypeEnum, 'Types to include.'),
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    dueWithin: filter.range('dueAt', 'Range of the deadline of the current state.'),
    boundWithin: filter.range('boundAt', 'Range of times of acceptance.'),
    isRebound: filter.holds(
      (d) => sql`${d.performanceFrom} > ${d.boundAt}`,
      'Whether the customer came from another partner, so that its orders do not count as performance at first (换绑).',
    ),
  },
  orders: {
    CREATED: ['createdAt', 'id'],
    DUE: ['dueAtOrNever', 'id'],
    BOUND: ['boundAtOrEarliest', 'id'],
  },
  roots: {
    partnerBinding: { one: 'One binding.' },
    partnerBindings: {
      page: "Bindings in the viewer's scope, newest first; an operator sees all. Those of a sub-distributor are listed by `customerId` or `partnerId`.",
    },
  },
});
