import type { LifeCycle, Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { PartnerBinding } from '../bindings/index.ts';
import { PartnerEntity } from '../partners/index.ts';
import type { Authorization } from './authorization.write.ts';
import { cspAuthorizationLife } from './csp/csp-authorization.commands.ts';
import { HOLDING_STATES } from './csp/csp-authorization.machine.ts';
import { jointSalesLife } from './joint-sales/joint-sales-authorization.life.ts';

async function endAll<R extends Authorization>(
  tx: Tx,
  life: LifeCycle<R>,
  table: string,
  { partnerId, customerId }: PartnerBinding,
): Promise<void> {
  const open = sql.words([...HOLDING_STATES, 'REQUESTED']);
  const found = await tx.rows<{ id: string }>(sql`select id from ${sql.raw(table)}
    where customer_id = ${customerId} and status in (${open})
      and (partner_id = ${partnerId} or partner_id = (select p.parent_id from ${sql.table(PartnerEntity)} p where p.id = ${partnerId}))
    order by id`);
  const ids = found.map(({ id }) => id);
  await tx.fireWhereOpen(life, ids, 'unbind');
}

/**
 * Ends the authorizations, and withdraws the requests, for the customer of an ended binding (domain §4.3): those of the
 * partner and of its distributor, which sells to the customer through the binding.
 */
export async function endWithBinding(tx: Tx, binding: PartnerBinding): Promise<void> {
  await tx.asSystem('authorizations', async (system) => {
    await endAll(system, cspAuthorizationLife, 'csp_authorization', binding);
    await endAll(system, jointSalesLife, 'joint_sales_authorization', binding);
  });
}
