import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** The bill goes on together with its invoice. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'invoices', 'settlementBills', 'settlementBill', 'deadlines');

const EVENTS = ['Register', 'Send', 'SignFor', 'Verify', 'Return'] as const;

/** What mutations of invoices change in the cache beyond the invoice that they return. */
export const invoiceUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(EVENTS.map((event) => [`invoice${event}`, refresh])),
};
