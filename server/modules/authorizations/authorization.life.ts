import { endingMail } from './authorization.mail.ts';
import type { Authorization } from './authorization.write.ts';

/** The part of an authorization's life that both kinds share. */
export const shared = <R extends Authorization>() => ({
  // A buyer must not see share ratios (domain §2): its customer is no party of the events and clocks.
  parties: (row: R) => ({
    partnerId: row.partnerId ?? null,
    sellerId: row.sellerId,
    customerId: null,
  }),
  label: (row: R) =>
    [row.productName, row.partnerName, row.customerName].filter(Boolean).join(' · '),
  mail: endingMail,
});
