import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { BOUND_STATES, PartnerBindingEntity, partnerBinding } from '../../bindings/index.ts';
import { customer } from '../../customers/index.ts';
import { MembershipEntity, organization } from '../../identity/index.ts';
import { order, REPORTED_PAID } from '../../orders/index.ts';
import { upstreamAccount } from '../account/upstream-account.read.ts';
import { RECONCILIATION_CLASSES } from '../reconciliation/reconcile.ts';
import { DifferenceEntity } from './difference.entity.ts';
import { differenceMachine } from './difference.machine.ts';
import { DifferenceClassEnum, DifferenceStatusEnum, DifferenceType } from './difference.type.ts';

const reconciled = sql.words(RECONCILIATION_CLASSES);
const paid = sql.words(REPORTED_PAID);
const bound = sql.words(BOUND_STATES);

const differenceActions = actions(differenceMachine, DifferenceEntity, {
  /**
   * An end upstream is no value; the step for it is to end the binding. Sub-distributors are enrolled by operators. A
   * paid order is frozen: adjustments of a bill correct it. One that was cancelled here and paid upstream is paid.
   */
  nothingToTakeOver: (d) => sql`${d.differenceClass} in ('BOUND_HERE_ONLY', 'DISTRIBUTOR',
    'ORDER_AMOUNT', 'ORDER_FACTS', ${reconciled}) or ${d.differenceClass} = 'ORDER_STATE'
    and not (${d.ours} = 'CANCELLED' and ${d.theirs} in (${paid}))`,
  linkedElsewhere: (d) => sql`${d.differenceClass} = 'ASSOCIATED_UPSTREAM_ONLY'
    and guard_linked_elsewhere(${d.customerId}, ${d.orgId})`,
  managerUnknown: (
    d,
  ) => sql`${d.differenceClass} = 'ACCOUNT_MANAGER' and ${d.theirs} is not null and not exists (
    select 1 from ${sql.table(MembershipEntity)} m where m.org_id = ${d.orgId} and m.status = 'ACTIVE' and m.name = ${d.theirs})`,
  theirs: (d) => sql`${d.theirs}`,
  noBindingToEnd: (d) => sql`${d.differenceClass} <> 'BOUND_HERE_ONLY' or not exists (
    select 1 from ${sql.table(PartnerBindingEntity)} b where b.id = ${d.bindingId} and b.status in (${bound}))`,
});

/** Visible with the account that is read. */
export const difference: Reads<typeof DifferenceEntity> = reads(DifferenceType, DifferenceEntity, {
  id: 'dif',
  fields: {
    viewerActions: differenceActions,
    tradeId: (d) => sql`case when ${d.differenceClass} in (${reconciled}) then ${d.subjectKey} end`,
    oursAmount: computed.money('oursMinor'),
    theirsAmount: computed.money('theirsMinor'),
    gap: (d) =>
      computed.money(sql`case when ${d.oursMinor} is not null or ${d.theirsMinor} is not null
        then coalesce(${d.theirsMinor}, 0) - coalesce(${d.oursMinor}, 0) end`),
  },
  relations: {
    account: relation.one(() => upstreamAccount, 'accountId', 'Account that was read.', {
      nullable: false,
    }),
    organization: relation.one(() => organization, 'orgId', 'Organization of the account.', {
      nullable: false,
    }),
    customer: relation.one(() => customer, 'customerId', 'Customer concerned; null if none is.'),
    binding: relation.one(() => partnerBinding, 'bindingId', 'Binding concerned; null if none is.'),
    order: relation.one(() => order, 'orderId', 'Order concerned; null if none is.'),
  },
  filters: {
    status: filter.anyOf('status', DifferenceStatusEnum, 'States to include.'),
    differenceClass: filter.anyOf('differenceClass', DifferenceClassEnum, 'Classes to include.'),
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    organizationId: filter.ids('orgId', () => organization, 'Organizations to include.'),
  },
  measures: {
    oursAmount: measure.sum('oursMinor', 'Sum of our amounts.'),
    theirsAmount: measure.sum('theirsMinor', "Sum of the upstream's amounts."),
    gap: measure.sum(
      (d) => sql`coalesce(${d.theirsMinor}, 0) - coalesce(${d.oursMinor}, 0)`,
      "Sum of the upstream's amounts less ours.",
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    difference: { one: 'One difference.' },
    differences: { page: "Differences in the viewer's scope, newest first (差异)." },
  },
});
