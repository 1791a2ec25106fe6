import { calendar } from '../../../platform/calendar.ts';
import { DAY } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { PrivateOffer } from './offer.entity.ts';
import { PrivateOfferLineEntity } from './offer-parts.entity.ts';

/**
 * Returns the input of a discount with the prices of an offer. A discount starts in the future (domain §3.3): that of
 * an offer in effect starts on the next day.
 */
export async function discountOf(tx: Tx, offer: PrivateOffer) {
  const lines = await tx.find(
    PrivateOfferLineEntity,
    (d) => sql`${d.offerId} = ${offer.id} and ${d.state} <> 'UNUSABLE'`,
    (d) => d.position,
  );
  const tomorrow = calendar.startOfDay(new Date(tx.now.getTime() + DAY));
  return {
    customerId: offer.customerId!,
    productId: offer.productId,
    name: offer.name,
    lines: lines.map(({ specificationId, netPriceMinor }) => ({
      specificationId,
      netPrice: money.format(netPriceMinor),
    })),
    validFrom: offer.validFrom > tx.now ? offer.validFrom : tomorrow,
    validUntil: offer.validUntil,
    ...(offer.note && { note: offer.note }),
  };
}
