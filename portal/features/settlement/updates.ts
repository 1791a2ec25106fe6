import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** A step moves a row between lists and sums, and begins other rows. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    ...(['settlementBills', 'settlementReport', 'deadlines', 'invoices'] as const),
    ...(['billRun', 'billRuns'] as const),
    ...(['paymentAuthorizations', 'paymentAuthorizationReport', 'lineDisputes'] as const),
  );

const COMMANDS = {
  settlementBill: [
    'Send',
    'Confirm',
    'Countersign',
    'Pay',
    'Release',
    'RejectPayment',
    'ResubmitPayment',
  ],
  paymentAuthorization: ['Authorize', 'Refuse', 'Override'],
  billRun: ['Start'],
  billRunPartner: ['Release'],
  billAdjustment: ['Create'],
  lineDispute: ['Open', 'Uphold', 'Dismiss', 'Withdraw', 'Comment'],
} as const;

/** Cache changes by mutations of the settlement beyond the returned row. */
export const settlementUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(
    Object.entries(COMMANDS).flatMap(([type, events]) =>
      events.map((event) => [`${type}${event}`, refresh]),
    ),
  ),
};
