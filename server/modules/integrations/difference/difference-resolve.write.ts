import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  adoptType,
  type BindingType,
  bindByAssociation,
  dissociate,
} from '../../bindings/index.ts';
import { addTagFor, setManagerByName } from '../../customers/index.ts';
import { orderLife } from '../../orders/index.ts';
import { UpstreamCustomerEntity } from '../customer/upstream-customer.entity.ts';
import type { Difference } from './difference.entity.ts';

/**
 * Takes over the upstream's value. The upstream is the proof, so the steps run as the system; the difference's own
 * event names the person.
 */
export async function takeOver(tx: Tx, row: Difference): Promise<void> {
  await tx.asSystem('upstream', (system) => STEPS[row.differenceClass]!(system, row));
}

const STEPS: Readonly<
  Partial<Record<Difference['differenceClass'], (tx: Tx, row: Difference) => Promise<void>>>
> = {
  async ASSOCIATED_UPSTREAM_ONLY(tx, { accountId, orgId, customerId }) {
    const [theirs] = await tx.find(
      UpstreamCustomerEntity,
      (d) => sql`${d.accountId} = ${accountId} and ${d.customerId} = ${customerId!}`,
    );
    const { associationType: type, associatedOn: since } = theirs!;
    await bindByAssociation(tx, orgId, { customerId: customerId!, type, since });
  },
  BINDING_TYPE: async (tx, { bindingId, theirs }) =>
    await adoptType(tx, bindingId!, theirs as BindingType),
  ACCOUNT_MANAGER: async (tx, { orgId, customerId, theirs }) =>
    await setManagerByName(tx, { orgId, customerId: customerId! }, theirs ?? null),
  LABEL: async (tx, { orgId, customerId, theirs }) =>
    await addTagFor(tx, { orgId, customerId: customerId! }, theirs!),
  // The answer of the upstream, which the command asks for, pays the order.
  async ORDER_STATE(tx, { orderId }) {
    await tx.fire(orderLife, await tx.get(orderLife, orderId!), 'reopen');
  },
};

/** Ends the binding of a difference, which the upstream has ended already. */
export async function endBindingOf(tx: Tx, row: Difference, reason: string): Promise<void> {
  await tx.asSystem('upstream', (system) => dissociate(system, row.bindingId!, reason));
}
