import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of line disputes: one sequence for all partners, so that a number identifies one dispute. */
export const LINE_DISPUTE_NUMBER_SQL = `
create sequence if not exists line_dispute_serial;
grant usage on sequence line_dispute_serial to ${DB_ROLES.app};`;
