import { bulkOf } from '../../../platform/command/bulk.ts';
import { command } from '../../../platform/command/command.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { tierMayNotCreate } from '../../partners/index.ts';
import { discountLife } from './discount.life.ts';
import { exclusiveDiscount } from './discount.read.ts';
import { draftFields } from './discount-draft.write.ts';
import { extend } from './discount-extend.commands.ts';
import { constraints, createDraft, review, startIfDue } from './discount-steps.write.ts';

const create = command({
  name: 'exclusiveDiscountCreate',
  description: 'Saves a draft of an exclusive discount for a customer bound to the partner.',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  fields: {
    customerId: field.id(() => customer, 'The customer.'),
    productId: field.id(() => product, 'Product; all lines are specifications of it.'),
    ...draftFields,
  },
  payload: { exclusiveDiscount: () => exclusiveDiscount },
  idempotent: true,
  organizationGuard: { code: 'TIER_NOT_ALLOWED', when: tierMayNotCreate },
  constraints,
  async run(tx, input) {
    return { exclusiveDiscount: (await createDraft(tx, input)).id };
  },
});

const specialRequest = inputShape(
  'ExclusiveDiscountSpecialRequestInput',
  'Special commercial request (特殊商务申请).',
  {
    justification: field.text('Justification for a price below the floor.', { min: 10, max: 1000 }),
  },
);

const inBulk = bulkOf(exclusiveDiscount, {
  label: (d) => sql`${d.number} || ' ' || ${d.customerName}`,
});
/** The reviewer can undo the decision for some seconds. */
const decision = { ...inBulk, held: true };
/** Special requests are justified one by one, so each is approved by itself. */
const approving = bulkOf(exclusiveDiscount, {
  ...decision,
  alone: {
    code: 'SPECIAL_REQUEST_ALONE',
    when: (d) => sql`${d.justification} is not null`,
  },
});

export const discountCommands: readonly AnyCommand[] = [
  create,
  eventCommand(discountLife, 'update', {
    description: 'Changes a draft, or turns a rejected discount back into a draft.',
    fields: draftFields,
    constraints,
  }),
  eventCommand(discountLife, 'submit', {
    description:
      'Submits a draft for review and freezes list prices and floors. A price below a floor needs a special request, which an operator decides.',
    fields: {
      specialRequest: field.optional(
        field.object(() => specialRequest, 'Special request for a price below the floor.'),
      ),
    },
    constraints,
    // A special request justifies one discount only.
    bulk: { ...inBulk, fields: [] },
    async run(tx, row, input) {
      await tx.fire(discountLife, row, 'submit', input);
      await review(tx, row.id);
    },
  }),
  eventCommand(discountLife, 'approve', {
    description:
      'Approves a discount in review. It takes effect at its start, or at once if the start has passed. A special request on a common product goes on to the seller.',
    fields: {
      reason: field.optional(
        field.reason(
          'Remark to the partner; required from an operator, who decides on special requests.',
        ),
      ),
    },
    constraints,
    bulk: approving,
    async run(tx, row, input) {
      await tx.fire(discountLife, row, 'approve', input);
      await startIfDue(tx, row.id);
    },
  }),
  eventCommand(discountLife, 'reject', {
    description: 'Rejects a discount in review.',
    fields: { reason: field.reason('Reason; visible to the partner.') },
    bulk: decision,
  }),
  eventCommand(discountLife, 'withdraw', {
    description: 'Withdraws a discount while it is in review.',
    bulk: inBulk,
  }),
  { ...extend, bulk: inBulk },
  eventCommand(discountLife, 'share', {
    description:
      'Mails the customer the private link (私有链接) again; it was first sent when the discount took effect.',
  }),
  eventCommand(discountLife, 'revoke', {
    description: 'Revokes an effective discount (终止). Paid orders keep their price.',
    fields: { reason: field.reason('Reason for the revocation; not visible to the customer.') },
    bulk: inBulk,
  }),
];
