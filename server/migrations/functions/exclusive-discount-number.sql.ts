import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of exclusive discounts: one sequence for all partners, so that a number identifies one discount. */
export const EXCLUSIVE_DISCOUNT_NUMBER_SQL = `
create sequence if not exists exclusive_discount_serial;
grant usage on sequence exclusive_discount_serial to ${DB_ROLES.app};`;
