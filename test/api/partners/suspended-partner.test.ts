import { beforeAll, describe, expect, it } from '@jest/globals';
import { billRuns } from '../../../server/modules/settlement/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { day, scheduled, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid, placed } from '../orders/checkout.ts';
import { noon, ordered } from '../orders/deals.ts';
import { certified, countersigned } from '../settlement/bills.ts';

const stage = testStage('a suspended partner', setStage);
const ATTRIBUTED = 'status attribution attributionReason partner { name }';
const NOTHING = { attribution: 'NONE', attributionReason: 'PARTNER_SUSPENDED', partner: null };

const at = (instant: Date): void => stage.world.clock.moveTo(instant);
const tick = (): Promise<number> => billRuns(stage.world.deps).run();
const change = (event: 'Suspend' | 'Reinstate') =>
  stage.operator.mutate(`organization${event}`, { id: `org_${stage.partner.id}`, reason: '核查' });
const selectable = async (): Promise<string[]> =>
  (
    await stage.buyer.ask(
      '{ partners(first: 10, filter: { isSuspended: false }) { nodes { name } } }',
    )
  ).partners.nodes.map(({ name }: { name: string }) => name);
const preselected = async (index: 0 | 1): Promise<string | null> =>
  (
    await stage.buyer.ask(
      'query($input: OrderQuoteInput!) { orderQuote(input: $input) { preselectedPartnerName } }',
      { input: { lines: [{ specificationId: stage.goods.specifications[index], quantity: 1 }] } },
    )
  ).orderQuote.preselectedPartnerName;
const outcome = async (period: string): Promise<any> =>
  (
    await stage.operator.ask(
      `{ billRun(by: { period: "${period}" }) { partners(first: 5) { nodes { id status bound bill { id } viewerActions { name reasonCode } } } } }`,
    )
  ).billRun.partners.nodes[0];

beforeAll(async () => {
  await certified(stage);
  await scheduled(stage);
  at(new Date(day('11')));
  await stage.world.settle();
});

describe('while a partner is suspended', () => {
  let earlier: string;

  beforeAll(async () => {
    earlier = await placed(stage, { lines: [line(stage.goods.specifications[1])] });
    expect([await selectable(), await preselected(1)]).toEqual([['云帆科技'], '云帆科技']);
    await change('Suspend');
  });

  it('no customer selects it', async () => {
    expect([await selectable(), await preselected(1)]).toEqual([[], null]);
    const { buyer, goods } = stage;
    const order = { lines: [line(goods.specifications[1])] };
    await buyer.cannot(
      'orderPlace',
      { ...order, selectedPartnerId: `ptn_${stage.partner.id}` },
      'PARTNER_SUSPENDED',
    );
    const { autoDiscountEligibility } = await buyer.ask(
      `{ autoDiscountEligibility(input: { productId: "${goods.productId}", partnerId: "ptn_${stage.partner.id}" }) {
        attributionReason conditions { condition holds } } }`,
    );
    expect(autoDiscountEligibility).toMatchObject({
      attributionReason: 'PARTNER_SUSPENDED',
      conditions: expect.arrayContaining([{ condition: 'PARTNER_SELECTED', holds: false }]),
    });
  });

  it('it earns on no sale that is paid, and the customer keeps the price', async () => {
    await stage.buyer.mutate('orderConfirmPayment', { id: earlier });
    expect(await orderOf(stage.operator, earlier, ATTRIBUTED)).toMatchObject(NOTHING);
    expect(await preselected(0)).toBe('云帆科技');
    const discounted = await paid(stage, { selectedPartnerId: undefined });
    expect(
      await orderOf(stage.operator, discounted, `${ATTRIBUTED} lines { payRate shareRatio }`),
    ).toMatchObject({ ...NOTHING, lines: [{ payRate: '0.85', shareRatio: null }] });
  });

  it('its claims wait: the run parks it, and nobody releases the bill', async () => {
    await ordered(stage, { placedAt: noon('03-05'), lines: [{ listMinor: 10_000_000n }] });
    at(noon('04-03'));
    await tick();
    const parked = await outcome('2026-03');
    expect(parked).toMatchObject({
      status: 'PARKED',
      bound: 'SUSPENDED',
      bill: null,
      viewerActions: [{ name: 'recompute' }, { name: 'release', reasonCode: 'PARTNER_SUSPENDED' }],
    });
    await stage.operator.cannot(
      'billRunPartnerRelease',
      { id: parked.id, reason: '放行' },
      'PARTNER_SUSPENDED',
    );
  });
});

describe('after its reinstatement', () => {
  it('it is selected and earns again', async () => {
    await change('Reinstate');
    expect([await selectable(), await preselected(1)]).toEqual([['云帆科技'], '云帆科技']);
    const order = await paid(stage, { lines: [line(stage.goods.specifications[1])] });
    expect(await orderOf(stage.operator, order, ATTRIBUTED)).toMatchObject({
      attribution: 'SELECTED',
      partner: { name: '云帆科技' },
    });
  });

  it('its claims are billed, and paid unless it is suspended again', async () => {
    const { id } = await outcome('2026-03');
    await stage.operator.mutate('billRunPartnerRelease', { id, reason: '核查完成' });
    const { bill } = await outcome('2026-03');
    // Past its invoice and the seller's authorization, which other stories tell.
    await countersigned(stage, bill.id.slice(4));
    await stage.world.rows(sql.raw(`update settlement_bill set status = 'PAYING'`));
    const { paymentAuthorizations } = await stage.sellerManager.ask(
      '{ paymentAuthorizations(first: 1) { nodes { id } } }',
    );
    await stage.sellerManager.mutate('paymentAuthorizationAuthorize', {
      id: paymentAuthorizations.nodes[0].id,
    });
    const pay = () =>
      stage.operator.refused('settlementBillPay', {
        id: bill.id,
        reference: 'TR-1',
        paidOn: '2026-04-03',
      });
    await change('Suspend');
    expect(await pay()).toEqual(['PARTNER_SUSPENDED']);
    await change('Reinstate');
    expect(await pay()).toEqual([]);
  });
});
