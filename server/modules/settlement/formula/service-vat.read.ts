import { NOW } from '../../../platform/db/tenancy.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { TaxpayerProfileEntity, type TaxpayerType } from '../../partners/index.ts';
import {
  CONCESSION_ENDS,
  serviceVatConcession,
  serviceVatGeneral,
  serviceVatSmall,
} from '../settlement.policies.ts';

/**
 * Returns the VAT rate of a partner's service fee in force at an instant, as decimal text: "0.06" (domain
 * §5.5).
 */
export async function serviceVatRate(
  tx: Rows,
  taxpayerType: TaxpayerType,
  at: Date,
): Promise<string> {
  const small = at < CONCESSION_ENDS ? serviceVatConcession : serviceVatSmall;
  return String(await (taxpayerType === 'GENERAL' ? serviceVatGeneral : small).value(tx, at));
}

/**
 * SQL of the rate in force now for the partner in a column; null without a taxpayer profile. PostgreSQL hashes the
 * profiles, instead of looking up that of each order line.
 */
export const serviceVatSql = (partnerId: Sql): Sql => sql`(case
  when ${partnerId} in (select t.id from ${sql.table(TaxpayerProfileEntity)} t where t.taxpayer_type = 'GENERAL') then ${serviceVatGeneral.sql}
  when ${partnerId} in (select t.id from ${sql.table(TaxpayerProfileEntity)} t) then case
    when ${sql.raw(NOW)} < ${sql.literal(CONCESSION_ENDS.toISOString())}::timestamptz then ${serviceVatConcession.sql}
    else ${serviceVatSmall.sql} end
  end)`;
