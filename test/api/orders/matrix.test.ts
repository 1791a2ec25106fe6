import { afterAll, beforeAll } from '@jest/globals';
import { orderLife } from '../../../server/modules/orders/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { openWorld } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { line, placed } from './checkout.ts';

let stage: Stage;
let orderId: string;

beforeAll(async () => {
  stage = await setStage(await openWorld('order matrix'));
  orderId = await placed(stage, { lines: stage.goods.specifications.map((one) => line(one)) });
  // One line is under supervision, one was just delivered: both kinds of refunds are open.
  await stage.world.rows(sql`
    update order_line set status = case position when 0 then 'PROCESSING' else 'COMPLETED' end,
      supervision = case position when 0 then 'IN_PROGRESS' else 'NOT_APPLICABLE' end,
      effective_at = case position when 1 then ${stage.world.clock.now()}::timestamptz end
    where order_id = ${orderId.slice(4)}`);
});
afterAll(() => stage?.world.close());

const PAID = 'paid_at = placed_at';
const BY_SYSTEM = ['expire', 'complete', 'rejectRefund', 'refund'];

/** The table of domain §4.5, written independently: event → from → to. Every other event is refused. */
describeMatrix(
  orderLife,
  {
    confirmPayment: { PENDING_PAYMENT: 'PROCESSING' },
    cancel: { PENDING_PAYMENT: 'CANCELLED' },
    expire: { PENDING_PAYMENT: 'CANCELLED' },
    complete: { PROCESSING: 'COMPLETED' },
    requestRefund: { PROCESSING: 'REFUND_PENDING' },
    refundWithoutReason: { COMPLETED: 'COMPLETED' },
    rejectRefund: { REFUND_PENDING: 'PROCESSING' },
    refund: { PROCESSING: 'REFUNDED', REFUND_PENDING: 'REFUNDED', COMPLETED: 'REFUNDED' },
  },
  byFiring({
    world: () => stage.world,
    id: () => orderId,
    by: (event) => (BY_SYSTEM.includes(event) ? null : stage.buyer.viewer),
    inputs: {
      confirmPayment: {},
      rejectRefund: { to: 'PROCESSING' },
      refund: { to: 'REFUNDED' },
    },
    facts: {
      PROCESSING: PAID,
      COMPLETED: `${PAID}, completed_at = placed_at`,
      REFUND_PENDING: PAID,
      REFUNDED: PAID,
    },
  }),
);
