import { tracked } from '../../platform/command/tracked.ts';
import { endingMail } from './authorization.mail.ts';
import type { Authorization } from './authorization.write.ts';

/** The terms, which a customer never sees. */
const terms = {
  floorPayRate: tracked.payRate<Authorization>('DEALERS', (row) => row.floorPayRate),
  shareRatio: tracked.share<Authorization>('DEALERS', (row) => row.shareRatio),
  validFrom: tracked.instant<Authorization>('DEALERS', (row) => row.validFrom),
  validUntil: tracked.end<Authorization>('DEALERS', (row) => row.validUntil),
};

/** Life-cycle parts that both kinds of authorization share. */
export const shared = <R extends Authorization>() => ({
  label: (row: R) =>
    [row.productName, row.partnerName, row.customerName].filter(Boolean).join(' · '),
  mail: endingMail,
  tracked: terms,
});
