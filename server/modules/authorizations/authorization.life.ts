import { endingMail } from './authorization.mail.ts';
import type { Authorization } from './authorization.write.ts';

/** Life-cycle parts that both kinds of authorization share. */
export const shared = <R extends Authorization>() => ({
  // Customers must not see share ratios (domain §2), so they are no party to events and clocks.
  parties: (row: R) => ({
    partnerId: row.partnerId ?? null,
    sellerId: row.sellerId,
    customerId: null,
  }),
  label: (row: R) =>
    [row.productName, row.partnerName, row.customerName].filter(Boolean).join(' · '),
  mail: endingMail,
});
