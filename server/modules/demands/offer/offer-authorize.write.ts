import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { grantIfFree } from '../../authorizations/index.ts';
import type { Product } from '../../catalog/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import type { PrivateOffer } from './offer.entity.ts';

type Authorized = Pick<
  PrivateOffer,
  'customerName' | 'validFrom' | 'validUntil' | 'name' | 'partnerId' | 'customerId'
> & { readonly shareRatio?: string | null; readonly floorPayRate?: string | null };

/**
 * Grants the partner of the demand the joint sale to the customer on the offer's terms (domain §4.3b). Null if the
 * partner has one in that time: it stays as it is, and an order at the offer has the offer's share.
 */
export async function authorize(tx: Tx, goods: Product, offer: Authorized): Promise<string | null> {
  const { partnerId, customerId, customerName, validFrom, validUntil } = offer;
  const [partner] = await tx.rows<{ name: string }>(
    sql`select name from ${sql.table(PartnerEntity)} where id = ${partnerId!}`,
  );
  const whom = {
    partnerId: partnerId!,
    partnerName: partner!.name,
    customerId: customerId!,
    customerName,
  };
  const row = await grantIfFree(tx, goods, whom, {
    shareRatio: offer.shareRatio!,
    floorPayRate: offer.floorPayRate!,
    validFrom,
    validUntil,
    reason: offer.name,
  });
  return row?.id ?? null;
}
