import { afterAll, beforeAll } from '@jest/globals';
import { billLife } from '../../../server/modules/settlement/index.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { openWorld } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { certified, run } from './bills.ts';

/** The table of domain §4.8, written independently of the machine. */
const RULES: Rules = {
  // A sent bill moves on in the same transaction.
  send: { GENERATED: 'COUNTERSIGNING' },
  beginCountersign: { SENT: 'COUNTERSIGNING' },
  // The second signature moves the bill on: steps.test.ts.
  countersign: { COUNTERSIGNING: 'COUNTERSIGNING' },
  receiveInvoice: { AWAITING_INVOICE: 'VERIFYING_INVOICE' },
  acceptInvoice: { VERIFYING_INVOICE: 'PAYING' },
  returnInvoice: { VERIFYING_INVOICE: 'AWAITING_INVOICE' },
  pay: { PAYING: 'PAID' },
  rejectPayment: { PAYING: 'PAYMENT_REJECTED' },
  resubmitPayment: { PAYMENT_REJECTED: 'PAYING' },
};
const SYSTEM = ['beginCountersign', 'receiveInvoice', 'acceptInvoice', 'returnInvoice'];

let stage: Stage;
let billId: string;
beforeAll(async () => {
  stage = await setStage(await openWorld('bill matrix'));
  await certified(stage);
  await ordered(stage, { lines: [{ listMinor: 10_000_000n }] });
  [billId] = (await run(stage, '2026-02')) as [string];
});
afterAll(() => stage?.world.close());

const SENT = 'sent_at = now()';
const SIGNED = `${SENT}, countersigned_at = now(), payment_request_number = 'APR-1'`;

describeMatrix(
  billLife,
  RULES,
  byFiring({
    world: () => stage.world,
    id: () => billId,
    by: (event) => (SYSTEM.includes(event) ? null : stage.operator.viewer),
    inputs: {
      countersign: { reason: 'why' },
      pay: { reference: 'TR-1', paidOn: '2026-03-02' },
      rejectPayment: { reason: 'why' },
    },
    facts: {
      SENT,
      COUNTERSIGNING: SENT,
      AWAITING_INVOICE: SIGNED,
      VERIFYING_INVOICE: SIGNED,
      PAYING: SIGNED,
      PAID: `${SIGNED}, paid_at = now(), payment_reference = 'TR-1', paid_on = now()`,
      PAYMENT_REJECTED: `${SIGNED}, rejection_reason = 'why'`,
    },
  }),
);
