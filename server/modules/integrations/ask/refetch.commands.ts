import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import type { Reads } from '../../../platform/read/declare.ts';
import { customer } from '../../customers/index.ts';
import { order } from '../../orders/index.ts';
import { KEEPER_ROLES } from '../account/upstream-account.machine.ts';
import { difference } from '../difference/difference.read.ts';
import { originOfCustomer, originOfDifference, originOfOrder } from './origin.read.ts';
import { type Origin, refetch } from './refetch.write.ts';
import { outcomeFields } from './upstream-outcome.type.ts';

interface Refetch {
  readonly of: Reads;
  readonly payload: string;
  readonly description: string;
  readonly roles: AnyCommand['roles'];
  origin(tx: Tx, id: string): Promise<Origin>;
}

/** The command that asks the upstream for one object again. */
function refetchOf({ of, payload, origin, ...spec }: Refetch): AnyCommand {
  const name = `${payload}Refetch`;
  const subjectType = `${payload.charAt(0).toUpperCase()}${payload.slice(1)}`;
  return command({
    ...spec,
    name,
    fields: { id: field.id(() => of, `Global id of the ${subjectType}.`) },
    payload: { [payload]: () => of },
    extra: outcomeFields,
    idempotent: true,
    async run(tx, { id }) {
      await origin(tx, id);
      return { [payload]: id };
    },
    ask: (asker, { id }) =>
      refetch(asker, { action: name, subjectType, subjectId: id }, (tx) => origin(tx, id)),
  });
}

export const refetchCommands: readonly AnyCommand[] = [
  refetchOf({
    of: order,
    payload: 'order',
    roles: KEEPER_ROLES,
    description:
      'Asks the upstream system for an order again (重新获取), and applies the answer as a run would.',
    origin: originOfOrder,
  }),
  refetchOf({
    of: customer,
    payload: 'customer',
    roles: KEEPER_ROLES.filter((role) => role !== 'seller.manager'),
    description:
      'Asks the upstream system for a customer again (重新获取), and applies the answer as a run would.',
    origin: originOfCustomer,
  }),
  refetchOf({
    of: difference,
    payload: 'difference',
    roles: KEEPER_ROLES,
    description:
      'Asks the upstream system again for the order or customer of a difference (重新获取), also for an order that is missing here, and applies the answer as a run would.',
    origin: originOfDifference,
  }),
];
