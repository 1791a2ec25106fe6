import { type Sql, sql } from '../../platform/sql/sql.ts';
import { viewerDistributor } from '../partners/index.ts';
import { BOUND_STATES } from './binding.machine.ts';

/**
 * Whether a partner is the distributor of the viewer's tenant, and a customer is bound to the tenant: a sub-distributor
 * reads what its distributor offers its customers (domain §3.3). The sub-selects are evaluated at most once for a
 * statement.
 */
export const isDistributorsOffer = (partnerId: Sql, customerId: Sql): Sql =>
  sql`${partnerId} = ${viewerDistributor} and ${customerId} = any((select viewer_customers_of_distributor())::uuid[])`;

/** A function, because PostgreSQL would plan its sub-select in every statement. */
export const VIEWER_CUSTOMERS_OF_DISTRIBUTOR_SQL = `
create or replace function viewer_customers_of_distributor() returns uuid[]
language plpgsql stable parallel safe as $$
begin
  if viewer_distributor() is null then return '{}'; end if;
  return array(select customer_id from public.partner_binding
    where partner_id = nullif(current_setting('app.tenant', true), '')::uuid and status in (${BOUND_STATES.map((state) => `'${state}'`).join(', ')}));
end;
$$;
`;
