import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** A step moves a bill between lists and sums; sending and countersigning also begin other rows. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    ...(['settlementBills', 'settlementReport', 'deadlines', 'invoices'] as const),
  );

const STEPS = [
  ...(['Send', 'Countersign', 'Pay', 'RejectPayment', 'ResubmitPayment'] as const),
] as const;

/** A dispute moves between lists, and its clock begins or ends. */
const refreshDisputes: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'lineDisputes', 'deadlines');

const DECISIONS = ['Open', 'Uphold', 'Dismiss', 'Withdraw'] as const;

/** Cache changes by bill mutations beyond the returned bill. */
export const settlementUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries([
    ...STEPS.map((event) => [`settlementBill${event}`, refresh] as const),
    ...DECISIONS.map((event) => [`lineDispute${event}`, refreshDisputes] as const),
  ]),
};
