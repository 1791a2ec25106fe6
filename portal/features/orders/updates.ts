import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** A paid order also makes its automatic discount and its supervision; a refund makes another order. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    'orders',
    'order',
    'deadlines',
    'exclusiveDiscounts',
    'supervisions',
    'supervision',
    'refundRequests',
  );

const MUTATIONS = [
  'orderPlace',
  'orderConfirmPayment',
  'orderCancel',
  'orderRepay',
  'orderSetProgram',
  'orderRequestRefund',
  'orderRefundWithoutReason',
  'refundRequestApprove',
  'refundRequestReject',
  'refundRequestWithdraw',
  'refundRequestShipBack',
  'refundRequestConfirmReturn',
] as const;

/** Cache changes by order mutations beyond the returned order. */
export const orderUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(MUTATIONS.map((name) => [name, refresh])),
};
