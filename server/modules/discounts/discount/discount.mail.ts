import type { Tx } from '../../../platform/command/types.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { reminder } from '../../../platform/machine.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { priceFacts } from '../price/price.mail.ts';
import type { ExclusiveDiscount } from './discount.entity.ts';
import { offerLinks } from './discount-offer.read.ts';

const facts = (row: ExclusiveDiscount) => ({
  ...priceFacts(row),
  discount: row.name,
  customer: row.customerName,
});

/**
 * Mails the customer the price with the private link: to the address of the binding, or else to the contact
 * on file. Returns false if neither is known.
 */
export async function mailOffer(tx: Tx, row: ExclusiveDiscount): Promise<boolean> {
  const [names] = await tx.rows<{ partner: string; to: string | null }>(sql`
    select o.name as partner, coalesce(
      (select b.invite_mail from ${sql.table(PartnerBindingEntity)} b
        where b.partner_id = ${row.partnerId} and b.customer_id = ${row.customerId}
          and b.status in (${sql.words(BOUND_STATES)})),
      (select c.contact_mail from ${sql.table(CustomerEntity)} c where c.id = ${row.customerId})) as "to"
    from ${sql.table(OrganizationEntity)} o where o.id = ${row.partnerId}`);
  if (!names?.to) return false;
  await outbox.mail(tx, {
    template: 'discountOffer',
    locale: null,
    to: names.to,
    customerId: row.customerId,
    ...(tx.viewer.side === 'partner' && {
      askedBy: { orgId: tx.viewer.tenantId, recordId: row.id },
    }),
    params: { ...facts(row), partner: names.partner },
    links: { link: offerLinks.path(tx.secrets, row.id, null) },
    now: tx.now,
  });
  return true;
}

/** Returns the mail about a discount's start or its approaching end; null for other events. */
export function discountMail(row: ExclusiveDiscount, event: string) {
  if (event === 'start') return { template: 'discountStarted', params: facts(row) };
  const days = reminder.days(event);
  return days === null ? null : { template: 'discountEnding', params: { ...facts(row), days } };
}
