import Big from 'big.js';
import { graphql } from '../../../gql/gql.ts';
import type { RefundLine_LineFragment } from '../../../gql/graphql.ts';

/** Facts of a line that decide about its refund. */
export const RefundLine = graphql(`
  fragment RefundLine_line on OrderLine {
    id productName specificationName status supervision chargingMode
    cash { amount currency }
    supervisionFlow { id status claimedAt }
    refundOf { id }
    refunds { id orderNumber placedAt refundKind cash { amount currency } order { id } }
  }
`);
export type Line = RefundLine_LineFragment;

/** Case of a refund that the customer asks for. */
export type Asking = 'requestRefund' | 'refundWithoutReason';

/** Cash of a line that is not refunded yet; refunds are negative. */
export const leftOf = ({ cash, refunds }: Line): string =>
  refunds.reduce((sum, refund) => sum.plus(refund.cash.amount), new Big(cash.amount)).toFixed(2);

/** Lines that the customer may choose; the server checks time and quota. */
export const choicesOf = (lines: readonly Line[], asking: Asking): readonly Line[] =>
  lines.filter(({ status, supervision, chargingMode, refundOf, supervisionFlow: flow }) =>
    asking === 'requestRefund'
      ? supervision === 'IN_PROGRESS' &&
        status === 'PROCESSING' &&
        flow?.status !== 'FROZEN' &&
        !flow?.claimedAt
      : supervision === 'NOT_APPLICABLE' &&
        status === 'COMPLETED' &&
        chargingMode !== 'ON_DEMAND_PKG' &&
        !refundOf,
  );
