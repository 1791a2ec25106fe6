import { MOVE_SALES } from '../../modules/orders/sales/manager-sales.sql.ts';
import { DB_ROLES } from '../../platform/db/tenancy.ts';
import { GUARD_CUSTOMER_OF_PARTNER } from './authorizations.sql.ts';
import {
  CURRENT_BINDING,
  GUARD_LINKED_ELSEWHERE,
  GUARD_PRE_REGISTERED_ELSEWHERE,
} from './bindings.sql.ts';
import { FLAG_AGES, GUARD_PROSPECT } from './customers.sql.ts';
import {
  CUSTOMER_DEMAND_NUMBER_SQL,
  GUARD_CUSTOMER_NAMED,
  PRIVATE_OFFER_NUMBER_SQL,
} from './demands.sql.ts';
import { EXCLUSIVE_DISCOUNT_NUMBER_SQL } from './exclusive-discount-number.sql.ts';
import { GUARD_MAILED_SINCE, GUARD_MAILS_REACHED } from './identity.sql.ts';
import { GUARD_INVOICE_NUMBER } from './invoices.sql.ts';
import { GUARD_CASH_LIMIT_REACHED, GUARD_DISCOUNT_AWAITS_PAYMENT, SALES_TO } from './orders.sql.ts';
import { LINE_DISPUTE_NUMBER_SQL, SETTLED_OF_SALE } from './settlement.sql.ts';
import { APPEAL_NUMBER_SQL, GUARD_ORDER_HAS_OPEN_APPEAL } from './supervision.sql.ts';

/**
 * The functions bypass row-level security, so only the application may call them, and no report. Statements of operators call those that only read. Runs after the
 * functions exist.
 */
const FOR_THE_APPLICATION_ONLY = `
do $$
declare f record;
begin
  for f in select oid::regprocedure as name, provolatile <> 'v' as reads from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and proname like 'guard\\_%' loop
    execute format('revoke all on function %s from public', f.name);
    execute format('grant execute on function %s to ${DB_ROLES.app}', f.name);
    if f.reads then execute format('grant execute on function %s to ${DB_ROLES.operator}', f.name); end if;
  end loop;
end
$$`;

/** Every cross-tenant function of the guards, in the order of creation. */
export const GUARD_FUNCTIONS: readonly string[] = [
  GUARD_PROSPECT,
  GUARD_LINKED_ELSEWHERE,
  GUARD_PRE_REGISTERED_ELSEWHERE,
  CURRENT_BINDING,
  SALES_TO,
  MOVE_SALES,
  GUARD_CUSTOMER_OF_PARTNER,
  EXCLUSIVE_DISCOUNT_NUMBER_SQL,
  LINE_DISPUTE_NUMBER_SQL,
  SETTLED_OF_SALE,
  GUARD_DISCOUNT_AWAITS_PAYMENT,
  GUARD_CASH_LIMIT_REACHED,
  GUARD_INVOICE_NUMBER,
  GUARD_CUSTOMER_NAMED,
  CUSTOMER_DEMAND_NUMBER_SQL,
  APPEAL_NUMBER_SQL,
  GUARD_ORDER_HAS_OPEN_APPEAL,
  PRIVATE_OFFER_NUMBER_SQL,
  ...FLAG_AGES,
  GUARD_MAILED_SINCE,
  GUARD_MAILS_REACHED,
  FOR_THE_APPLICATION_ONLY,
];
