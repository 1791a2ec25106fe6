import type { Rows } from '../../platform/db/transaction.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { TaxpayerType } from '../partners/index.ts';
import { SellerTaxpayerEntity } from './seller-taxpayer.entity.ts';

/** Returns the taxpayer type of a seller at an instant. The transaction must see the seller's types. */
export async function sellerTaxpayerType(
  tx: Rows,
  sellerId: string,
  at: Date,
): Promise<TaxpayerType> {
  const [found] = await tx.rows<{ type: TaxpayerType }>(sql`
    select taxpayer_type as type from ${sql.table(SellerTaxpayerEntity)}
    where seller_id = ${sellerId}::uuid and since <= ${at}::timestamptz and (until is null or until > ${at}::timestamptz)`);
  return found?.type ?? 'GENERAL';
}
