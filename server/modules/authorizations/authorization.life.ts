import { endingMail } from './authorization.mail.ts';
import type { Authorization } from './authorization.write.ts';

/** Life-cycle parts that both kinds of authorization share. */
export const shared = <R extends Authorization>() => ({
  label: (row: R) =>
    [row.productName, row.partnerName, row.customerName].filter(Boolean).join(' · '),
  mail: endingMail,
});
