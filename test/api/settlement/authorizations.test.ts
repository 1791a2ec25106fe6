import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { authorizedJoint, listed, setStage } from '../discounts/stage.ts';
import { payable } from '../invoices/notices.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { bulk } from '../workspace/bulk-stage.ts';
import { billOf, certified, countersigned, type Money, run } from './bills.ts';
import { DERIVATION, recomputeAuthorizations } from './derivations.ts';

const stage = testStage('payment authorizations', setStage);
let money: Money;
let sellerFinance: Caller;
let billId: string;
const sold: string[] = [];
const PAYMENT = { reference: 'TR-1', paidOn: '2026-03-03' };
const bill = () => ({ id: `stl_${billId}` });

interface Found {
  readonly id: string;
  readonly amount: { readonly amount: string };
  readonly status: string;
}
const asked = async (viewer: Caller, filter = ''): Promise<Found[]> =>
  (
    await viewer.ask(
      `{ paymentAuthorizations(first: 50${filter && `, filter: ${filter}`}) { nodes { id status amount { amount } isFlagged } } }`,
    )
  ).paymentAuthorizations.nodes;

const news = async (who: Caller): Promise<{ event: string; subjectId: string }[]> =>
  (await who.ask('{ notifications(first: 20) { nodes { event subjectId } } }')).notifications.nodes;

beforeAll(async () => {
  money = await certified(stage);
  sellerFinance = await stage.world.member(stage.seller, 'seller.finance', '商财务');
  const joint = await listed(stage.sellerManager, '联营商品', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, joint);
  for (const listMinor of [10_000_000n, 5_000_000n, 3_000_000n]) {
    const { lineIds } = await ordered(stage, { lines: [{ listMinor }] });
    sold.push(lineIds[0]!);
  }
  await ordered({ ...stage, goods: joint }, { lines: [{ listMinor: 7_000_000n }] });
  stage.world.clock.advance(DAY);
  [billId] = (await run(stage, '2026-02')) as [string];
});

describe('a sent bill', () => {
  it('asks the seller to authorize each line of a common product, at the computed share', async () => {
    expect(await asked(sellerFinance)).toEqual([]);
    await countersigned(stage, billId);
    const { lines } = await billOf(
      stage.operator,
      billId,
      'lines(first: 9) { nodes { settlement { amount } paymentAuthorization { status amount { amount } } } }',
    );
    const authorized = lines.nodes.filter((line: any) => line.paymentAuthorization);
    expect(authorized).toHaveLength(3);
    for (const { settlement, paymentAuthorization } of authorized)
      expect(paymentAuthorization).toEqual({ status: 'PENDING', amount: settlement });
    expect(await asked(sellerFinance)).toHaveLength(3);
  });

  it('explains each amount to the seller as to the partner', async () => {
    const seen = await recomputeAuthorizations(sellerFinance);
    expect(seen.wrong).toEqual([]);
    expect(Object.fromEntries(seen.rules)).toEqual({ OWN_SALE: 3 });
    const [own] = await asked(sellerFinance);
    const byLine = `amountDerivation ${DERIVATION} billLine { derivation ${DERIVATION} }`;
    const explained = async (viewer: Caller) =>
      (await viewer.ask(`{ paymentAuthorization(by: { id: "${own!.id}" }) { ${byLine} } }`))
        .paymentAuthorization;
    const { amountDerivation, billLine } = await explained(money.finance);
    expect(amountDerivation).toEqual(billLine.derivation);
    expect(await explained(sellerFinance)).toEqual({ amountDerivation, billLine: null });
  });

  it('tells the seller’s finance once for each bill', async () => {
    expect(await news(sellerFinance)).toMatchObject([{ event: 'request' }]);
  });
});

describe('the payment', () => {
  const cannotPay = (params = expect.anything()) =>
    stage.operator.cannot(
      'settlementBillPay',
      { ...bill(), ...PAYMENT },
      { code: 'PAYMENT_NOT_AUTHORIZED', params },
    );

  it('is refused with the lines named, on the button too', async () => {
    await payable(stage, money, billId);
    await cannotPay(
      expect.arrayContaining([
        { key: 'count', value: '3' },
        {
          key: 'lines',
          value: expect.stringMatching(/^\d+ \(ORD-\d+-\d+\)(, \d+ \(ORD-\d+-\d+\)){2}$/),
        },
      ]),
    );
    await stage.operator.sees(bill().id, {
      viewerActions: expect.arrayContaining([
        { name: 'pay', enabled: false, reasonCode: 'PAYMENT_NOT_AUTHORIZED' },
      ]),
    });
    await expect(
      stage.world.rows(
        sql.raw(
          `update settlement_bill set status = 'PAID', paid_at = now(), paid_on = now(), payment_reference = 'x' where id = '${billId}'`,
        ),
      ),
    ).rejects.toThrow('no seller authorized');
  });

  it('waits for a line that the seller refused, until operations decide', async () => {
    const [first, second, third] = await asked(sellerFinance);
    const sum = await bulk(sellerFinance, 'paymentAuthorizationsAuthorize', { ids: [first!.id] });
    expect(sum.userErrors).toEqual([]);
    for (const { id } of [second!, third!])
      await sellerFinance.mutate('paymentAuthorizationRefuse', { id, reason: '订单有争议' });
    expect(await asked(sellerFinance, '{ status: [REFUSED] }')).toHaveLength(2);
    await cannotPay();

    await stage.operator.mutate('paymentAuthorizationOverride', {
      id: second!.id,
      reason: '已核实交付',
    });
    await stage.operator.mutate('settlementBillRelease', { ...bill(), reason: '下期扣回' });
    await stage.operator.cannot(
      'settlementBillRelease',
      { ...bill(), reason: 'x' },
      'NOTHING_TO_RELEASE',
    );
    await sellerFinance.cannot('paymentAuthorizationAuthorize', { id: third!.id }, 'LINE_RELEASED');
    const { billAdjustments } = await money.finance.ask(
      '{ billAdjustments(first: 5) { nodes { amount { amount } origin reason billedBy { id } } } }',
    );
    expect(billAdjustments.nodes).toEqual([
      {
        amount: { amount: `-${third!.amount.amount}` },
        origin: 'REFUSED_AUTHORIZATION',
        reason: '下期扣回',
        billedBy: null,
      },
    ]);
    await stage.operator.mutate('settlementBillPay', { ...bill(), ...PAYMENT });
    await money.finance.sees(`stl_${billId}`, { status: 'PAID' });
  });

  it('leaves an authorization that was given as it is', async () => {
    for (const statement of [
      `update payment_authorization set status = 'PENDING', due_at = now(), decided_at = null, decided_by_name = null where status = 'AUTHORIZED'`,
      `update payment_authorization set amount_minor = 1 where status = 'REFUSED'`,
      'delete from payment_authorization',
    ])
      await expect(stage.world.rows(sql.raw(statement))).rejects.toThrow('an authorization');
  });
});

describe('an authorization that the seller does not decide', () => {
  it('is flagged after ten working days, never given; then operations may give it', async () => {
    const { clock } = stage.world;
    await ordered(stage, {
      placedAt: noon('03-10'),
      lines: [{ listMinor: 40_000_000n }, { listMinor: 20_000_000n }],
    });
    clock.advance(31 * DAY);
    const [march] = (await run(stage, '2026-03')) as [string];
    await stage.operator.mutate('settlementBillSend', { id: `stl_${march}` });
    const [first] = await news(sellerFinance);
    expect(first!.event).toBe('request');
    // The line of which the seller was notified is decided; of the others it is notified by another one.
    await sellerFinance.mutate('paymentAuthorizationAuthorize', { id: first!.subjectId });
    const pending = await asked(stage.operator, '{ status: [PENDING] }');
    const open = pending.find(({ amount }) => !amount.amount.startsWith('-'));
    const reason = { id: open!.id, reason: '商家未回应' };
    await stage.operator.cannot('paymentAuthorizationOverride', reason, 'SELLER_STILL_HAS_TIME');
    clock.advance(20 * DAY);
    await stage.world.settle();
    const flagged = await asked(sellerFinance, '{ isFlagged: true }');
    expect(flagged).toContainEqual({ ...open, isFlagged: true });
    // Of the sale, and of the adjustment that takes the released amount back.
    expect(flagged).toHaveLength(2);
    for (const who of [sellerFinance, stage.operator]) {
      const flags = (await news(who)).filter(({ event }) => event === 'flag');
      expect(flags).toHaveLength(1);
      expect(flagged.map(({ id }) => id)).toContain(flags[0]!.subjectId);
    }
    await stage.operator.mutate('paymentAuthorizationOverride', reason);
    expect(await asked(sellerFinance, '{ status: [PENDING] }')).toHaveLength(1);
  });
});

describe('a deduction that the seller refuses', () => {
  const released = async (id: string): Promise<string[]> => {
    const lines = await asked(sellerFinance, '{ status: [PENDING] }');
    const deductions = lines.filter(({ amount }) => amount.amount.startsWith('-'));
    expect(deductions).toHaveLength(1);
    await sellerFinance.mutate('paymentAuthorizationRefuse', {
      id: deductions[0]!.id,
      reason: '一律拒绝',
    });
    await stage.operator.mutate('settlementBillRelease', { id: `stl_${id}`, reason: '照付' });
    const { billAdjustments } = await money.finance.ask(
      '{ billAdjustments(first: 9) { nodes { amount { amount } } } }',
    );
    return billAdjustments.nodes.map((one: Pick<Found, 'amount'>) => one.amount.amount);
  };

  it('of a released line is not given back', async () => {
    const [march] = (await run(stage, '2026-03')) as [string];
    expect(await released(march)).toHaveLength(1);
  });

  it('of a refund leaves the partner no share of the sale', async () => {
    await ordered(stage, { placedAt: noon('04-10'), lines: [{ listMinor: 50_000_000n }] });
    // The seller authorized the last line; operations released the first one.
    await refunded(stage, sold[2]!, 3_000_000n, noon('04-11'));
    stage.world.clock.advance(15 * DAY);
    const [april] = (await run(stage, '2026-04')) as [string];
    await stage.operator.mutate('settlementBillSend', { id: `stl_${april}` });
    expect(await released(april)).toHaveLength(1);
  });
});
