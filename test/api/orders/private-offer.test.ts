import { beforeAll, describe, expect, it } from '@jest/globals';
import { privateOfferLinks } from '../../../server/modules/demands/offer/offer-link.read.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo } from '../../kit/time.ts';
import { openWeb } from '../../kit/web.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { setDemandStage, submittedDemand } from '../demands/stage.ts';
import { day, type Goods, on, scheduled } from '../discounts/stage.ts';
import { basket, line, paid, placed } from './checkout.ts';

const stage = testStage('orders at private offers', setDemandStage);
/** The customer with all that is its own; a link shows the part that it is about. */
let buyer: Caller;
beforeAll(() => {
  buyer = stage.world.as({ ...stage.buyer.viewer, subjectId: null });
});

let names = 0;

/** Creates an unasked offer of the seller to the stage's customer; returns its global id. */
async function offered(facts: Record<string, unknown> = {}): Promise<string> {
  const [row] = await stage.world.rows<{ cloudAccount: string }>(
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

const refused = (facts: object, code: string, by = buyer) =>
  by.cannot('orderPlace', basket(stage, facts), code);
const first = ({ specifications }: Goods) => line(specifications[0]);
const itemsAt = async (offer: string, fields: string, by = buyer): Promise<any[]> =>
  (await by.ask(`{ checkoutItems(privateOfferId: "${offer}") { ${fields} } }`)).checkoutItems;

describe('an order at a private offer', () => {
  let offerId: string;

  it('uses the price of the seller, and the offer lists it', async () => {
    offerId = await offered();
    expect(
      await itemsAt(
        offerId,
        'price { amount } discount { name } privateOffer { privateOfferId name payRate partnerId }',
      ),
    ).toEqual([
      {
        price: { amount: '10000.00' },
        discount: null,
        privateOffer: {
          privateOfferId: offerId,
          name: '商家报价 1',
          payRate: '0.810001',
          partnerId: null,
        },
      },
    ]);
    const id = await placed(stage, {
      by: buyer,
      lines: [line(stage.goods.specifications[0], { quantity: 3 })],
    });
    await buyer.sees(id, {
      dealTotal: { amount: '30000.00' },
      privateOffer: { id: offerId },
      exclusiveDiscount: null,
    });
    await buyer.mutate('orderConfirmPayment', { id });
    await stage.sellerManager.sees(offerId, { 'orders(first: 5)': { nodes: [{ id }] } });
  });

  it('takes the lowest of all prices unless the customer names one, and at most one', async () => {
    const discountId = await scheduled(stage);
    await goTo(stage.world, day('12'));
    // 12,345.67 × 0.85 = 10,493.82 is above the offer of 10,000.00.
    await buyer.sees(await placed(stage, { by: buyer }), {
      dealTotal: { amount: '10000.00' },
      privateOffer: { id: offerId },
    });
    await buyer.sees(await placed(stage, { by: buyer, discountId }), {
      dealTotal: { amount: '10493.82' },
      privateOffer: null,
      exclusiveDiscount: { id: discountId },
    });
    await refused({ discountId, privateOfferId: offerId }, 'ONE_DISCOUNT_PER_ORDER');
    const elsewhere = await offered(on(stage.joint));
    await refused({ privateOfferId: elsewhere }, 'OFFER_NOT_IN_FORCE');
    const lines = [first(stage.goods), first(stage.joint)];
    await refused({ lines }, 'ONE_DISCOUNT_PER_ORDER');
    await buyer.sees(await placed(stage, { by: buyer, lines, privateOfferId: elsewhere }), {
      lines: [
        { payRate: '1', privateOffer: null },
        { payRate: '0.9', privateOffer: { id: elsewhere } },
      ],
    });
  });

  it('is not offered to another customer, and not after its end or its revocation', async () => {
    const { world, stranger, sellerManager } = stage;
    const by = world.as({ ...buyer.viewer, tenantId: stranger.id.slice(4) });
    expect(await itemsAt(offerId, 'specificationId', by)).toEqual([]);
    // The offer is out of the stranger's sight.
    await expect(
      placed(stage, { by, privateOfferId: offerId, selectedPartnerId: undefined }),
    ).rejects.toThrow('Not found');
    const gone = await offered({ name: '撤销的报价' });
    await sellerManager.mutate('privateOfferRevoke', { id: gone, reason: '报错了' });
    await refused({ privateOfferId: gone }, 'OFFER_NOT_IN_FORCE');
    world.clock.moveTo(new Date(day('20')));
    await refused({ privateOfferId: offerId }, 'OFFER_NOT_IN_FORCE');
  });

  it('keeps it until it is paid, unless the specification is delisted', async () => {
    const { world, sellerManager } = stage;
    const [, specification] = stage.goods.specifications;
    const id = await offered({
      lines: [{ specificationId: specification, payRate: '0.9' }],
      validUntil: day('28'),
    });
    const lines = [line(specification)];
    const order = await placed(stage, { by: buyer, lines, privateOfferId: id });
    await sellerManager.cannot(
      'privateOfferRevoke',
      { id, reason: '报错了' },
      'USED_IN_UNPAID_ORDER',
    );
    await sellerManager.mutate('specificationDelist', { id: specification, reason: '停售' });
    await buyer.sees(order, { status: 'CANCELLED', lines: [{ status: 'CANCELLED' }] });
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
    const { world } = stage;
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
  shareRatio: string,
  payRate: string,
  demand: Record<string, unknown> = {},
): Promise<string> {
  const id = await submittedDemand(stage, demand);
  await stage.reviewer.mutate('customerDemandReceive', { id });
  const { lines } = on(stage.joint, payRate);
  const { privateOffer } = await stage.sellerManager.mutate(
    'customerDemandConvert',
    { id, name, shareRatio, lines, validUntil: day('31') },
    'privateOffer { id status }',
  );
  expect(privateOffer.status).toBe('EFFECTIVE');
  return privateOffer.id;
}

describe('an order at the offer of a demand', () => {
  it('is attributed to the partner of the demand at the share of the offer', async () => {
    const { joint, partner, manager } = stage;
    const offer = await answered('需求报价', '0.2', '0.82');
    const partnerId = `ptn_${partner.id}`;
    expect(await itemsAt(offer, 'privateOffer { partnerId partnerName }')).toEqual([
      { privateOffer: { partnerId, partnerName: '云帆科技' } },
    ]);
    const input = { lines: [{ specificationId: joint.specifications[0], quantity: 1 }] };
    const { orderQuote } = await buyer.ask(
      `query($input: OrderQuoteInput!) { orderQuote(input: $input) { privateOfferId preselectedPartnerId dealTotal { amount } } }`,
      { input },
    );
    const dealTotal = { amount: '10123.45' };
    expect(orderQuote).toEqual({
      privateOfferId: offer,
      preselectedPartnerId: partnerId,
      dealTotal,
    });
    const id = await paid(stage, { by: buyer, lines: [first(joint)], voucher: '123.45' });
    await manager.sees(id, {
      attribution: 'DISCOUNT',
      dealTotal,
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
    const { joint, manager } = stage;
    const offer = await answered('第二份报价', '0.25', '0.81');
    await manager.sees(offer, { shareRatio: '0.25', jointSalesAuthorization: null });
    await manager.sees(await paid(stage, { by: buyer, lines: [first(joint)] }), {
      lines: [{ attribution: 'DISCOUNT', shareRatio: '0.25', privateOffer: { id: offer } }],
    });
    const other = [line(joint.specifications[1])];
    await manager.sees(await paid(stage, { by: buyer, lines: other }), {
      lines: [{ attribution: 'AUTO', shareRatio: '0.2', privateOffer: null }],
    });
    // The partner's own discount at the offer's price has the terms of the authorization, floor and share alike.
    const { exclusiveDiscount } = await manager.mutate(
      'privateOfferDraftDiscount',
      { id: offer },
      'exclusiveDiscount { id }',
    );
    const { id } = exclusiveDiscount;
    await manager.cannot('exclusiveDiscountSubmit', { id }, 'BELOW_FLOOR');
    await manager.mutate('exclusiveDiscountSubmit', {
      id,
      specialRequest: { justification: '价格与商家对该需求的报价一致' },
    });
    await manager.sees(id, {
      status: 'MANUAL_REVIEW',
      shareRatio: '0.2',
      lines: [{ payRate: '0.81', floorPayRate: '0.82' }],
    });
  });

  it('earns the partner its share, and no performance, though the customer is not bound to it', async () => {
    const { world, joint, manager, operator } = stage;
    const { id: strangerId, ...customer } = stage.stranger;
    const offer = await answered('北方报价', '0.2', '0.9', { customerId: undefined, customer });
    const by = world.as({ ...buyer.viewer, tenantId: strangerId.slice(4) });
    const rival = await partnerOf(world, '远航科技');
    const lines = [first(joint)];
    const atRival = { lines, selectedPartnerId: `ptn_${rival.id}` };
    await refused(atRival, 'PARTNER_NOT_OF_DISCOUNT', by);
    await manager.sees(await paid(stage, { by, lines, selectedPartnerId: undefined }), {
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
    await operator.sees(await paid(stage, { by, lines: [line(joint.specifications[1])] }), {
      attribution: 'NONE',
      attributionReason: 'CUSTOMER_NOT_BOUND',
    });
  });
});
