import { bulkOf } from '../../../platform/command/bulk.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { paymentAuthorizationLife as life } from './authorization.life.ts';
import { paymentAuthorization } from './authorization.read.ts';

const bulk = bulkOf(paymentAuthorization, {
  label: (d) => sql`${d.orderNumber} || ' ' || ${d.productName}`,
});

export const paymentAuthorizationCommands: readonly AnyCommand[] = [
  eventCommand(life, 'authorize', {
    description:
      'Authorizes the payment of a partner’s share, as the seller (授权付款). Also after a refusal, until operations release the bill.',
    bulk,
  }),
  eventCommand(life, 'refuse', {
    description: 'Refuses the payment of a partner’s share, as the seller. Operations decide.',
    fields: { reason: field.reason('Reason; visible to operations and the partner.') },
    bulk,
  }),
  eventCommand(life, 'override', {
    description:
      'Authorizes a line on behalf of the seller, as operations: after a refusal, or after the time to decide.',
    fields: { reason: field.reason('Reason; visible to the seller and the partner.') },
    bulk,
  }),
];
