import { beforeAll } from '@jest/globals';
import { orderLife, refundLife } from '../../../server/modules/orders/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { line, placed } from './checkout.ts';
import { requestedHardware } from './refunds.ts';

const stage = testStage('order matrix', setStage);
let orderId: string;
let requestId: string;

beforeAll(async () => {
  orderId = await placed(stage, { lines: stage.goods.specifications.map((one) => line(one)) });
  // One line is under supervision, one was just delivered: both kinds of refunds are open.
  await stage.world.rows(sql`
    update order_line set status = case position when 0 then 'PROCESSING' else 'COMPLETED' end,
      repayment = case position when 0 then 'OUTSTANDING' else 'NOT_APPLICABLE' end,
      supervision = case position when 0 then 'IN_PROGRESS' else 'NOT_APPLICABLE' end,
      effective_at = case position when 1 then ${stage.world.clock.now()}::timestamptz end
    where order_id = ${orderId.slice(4)}`);
  requestId = await requestedHardware(stage);
});

const PAID = 'paid_at = placed_at';
const BY_SYSTEM = [
  'reportCredit',
  'reopen',
  'endPrice',
  'expire',
  'complete',
  'rejectRefund',
  'refund',
];

/** The table of domain §4.5, written independently: event → from → to. Every other event is refused. */
describeMatrix(
  orderLife,
  {
    confirmPayment: { PENDING_PAYMENT: 'PROCESSING' },
    reportCredit: {
      PROCESSING: 'PROCESSING',
      COMPLETED: 'COMPLETED',
      REFUND_PENDING: 'REFUND_PENDING',
    },
    repay: { PROCESSING: 'PROCESSING', COMPLETED: 'COMPLETED', REFUND_PENDING: 'REFUND_PENDING' },
    setProgram: {
      PENDING_PAYMENT: 'PENDING_PAYMENT',
      PROCESSING: 'PROCESSING',
      REFUND_PENDING: 'REFUND_PENDING',
    },
    cancel: { PENDING_PAYMENT: 'CANCELLED' },
    expire: { PENDING_PAYMENT: 'CANCELLED' },
    endPrice: { PENDING_PAYMENT: 'CANCELLED' },
    reopen: { CANCELLED: 'PENDING_PAYMENT' },
    complete: { PROCESSING: 'COMPLETED' },
    requestRefund: { PROCESSING: 'REFUND_PENDING', REFUND_PENDING: 'REFUND_PENDING' },
    refundWithoutReason: {
      PROCESSING: 'PROCESSING',
      COMPLETED: 'COMPLETED',
      REFUND_PENDING: 'REFUND_PENDING',
    },
    rejectRefund: { REFUND_PENDING: 'PROCESSING' },
    refund: { PROCESSING: 'REFUNDED', REFUND_PENDING: 'REFUNDED', COMPLETED: 'REFUNDED' },
  },
  byFiring({
    world: () => stage.world,
    id: () => orderId,
    by: (event) => {
      if (BY_SYSTEM.includes(event)) return null;
      return event === 'setProgram' ? stage.operator.viewer : stage.buyer.viewer;
    },
    inputs: {
      setProgram: { program: 'BASE_CLOUD' },
      confirmPayment: {},
      rejectRefund: { to: 'PROCESSING' },
      refund: { to: 'REFUNDED' },
    },
    facts: {
      CANCELLED: `upstream_order_id = 'CS1'`,
      PROCESSING: PAID,
      COMPLETED: `${PAID}, completed_at = placed_at`,
      REFUND_PENDING: PAID,
      REFUNDED: PAID,
    },
  }),
);

const RETURNED = `carrier = 'x', tracking_number = 'y', shipped_at = created_at`;
const ENDED = 'due_at = null, ended_at = created_at';
const OF_SELLER = ['approve', 'reject', 'confirmReturn'];

/** The table of domain §3.5 for hardware, which is sent back. */
describeMatrix(
  refundLife,
  {
    approve: { REQUESTED: 'AWAITING_RETURN' },
    reject: { REQUESTED: 'REJECTED', RETURNING: 'REJECTED' },
    withdraw: { REQUESTED: 'WITHDRAWN', AWAITING_RETURN: 'WITHDRAWN' },
    shipBack: { AWAITING_RETURN: 'RETURNING' },
    lapse: { AWAITING_RETURN: 'WITHDRAWN' },
    confirmReturn: { RETURNING: 'REFUNDED' },
    acceptReturn: { RETURNING: 'REFUNDED' },
    supersede: { REQUESTED: 'REJECTED', AWAITING_RETURN: 'REJECTED', RETURNING: 'REJECTED' },
  },
  byFiring({
    world: () => stage.world,
    id: () => requestId,
    by: (event) => {
      if (['lapse', 'acceptReturn', 'supersede'].includes(event)) return null;
      return OF_SELLER.includes(event) ? stage.sellerManager.viewer : stage.buyer.viewer;
    },
    inputs: {
      reject: { reason: 'why' },
      shipBack: { carrier: 'x', trackingNumber: 'y' },
      supersede: { to: 'REJECTED', reason: 'why' },
    },
    facts: {
      RETURNING: RETURNED,
      REFUNDED: ENDED,
      REJECTED: `${ENDED}, decision_reason = 'why'`,
      WITHDRAWN: ENDED,
    },
  }),
);
