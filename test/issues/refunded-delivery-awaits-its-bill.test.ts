import { expect, it } from '@jest/globals';
import { setStage } from '../api/discounts/stage.ts';
import { orderOf, placed } from '../api/orders/checkout.ts';
import { requestedOf } from '../api/orders/refunds.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('refunds before the acceptance', setStage);

const BILLING =
  'billingStatus billingBlockers settlement { ready blockers { code who until } expectedPeriod expectedAmount { amount } }';

/** Refunds of a delivery that is not accepted yet, by default of all of it; returns the line as operations see it. */
async function refunded(amount?: string): Promise<any> {
  const { id, orderId } = await requestedOf(stage, 'STANDARD', amount);
  await stage.sellerManager.mutate('refundRequestApprove', { id });
  return await lineOf(orderId);
}

async function lineOf(orderId: string): Promise<any> {
  const { lines } = await orderOf(
    stage.operator,
    orderId,
    `lines { ${BILLING} refunds { ${BILLING} } }`,
  );
  return lines[0];
}

const never = {
  billingStatus: 'PENDING',
  billingBlockers: ['REFUNDED'],
  settlement: {
    ready: false,
    blockers: [{ code: 'REFUNDED', who: 'CLOCK', until: null }],
    expectedPeriod: null,
    expectedAmount: null,
  },
};

/** The line waited for the seller and the acceptance for ever, and counted as money that a bill would hold. */
it('a delivery that is refunded before its acceptance awaits nothing, nor does its refund', async () => {
  const { refunds, ...sale } = await refunded();
  expect(sale).toEqual(never);
  expect(refunds).toEqual([never]);
  const { billingReport } = await stage.operator.ask(
    '{ billingReport(groupBy: [REASON], first: 10) { rows { reason lineCount deal { amount } } } }',
  );
  expect(billingReport.rows).toEqual([
    { reason: 'REFUNDED', lineCount: 2, deal: { amount: '0.00' } },
  ]);
});

it('a part of it leaves the rest to be accepted', async () => {
  const { refunds, ...sale } = await refunded('4000.00');
  expect(sale.billingBlockers).toContain('SUPERVISION_OPEN');
  expect(refunds[0].billingBlockers).toContain('ORIGINAL_NOT_BILLED');
});

it('a sale on credit that is refunded awaits no repayment', async () => {
  const orderId = await placed(stage);
  await stage.buyer.mutate('orderConfirmPayment', { id: orderId, onCredit: true });
  expect((await lineOf(orderId)).billingBlockers).toContain('UNPAID_CREDIT');
  await stage.buyer.mutate('orderRefundWithoutReason', { id: orderId });
  const { refunds, ...sale } = await lineOf(orderId);
  expect([sale, ...refunds]).toEqual([never, never]);
});
