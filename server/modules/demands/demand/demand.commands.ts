import { bulkOf } from '../../../platform/command/bulk.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { priceInput, product, rateInput } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { tierMayNotCreate } from '../../partners/index.ts';
import { customerAccount } from '../named-customer.write.ts';
import type { CustomerDemand } from './demand.entity.ts';
import { demandLife } from './demand.life.ts';
import { DEMAND_SALES } from './demand.machine.ts';
import { customerDemand } from './demand.read.ts';
import { customerOf, type DemandCustomer, inputOfDemand, newDemand } from './demand.write.ts';

const demandFields = {
  productId: field.id(() => product, 'Joint-operation product that is on sale.'),
  expectedShareRatio: rateInput(
    "Share ratio that the partner expects, above 0, at most the product's maximum.",
  ),
  requirement: field.text('Need of the customer in words (需求说明).', { max: 2000 }),
  expectedAmount: field.optional(
    priceInput('Amount in CNY that the customer is expected to order, at most two decimals.'),
  ),
  expectedOrderOn: field.optional(
    field.day('Day of the expected order, in Asia/Shanghai; not in the past.'),
  ),
};

const exactlyOneCustomer = {
  code: 'ONE_CUSTOMER',
  field: 'customer',
  holds: ({ customerId, customer: named }: DemandCustomer) =>
    (customerId === undefined) !== (named === undefined),
} as const;

const create = command({
  name: 'customerDemandCreate',
  description:
    'Saves a draft of a customer demand (客户需求) for a joint-operation product; submits it at once if asked.',
  roles: DEMAND_SALES,
  fields: {
    customerId: field.optional(field.id(() => customer, 'Customer bound to the partner.')),
    customer: field.optional(
      field.object(
        () => customerAccount,
        'Customer by account and name, instead of `customerId`; not for representatives.',
      ),
    ),
    ...demandFields,
    submit: field.optional(
      field.flag('Whether the demand is submitted in the same step; false by default.'),
    ),
  },
  rules: [exactlyOneCustomer],
  payload: { customerDemand: () => customerDemand },
  idempotent: true,
  organizationGuard: { code: 'TIER_NOT_ALLOWED', when: tierMayNotCreate },
  async run(tx, { submit, customerId, customer: named, ...input }) {
    const whom = await customerOf(tx, { customerId, customer: named });
    const { id } = await tx.begin(demandLife, await newDemand(tx, whom, input), 'create');
    if (submit) await tx.fire(demandLife, await tx.get(demandLife, id), 'submit');
    return { customerDemand: id };
  },
});

const clone = command({
  name: 'customerDemandClone',
  description: 'Copies an ended demand into a new draft (复制需求).',
  roles: DEMAND_SALES,
  fields: { id: field.id(() => customerDemand, 'Demand to copy; it must have ended.') },
  payload: { customerDemand: () => customerDemand },
  idempotent: true,
  async run(tx, { id }) {
    const old = await tx.get(demandLife, id);
    await tx.fire(demandLife, old, 'clone');
    const copy = await newDemand(tx, old, inputOfDemand(tx, old));
    const row = await tx.begin(demandLife, { ...copy, clonedFromId: old.id }, 'create');
    return { customerDemand: row.id };
  },
});

/** The time-out and an answer may come at the same instant; the later one is a conflict (domain §4.2). */
async function notTimedOut(_tx: Tx, row: CustomerDemand): Promise<void> {
  if (row.status === 'AUTO_REJECTED') throw refuse('CONFLICT');
}

const inBulk = bulkOf(customerDemand, {
  label: (d) => sql`${d.number} || ' ' || ${d.customerName}`,
});
/** The seller can undo the decision for some seconds. */
const decision = { ...inBulk, held: true };

export const demandCommands: readonly AnyCommand[] = [
  create,
  eventCommand(demandLife, 'update', { description: 'Changes a draft.', fields: demandFields }),
  eventCommand(demandLife, 'submit', {
    description:
      'Submits a draft to the seller, who must receive it within the days that the policy sets; after them it counts as rejected.',
    bulk: inBulk,
  }),
  eventCommand(demandLife, 'nudge', {
    description: 'Reminds the seller of a submitted demand (催办), once a day in Asia/Shanghai.',
    bulk: inBulk,
  }),
  eventCommand(demandLife, 'withdraw', {
    description: 'Withdraws a demand before the seller has answered.',
    bulk: inBulk,
  }),
  eventCommand(demandLife, 'receive', {
    description:
      'Receives a demand before its deadline (接收). CONFLICT if the time ran out first.',
    fields: { reason: field.optional(field.reason('Message to the partner.')) },
    before: notTimedOut,
    bulk: decision,
  }),
  eventCommand(demandLife, 'reject', {
    description: 'Rejects a demand. CONFLICT if the time ran out first.',
    fields: { reason: field.reason('Reason; visible to the partner.') },
    before: notTimedOut,
    bulk: decision,
  }),
  eventCommand(demandLife, 'close', {
    description: 'Closes a received demand without an offer.',
    fields: { reason: field.reason('Reason; visible to the partner.') },
  }),
  clone,
];
