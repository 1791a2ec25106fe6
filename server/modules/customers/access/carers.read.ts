import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity } from '../../identity/index.ts';

interface CaredFor {
  readonly partnerId: string;
  readonly customerId: string | null;
  /** Member who created the object of the event, if known. */
  readonly createdById?: string | null;
}

/**
 * Returns the ids of the active members responsible for an object of a customer at the partner: the account
 * manager, and the creator if they may act for every customer; without either, all members who may. Runs as
 * the system.
 */
export const carers = ({ partnerId, customerId, createdById = null }: CaredFor): Sql => sql`
  with acting as (
    select m.id, m.role in ('csp.owner', 'csp.manager') as leads from ${sql.table(MembershipEntity)} m
    where m.org_id = ${partnerId} and m.status = 'ACTIVE'
  ), closest as (
    select x.id from acting x where (x.leads and x.id = ${createdById}::uuid) or x.id = (
      select a.account_manager_id from customer_access a
      where a.customer_id = ${customerId}::uuid and a.org_id = ${partnerId} and a.until is null)
  )
  select id from closest union all
  select x.id from acting x where x.leads and not exists (select 1 from closest)`;
