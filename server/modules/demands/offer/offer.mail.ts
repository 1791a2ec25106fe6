import type { Tx } from '../../../platform/command/types.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { priceFacts } from '../../discounts/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import type { PrivateOffer } from './offer.entity.ts';
import { privateOfferLinks } from './offer-link.read.ts';

interface Addressee {
  readonly recipientId: string;
  readonly customerId: string;
  readonly customer: string;
  readonly seller: string;
  readonly to: string;
}

/**
 * Mails each listed customer the price with its private link, to the contact on file. Returns the number of mails:
 * customers without a contact get none. `isAsked`: the seller asks for the mails, which are limited.
 */
export async function mailPrivateOffer(
  tx: Tx,
  row: PrivateOffer,
  isAsked = false,
): Promise<number> {
  const addressees = await tx.rows<Addressee>(sql`
    select r.id as "recipientId", r.customer_id as "customerId", r.customer_name as customer, s.name as seller,
      c.contact_mail as "to"
    from private_offer_recipient r join ${sql.table(CustomerEntity)} c on c.id = r.customer_id
    join ${sql.table(OrganizationEntity)} s on s.id = r.seller_id
    where r.offer_id = ${row.id} and c.contact_mail is not null order by r.position`);
  for (const { recipientId, customerId, customer, seller, to } of addressees)
    await outbox.mail(tx, {
      template: 'privateOffer',
      locale: null,
      to,
      customerId,
      ...(isAsked && { askedBy: { orgId: row.sellerId, recordId: row.id } }),
      params: { ...priceFacts(row), offer: row.name, customer, seller },
      links: { link: privateOfferLinks.path(tx.secrets, recipientId, null) },
      now: tx.now,
    });
  return addressees.length;
}
