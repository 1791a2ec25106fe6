import { beforeAll, describe, expect, it } from '@jest/globals';
import { privateOfferLinks } from '../../../server/modules/demands/offer/offer-link.read.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import { openWeb } from '../../kit/web.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { type DemandStage, setDemandStage, submittedDemand } from '../demands/stage.ts';
import { day, errorsOf, scheduled } from '../discounts/stage.ts';
import { basket, line, orderOf, paid, placed } from './checkout.ts';

const world = testWorld('orders at private offers');
let stage: DemandStage;
/** The customer with all that is its own; a link shows the part that it is about. */
let buyer: Caller;
beforeAll(async () => {
  stage = await setDemandStage(world);
  buyer = world.as({ ...stage.buyer.viewer, subjectId: null });
});

let names = 0;

/** Creates an unasked offer of the seller to the stage's customer; returns its global id. */
async function offered(facts: Record<string, unknown> = {}): Promise<string> {
  const [row] = await world.rows<{ cloudAccount: string }>(
    sql`select cloud_account as "cloudAccount" from customer where id = ${stage.customerId.slice(4)}`,
  );
  const { id } = await stage.sellerManager.mutate('privateOfferCreate', {
    productId: stage.goods.productId,
    customers: [{ ...row!, name: '东方制造' }],
    name: `商家报价 ${++names}`,
    lines: [{ specificationId: stage.goods.specifications[0], netPrice: '10000.00' }],
    validUntil: day('20'),
    ...facts,
  });
  return id;
}

const refusals = async (facts: object): Promise<string[]> =>
  (await errorsOf(buyer, 'orderPlace', basket(stage, facts))).map(({ code }) => code);

const PRICE = 'dealTotal { amount } privateOffer { id } exclusiveDiscount { id }';

describe('an order at a private offer', () => {
  let offerId: string;

  it('uses the price of the seller, and the offer lists it', async () => {
    offerId = await offered();
    const [item] = (
      await buyer.ask(
        `{ checkoutItems(privateOfferId: "${offerId}") { price { amount } discount { name } privateOffer { privateOfferId name payRate partnerId } } }`,
      )
    ).checkoutItems;
    expect(item).toEqual({
      price: { amount: '10000.00' },
      discount: null,
      privateOffer: {
        privateOfferId: offerId,
        name: '商家报价 1',
        payRate: '0.810001',
        partnerId: null,
      },
    });
    const id = await placed(stage, {
      by: buyer,
      lines: [line(stage.goods.specifications[0], { quantity: 3 })],
    });
    expect(await orderOf(buyer, id, PRICE)).toEqual({
      dealTotal: { amount: '30000.00' },
      privateOffer: { id: offerId },
      exclusiveDiscount: null,
    });
    await buyer.mutate('orderConfirmPayment', { id });
    expect(
      (
        await stage.sellerManager.ask(
          `{ privateOffer(by: { id: "${offerId}" }) { orders(first: 5) { nodes { id } } } }`,
        )
      ).privateOffer.orders.nodes,
    ).toEqual([{ id }]);
  });

  it('takes the lowest of all prices unless the customer names one, and at most one', async () => {
    const discountId = await scheduled(stage);
    world.clock.moveTo(new Date(day('12')));
    await world.settle();
    // 12,345.67 × 0.85 = 10,493.82 is above the offer of 10,000.00.
    expect(await orderOf(buyer, await placed(stage, { by: buyer }), PRICE)).toMatchObject({
      dealTotal: { amount: '10000.00' },
      privateOffer: { id: offerId },
    });
    const named = await placed(stage, { by: buyer, discountId });
    expect(await orderOf(buyer, named, PRICE)).toEqual({
      dealTotal: { amount: '10493.82' },
      privateOffer: null,
      exclusiveDiscount: { id: discountId },
    });
    expect(await refusals({ discountId, privateOfferId: offerId })).toEqual([
      'ONE_DISCOUNT_PER_ORDER',
    ]);
    const elsewhere = await offered({
      productId: stage.joint.productId,
      lines: [{ specificationId: stage.joint.specifications[0], payRate: '0.9' }],
    });
    expect(await refusals({ privateOfferId: elsewhere })).toEqual(['OFFER_NOT_IN_FORCE']);
    const both = [line(stage.goods.specifications[0]), line(stage.joint.specifications[0])];
    expect(await refusals({ lines: both })).toEqual(['ONE_DISCOUNT_PER_ORDER']);
    const chosen = await placed(stage, { by: buyer, lines: both, privateOfferId: elsewhere });
    expect(await orderOf(buyer, chosen, 'lines { payRate privateOffer { id } }')).toEqual({
      lines: [
        { payRate: '1', privateOffer: null },
        { payRate: '0.9', privateOffer: { id: elsewhere } },
      ],
    });
  });

  it('is not offered to another customer, and not after its end or its revocation', async () => {
    const stranger = world.as({ ...buyer.viewer, tenantId: stage.stranger.id.slice(4) });
    const facts = { by: stranger, privateOfferId: offerId, selectedPartnerId: undefined };
    const { checkoutItems } = await stranger.ask(
      `{ checkoutItems(privateOfferId: "${offerId}") { specificationId } }`,
    );
    expect(checkoutItems).toEqual([]);
    // The offer is out of the stranger's sight.
    await expect(placed(stage, facts)).rejects.toThrow('Not found');
    const gone = await offered({ name: '撤销的报价' });
    await stage.sellerManager.mutate('privateOfferRevoke', { id: gone, reason: '报错了' });
    expect(await refusals({ privateOfferId: gone })).toEqual(['OFFER_NOT_IN_FORCE']);
    world.clock.moveTo(new Date(day('20')));
    expect(await refusals({ privateOfferId: offerId })).toEqual(['OFFER_NOT_IN_FORCE']);
  });

  it('keeps it until it is paid, unless the specification is delisted', async () => {
    const [, specification] = stage.goods.specifications;
    const id = await offered({
      lines: [{ specificationId: specification, payRate: '0.9' }],
      validUntil: day('28'),
    });
    const order = await placed(stage, {
      by: buyer,
      lines: [line(specification)],
      privateOfferId: id,
    });
    const revoke = { id, reason: '报错了' };
    await stage.sellerManager.cannot('privateOfferRevoke', revoke, 'USED_IN_UNPAID_ORDER');
    await stage.sellerManager.mutate('specificationDelist', { id: specification, reason: '停售' });
    expect(await orderOf(buyer, order, 'status lines { status }')).toEqual({
      status: 'CANCELLED',
      lines: [{ status: 'CANCELLED' }],
    });
    expect(
      await world.rows(sql`select 1 from outbox_message where template = 'orderPriceEnded'`),
    ).toHaveLength(1);
    // As if placing and the end had not seen each other.
    await world.rows(
      sql`update customer_order set status = 'PENDING_PAYMENT' where id = ${order.slice(4)}`,
    );
    await world.rows(
      sql`update order_line set status = 'PENDING_PAYMENT' where order_id = ${order.slice(4)}`,
    );
    await buyer.cannot('orderConfirmPayment', { id: order }, 'PRICE_NOT_IN_FORCE');
    await buyer.mutate('orderCancel', { id: order });
  });

  it('opens no session by its private link after its end', async () => {
    const web = await openWeb(world);
    const [row] = await world.rows<{ id: string }>(
      sql`select id from private_offer_recipient where offer_id = ${offerId.slice(4)}`,
    );
    const path = `/auth/link/${privateOfferLinks.token(world.deps.secrets, row!.id, null)}`;
    const before = await world.rows(sql`select 1 from session`);
    const opened = await web.browser().post(path);
    expect([opened.statusCode, opened.json().code]).toEqual([410, 'EXPIRED']);
    expect(await world.rows(sql`select 1 from session`)).toEqual(before);
    await web.close();
  });
});

/** Answers a demand of the stage's partner with an offer on the joint-operation product; returns the id of the offer. */
async function answered(
  name: string,
  terms: Record<string, unknown>,
  demand: Record<string, unknown> = {},
): Promise<string> {
  const id = await submittedDemand(stage, demand);
  await stage.reviewer.mutate('customerDemandReceive', { id });
  const { privateOffer } = await stage.sellerManager.mutate(
    'customerDemandConvert',
    { id, name, validUntil: day('31'), ...terms },
    'privateOffer { id status }',
  );
  expect(privateOffer.status).toBe('EFFECTIVE');
  return privateOffer.id;
}

describe('an order at the offer of a demand', () => {
  const LINES =
    'attribution dealTotal { amount } lines { attribution shareRatio performance attributedBy { id } privateOffer { id } }';
  const first = () => [line(stage.joint.specifications[0])];
  const at = (payRate: string) => ({
    lines: [{ specificationId: stage.joint.specifications[0], payRate }],
  });

  it('is attributed to the partner of the demand at the share of the offer', async () => {
    const offer = await answered('需求报价', { shareRatio: '0.2', ...at('0.82') });
    const { checkoutItems } = await buyer.ask(
      `{ checkoutItems(privateOfferId: "${offer}") { privateOffer { partnerId partnerName } } }`,
    );
    expect(checkoutItems[0].privateOffer).toEqual({
      partnerId: `ptn_${stage.partner.id}`,
      partnerName: '云帆科技',
    });
    const input = { lines: [{ specificationId: stage.joint.specifications[0], quantity: 1 }] };
    const { orderQuote } = await buyer.ask(
      `query($input: OrderQuoteInput!) { orderQuote(input: $input) { privateOfferId preselectedPartnerId dealTotal { amount } } }`,
      { input },
    );
    expect(orderQuote).toEqual({
      privateOfferId: offer,
      preselectedPartnerId: `ptn_${stage.partner.id}`,
      dealTotal: { amount: '10123.45' },
    });
    const id = await paid(stage, { by: buyer, lines: first(), voucher: '123.45' });
    expect(await orderOf(stage.manager, id, LINES)).toEqual({
      attribution: 'DISCOUNT',
      dealTotal: { amount: '10123.45' },
      lines: [
        {
          attribution: 'DISCOUNT',
          shareRatio: '0.2',
          performance: 'COUNTED',
          attributedBy: null,
          privateOffer: { id: offer },
        },
      ],
    });
  });

  it('takes the share of its own offer while the partner is authorized for the customer at another', async () => {
    const offer = await answered('第二份报价', { shareRatio: '0.25', ...at('0.81') });
    expect(
      (
        await stage.manager.ask(
          `{ privateOffer(by: { id: "${offer}" }) { shareRatio jointSalesAuthorization { id } } }`,
        )
      ).privateOffer,
    ).toEqual({ shareRatio: '0.25', jointSalesAuthorization: null });
    const id = await paid(stage, { by: buyer, lines: first() });
    expect(await orderOf(stage.manager, id, LINES)).toMatchObject({
      lines: [{ attribution: 'DISCOUNT', shareRatio: '0.25', privateOffer: { id: offer } }],
    });
    const other = await paid(stage, { by: buyer, lines: [line(stage.joint.specifications[1])] });
    expect(await orderOf(stage.manager, other, LINES)).toMatchObject({
      lines: [{ attribution: 'AUTO', shareRatio: '0.2', privateOffer: null }],
    });
    // The partner's own discount at the offer's price has the terms of the authorization, floor and share alike.
    const { exclusiveDiscount: draft } = await stage.manager.mutate(
      'privateOfferDraftDiscount',
      { id: offer },
      'exclusiveDiscount { id }',
    );
    await stage.manager.cannot('exclusiveDiscountSubmit', { id: draft.id }, 'BELOW_FLOOR');
    await stage.manager.mutate('exclusiveDiscountSubmit', {
      id: draft.id,
      specialRequest: { justification: '价格与商家对该需求的报价一致' },
    });
    await stage.manager.sees(draft.id, {
      status: 'MANUAL_REVIEW',
      shareRatio: '0.2',
      lines: [{ payRate: '0.81', floorPayRate: '0.82' }],
    });
  });

  it('earns the partner its share, and no performance, though the customer is not bound to it', async () => {
    const { id: strangerId, ...customer } = stage.stranger;
    const offer = await answered(
      '北方报价',
      { shareRatio: '0.2', ...at('0.9') },
      { customerId: undefined, customer },
    );
    const stranger = world.as({ ...buyer.viewer, tenantId: strangerId.slice(4) });
    const rival = await partnerOf(world, '远航科技');
    const elsewhere = basket(stage, { lines: first(), selectedPartnerId: `ptn_${rival.id}` });
    expect((await errorsOf(stranger, 'orderPlace', elsewhere)).map(({ code }) => code)).toEqual([
      'PARTNER_NOT_OF_DISCOUNT',
    ]);
    const id = await paid(stage, { by: stranger, lines: first(), selectedPartnerId: undefined });
    expect(await orderOf(stage.manager, id, LINES)).toMatchObject({
      attribution: 'DISCOUNT',
      lines: [
        {
          attribution: 'DISCOUNT',
          shareRatio: '0.2',
          performance: 'NOT_ASSOCIATED',
          privateOffer: { id: offer },
        },
      ],
    });
    // At the list price it is a sale of nobody.
    const plain = await paid(stage, { by: stranger, lines: [line(stage.joint.specifications[1])] });
    expect(await orderOf(stage.operator, plain, 'attribution attributionReason')).toEqual({
      attribution: 'NONE',
      attributionReason: 'CUSTOMER_NOT_BOUND',
    });
  });
});
