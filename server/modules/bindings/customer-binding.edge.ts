import { extend, relation } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { enumType } from '../../platform/schema/types.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { customer } from '../customers/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';
import { OPEN_STATES } from './binding.machine.ts';
import { partnerBinding } from './binding.read.ts';
import { BindingTypeEnum } from './binding.type.ts';

const CustomerStatusEnum = enumType(
  'CustomerStatus',
  "State of a customer at the viewer's partner (客户状态).",
  {
    PROSPECT: 'Known, but never pre-registered or invited (潜在客户).',
    PRE_REGISTERED: 'Pre-registered by the partner (报备).',
    INVITED: "Invited; awaiting the customer's response.",
    PROVISIONAL: 'Accepted without proof; awaiting confirmation (待确认绑定).',
    DECLINED: 'The customer declined the invitation.',
    EXPIRED: 'Pre-registration or invitation expired.',
    BOUND: 'Bound (已绑定).',
    CHANGE_PENDING: 'Bound; a change of binding type awaits a decision.',
    UNBIND_PENDING: 'Bound; a request to unbind awaits a decision.',
    UNBOUND: 'No longer bound (已解绑).',
  },
);

const open = sql.words(OPEN_STATES);

type CustomerColumns = Columns<'id' | 'access.viaPartnerId'>;

/**
 * Current binding of a customer to the viewer's partner, or to the sub-distributor through which a distributor knows
 * the customer: the open one, or else the latest. For operators and the customer all partners count; a bound one
 * precedes an invitation.
 */
const current = relation.choice(PartnerBindingEntity, {
  among: (b, d: CustomerColumns, v) => sql`${b.customerId} = ${d.id}
    and (${v.side} in ('operator', 'customer', 'system') or ${b.partnerId} = coalesce(${d['access.viaPartnerId']}, ${v.tenantId}))
    and (${v.subjectId} is null or ${b.id} = ${v.subjectId})`,
  first: (b) =>
    sql`${b.status} in (${open}) desc, ${b.boundAt} is not null desc, ${b.createdAt} desc, ${b.id} desc`,
});

const ofCurrent = (d: CustomerColumns, v: typeof sql.viewer, property: 'status' | 'type'): Sql =>
  sql`(${current.row(d, v, (b) => b[property])})`;

/**
 * The stored value of the customer. A signed link shows its subject only, because the partner that issued the link
 * could open it as well.
 */
const unlessLink = (
  d: CustomerColumns,
  v: typeof sql.viewer,
  stored: Sql,
  property: 'status' | 'type',
  none: Sql = sql.raw('null'),
): Sql =>
  sql`case when ${v.subjectId} is null then ${stored} else coalesce(${ofCurrent(d, v, property)}, ${none}) end`;

const statusOf = (d: CustomerColumns & Columns<'status'>, v: typeof sql.viewer): Sql =>
  unlessLink(d, v, d.status, 'status', sql.raw(`'PROSPECT'`));

/** Fields and filters that bindings add to a customer. */
export const customerBindingEdge = extend(customer, {
  fields: {
    status: {
      type: () => CustomerStatusEnum,
      nullable: true,
      description:
        "Status with the viewer's partner, or with the sub-distributor in `throughPartner`; null for a seller.",
      source: (d, v) => sql`case when ${v.side} <> 'seller' then ${statusOf(d, v)} end`,
    },
  },
  relations: {
    binding: relation.chosen(
      () => partnerBinding,
      current,
      "Current binding to the viewer's partner, or to the sub-distributor in `throughPartner`: the open one, or else the latest.",
    ),
    bindings: relation.page(
      () => partnerBinding,
      'customerId',
      "Bindings of the customer in the viewer's scope, newest first.",
    ),
  },
  filters: {
    status: filter.anyOf('status', CustomerStatusEnum, 'States to include.', statusOf),
    bindingType: filter.anyOf(
      'bindingType',
      BindingTypeEnum,
      'Types of the current binding to include.',
      (d: CustomerColumns & Columns<'bindingType'>, v) => unlessLink(d, v, d.bindingType, 'type'),
    ),
  },
});
