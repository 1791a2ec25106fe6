import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** An invoice also changes the state of its bill. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'invoices', 'settlementBills', 'settlementBill', 'deadlines');

const EVENTS = ['Register', 'RegisterRedLetter', 'Send', 'SignFor', 'Verify', 'Return'] as const;

/** Cache changes by invoice mutations beyond the returned invoice. */
export const invoiceUpdates: UpdatesConfig = {
  Mutation: {
    ...Object.fromEntries(EVENTS.map((event) => [`invoice${event}`, refresh])),
    invoicingSettingSet: (_result, _args, cache) => invalidateLists(cache, 'invoicingSettings'),
  },
};
