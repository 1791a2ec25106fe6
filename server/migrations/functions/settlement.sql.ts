import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of settlement bills: one sequence for all partners, so that a number identifies one bill. */
export const SETTLEMENT_BILL_NUMBER_SQL = `
create sequence if not exists settlement_bill_serial;
grant usage on sequence settlement_bill_serial to ${DB_ROLES.app};`;
