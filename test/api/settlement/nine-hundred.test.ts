import { beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { testStage } from '../../kit/test-world.ts';
import { authorizedJoint, listed, setStage } from '../discounts/stage.ts';
import { payable } from '../invoices/notices.ts';
import { ordered } from '../orders/deals.ts';
import { billOf, certified, countersigned, type Money, run } from './bills.ts';

const stage = testStage('nine hundred lines', setStage);
let money: Money;
let billId: string;
const LINES = 900;

beforeAll(async () => {
  money = await certified(stage);
  const joint = await listed(stage.sellerManager, '联营商品', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, joint);
  const lines = Array.from({ length: LINES - 1 }, (_, i) => ({ listMinor: 100_000n + BigInt(i) }));
  await ordered({ ...stage, goods: joint }, { lines });
  await ordered(stage, { lines: [{ listMinor: 500_000n }] });
  stage.world.clock.advance(DAY);
  [billId] = (await run(stage, '2026-02')) as [string];
});

it('one line disputed and one unauthorized among 900: the others are invoiced the same day', async () => {
  const bill = { id: `stl_${billId}` };
  await stage.operator.mutate('settlementBillSend', bill);
  const { lines, lineCount } = await billOf(
    money.finance,
    billId,
    'lineCount lines(first: 100) { nodes { id paymentAuthorization { id } } }',
  );
  expect(lineCount).toBe(LINES);
  const disputed = lines.nodes.find((line: any) => !line.paymentAuthorization);
  await money.finance.mutate('lineDisputeOpen', { billLineId: disputed.id, reason: '数量有误' });
  await countersigned(stage, billId);
  await money.finance.sees(`stl_${billId}`, {
    status: 'AWAITING_INVOICE',
    invoice: { status: 'NOTIFIED' },
  });
});

it('then the payment is refused with the line named, and passes once the seller authorizes it', async () => {
  await payable(stage, money, billId);
  const pay = async () => {
    const { settlementBillPay } = await stage.operator.ask(
      `mutation { settlementBillPay(input: { id: "stl_${billId}", reference: "TR-1", paidOn: "2026-03-03" }, idempotencyKey: "${Math.random()}") { userErrors { code params { key value } } } }`,
    );
    return settlementBillPay.userErrors;
  };
  const { paymentAuthorizations } = await stage.sellerManager.ask(
    '{ paymentAuthorizations(first: 5) { nodes { id linePosition orderNumber } totals { amount { amount } } } }',
  );
  const [only, ...others] = paymentAuthorizations.nodes;
  expect(others).toEqual([]);
  const [error] = await pay();
  expect(error).toEqual({
    code: 'PAYMENT_NOT_AUTHORIZED',
    params: expect.arrayContaining([
      { key: 'count', value: '1' },
      { key: 'lines', value: `${only.linePosition + 1} (${only.orderNumber})` },
    ]),
  });
  await stage.sellerManager.mutate('paymentAuthorizationAuthorize', { id: only.id });
  expect(await pay()).toEqual([]);
  await money.finance.sees(`stl_${billId}`, {
    status: 'PAID',
    'lineDisputes(first: 1)': { nodes: [{ status: 'OPEN' }] },
  });
});
