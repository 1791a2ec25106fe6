import { describe, expect, it } from '@jest/globals';
import { offerPrices } from '../../../server/modules/demands/index.ts';
import { privateOfferLinks } from '../../../server/modules/demands/offer/offer-link.read.ts';
import { DAY } from '../../../server/platform/clock.ts';
import type { Rows } from '../../../server/platform/db/transaction.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo, midnight } from '../../kit/time.ts';
import { day, type Goods, listed } from '../discounts/stage.ts';
import { setDemandStage, submittedDemand } from './stage.ts';

const stage = testStage('private offers', setDemandStage);

const accepted = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const id = await submittedDemand(stage, changes);
  await stage.reviewer.mutate('customerDemandReceive', { id });
  return id;
};
const named = () => {
  const { cloudAccount, name } = stage.stranger;
  return { cloudAccount, name };
};
/** A received demand for the customer whom the partner does not know. */
const ofStranger = () => accepted({ customerId: undefined, customer: named() });

let names = 0;
const termsOf = (changes: Record<string, unknown> = {}) => ({
  name: `专属报价 ${++names}`,
  lines: [
    { specificationId: stage.joint.specifications[0], payRate: '0.82' },
    { specificationId: stage.joint.specifications[1], payRate: '0.9' },
  ],
  validFrom: day('10'),
  validUntil: day('31'),
  ...changes,
});
/** An offer that starts at once. */
const atOnce = { validFrom: undefined };

const convert = async (id: string, changes: Record<string, unknown> = {}): Promise<string> =>
  (
    await stage.sellerManager.mutate(
      'customerDemandConvert',
      { id, shareRatio: '0.2', ...termsOf(changes) },
      'privateOffer { id }',
    )
  ).privateOffer.id;
/** Input of an unasked offer to the foreign customer that starts at once. */
const unasked = ({ productId, specifications }: Goods, changes: object = {}) => ({
  productId,
  customers: [named()],
  ...termsOf({
    lines: [{ specificationId: specifications[0], payRate: '0.5' }],
    ...atOnce,
    ...changes,
  }),
});

/** Numbers of offers and of authorizations. */
const count = () =>
  stage.world.rows(sql`
    select (select count(*) from private_offer)::int as offers, (select count(*) from joint_sales_authorization)::int as authorizations`);

/** Customers in the mails with offers, in the order of the mails. */
const mailed = async (number?: string): Promise<string[]> =>
  (
    await stage.world.rows<{ customer: string }>(
      sql`select params->>'customer' as customer from outbox_message where template = 'privateOffer'
        and (${number ?? null}::text is null or params->>'number' = ${number ?? null}) order by created_at, id`,
    )
  ).map(({ customer }) => customer);

describe('an offer from a demand', () => {
  it('converts the demand, authorizes the partner and drafts its discount, linked both ways', async () => {
    const { world, manager, sellerManager } = stage;
    const demand = await accepted();
    const id = await convert(demand);
    await manager.sees(demand, {
      status: 'CONVERTED',
      expectedShareRatio: '0.25',
      grantedShareRatio: '0.2',
      privateOffer: { id },
    });
    await manager.sees(id, {
      number: expect.stringMatching(/^PO-20260302-\d{4}$/),
      status: 'SCHEDULED',
      customerName: '东方制造',
      customerCount: 1,
      shareRatio: '0.2',
      floorPayRate: '0.82',
      listTotal: { amount: '12645.67' },
      netTotal: { amount: '10393.45' },
      lines: [
        { payRate: '0.82', netPrice: { amount: '10123.45' } },
        { payRate: '0.9', netPrice: { amount: '270.00' } },
      ],
      recipients: [{ customerName: '东方制造' }],
      demand: { id: demand },
      jointSalesAuthorization: {
        status: 'SCHEDULED',
        shareRatio: '0.2',
        floorPayRate: '0.82',
        customerName: '东方制造',
        privateOffer: { id },
      },
      exclusiveDiscount: null,
    });
    const { exclusiveDiscount } = await manager.mutate(
      'privateOfferDraftDiscount',
      { id },
      'exclusiveDiscount { id }',
    );
    await manager.sees(exclusiveDiscount.id, {
      status: 'DRAFT',
      netTotal: { amount: '10393.45' },
      privateOffer: { id, demand: { id: demand } },
    });
    await manager.cannot('privateOfferDraftDiscount', { id }, 'DISCOUNT_DRAFTED');
    await goTo(world, new Date(Date.parse(day('10')) - 1_000));
    await sellerManager.sees(id, { status: 'SCHEDULED' });
    await goTo(world, day('10'));
    await sellerManager.sees(id, { status: 'EFFECTIVE' });
  });

  it.each([
    ['a share above the largest', { shareRatio: '0.31' }, 'SHARE_ABOVE_MAXIMUM'],
    ['an end before the start', { validUntil: day('09') }, 'END_IN_PAST'],
    ['a period in the past', { validUntil: midnight('2026-01-01') }, 'END_IN_PAST'],
  ])('stores nothing for %s', async (_, changes, code) => {
    const id = await accepted();
    const before = await count();
    const input = { id, shareRatio: '0.2', ...termsOf({ ...atOnce, ...changes }) };
    await stage.sellerManager.cannot('customerDemandConvert', input, code);
    await stage.manager.sees(id, { status: 'ACCEPTED' });
    expect(await count()).toEqual(before);
  });

  it('refuses a taken name, and a demand that was not received', async () => {
    const { sellerManager, goods } = stage;
    const waiting = await submittedDemand(stage);
    const taken = unasked(goods);
    await sellerManager.mutate('privateOfferCreate', taken);
    const ask = (id: string, name: string, code: string) =>
      sellerManager.cannot(
        'customerDemandConvert',
        { id, shareRatio: '0.2', ...termsOf({ name, validFrom: day('20') }) },
        code,
      );
    await ask(await ofStranger(), taken.name, 'NAME_TAKEN');
    await ask(waiting, '新名字', 'NOT_IN_THIS_STATE');
  });
});

describe('an unasked offer', () => {
  it('gives the listed customers its price from its start to its end', async () => {
    const { world, sellerManager, manager, customerId } = stage;
    const goods = await listed(sellerManager, '另一款软件');
    const [row] = await world.rows<{ account: string }>(
      sql`select cloud_account as account from customer where id = ${customerId.slice(4)}`,
    );
    const { privateOffer } = await sellerManager.mutate(
      'privateOfferCreate',
      unasked(goods, {
        customers: [{ cloudAccount: row!.account, name: '东方制造' }, named()],
        lines: [{ specificationId: goods.specifications[0], netPrice: '10000.00' }],
        validUntil: day('20'),
      }),
      'privateOffer { id number }',
    );
    const { id, number } = privateOffer;
    await sellerManager.sees(id, { status: 'EFFECTIVE', customerCount: 2, shareRatio: null });
    await manager.sees(id, null);
    expect((await mailed(number)).sort()).toEqual(['东方制造', '北方能源']);

    const price = (index: 0 | 1) =>
      world.system((tx) =>
        offerPrices(
          tx,
          { customerId: customerId.slice(4), subjectId: null },
          [goods.specifications[index].slice(4)],
          world.clock.now(),
        ),
      );
    expect(await price(0)).toMatchObject([{ offerId: id.slice(4), netMinor: 1_000_000n }]);
    expect(await price(1)).toEqual([]);

    const buyer = await recipient(id, '东方制造');
    await buyer.caller.sees(id, {
      netTotal: { amount: '10000.00' },
      shareRatio: null,
      floorPayRate: null,
      note: null,
      customerName: null,
      customerCount: null,
      recipients: [{ customerName: '东方制造', privateUrl: null }],
      lines: [{ netPrice: { amount: '10000.00' } }],
    });
    // The seller may pass on the link that its customer was mailed.
    await sellerManager.sees(id, {
      recipients: expect.arrayContaining([{ privateUrl: `/offers/private/${buyer.token}` }]),
    });
    expect(await stateOf(buyer.token)).toBe('OK');
    await goTo(world, new Date(Date.parse(day('20')) - 1_000));
    await sellerManager.sees(id, { status: 'EFFECTIVE' });
    world.clock.moveTo(new Date(day('20')));
    expect(await stateOf(buyer.token)).toBe('EXPIRED');
    await world.settle();
    await sellerManager.sees(id, { status: 'EXPIRED' });
    expect(await price(0)).toEqual([]);
  });

  it('is read-only once granted, shared again, revoked with a reason, and ends with its product', async () => {
    const { sellerManager } = stage;
    const goods = await listed(sellerManager, '第三款软件');
    const lines = goods.specifications.map((specificationId) => ({
      specificationId,
      payRate: '0.5',
    }));
    const make = async () =>
      (await sellerManager.mutate('privateOfferCreate', unasked(goods, { lines }))).id;
    const [first, second] = [await make(), await make()];
    const before = (await mailed()).length;
    await sellerManager.mutate('privateOfferShare', { id: first });
    expect(await mailed()).toHaveLength(before + 1);
    await sellerManager.mutate('privateOfferRevoke', { id: first, reason: '重新报价' });
    await sellerManager.sees(first, { status: 'REVOKED', revokeReason: '重新报价' });
    await sellerManager.mutate('specificationDelist', {
      id: goods.specifications[1],
      reason: '停售',
    });
    await sellerManager.sees(second, {
      status: 'EFFECTIVE',
      netTotal: { amount: '6172.84' },
      lines: [{ isUsable: true }, { isUsable: false }],
    });
    await sellerManager.mutate('productDelist', { id: goods.productId, reason: '停售' });
    await sellerManager.sees(second, { status: 'UNUSABLE' });
  });

  it('refuses unknown accounts and foreign products, storing nothing', async () => {
    const { world, goods, sellerManager } = stage;
    const before = await count();
    const other = await world.member(await world.organization('SELLER', '外人'), 'seller.manager');
    const unknown = unasked(goods, { customers: [{ cloudAccount: 'nobody', name: 'nobody' }] });
    await sellerManager.cannot('privateOfferCreate', unknown, {
      code: 'CUSTOMER_ACCOUNT_UNKNOWN',
      field: ['customers', '0'],
    });
    await expect(other.refused('privateOfferCreate', unasked(goods))).rejects.toThrow('Not found');
    expect(await count()).toEqual(before);
  });
});

describe('with the review of operations', () => {
  it('waits for approval, can be withdrawn before, and authorizes the partner with the approval', async () => {
    const { operator, manager, sellerManager } = stage;
    await operator.mutate('policySet', {
      key: 'demands.offers-reviewed',
      value: '1',
      reason: 'test',
    });
    const id = await convert(await ofStranger(), atOnce);
    const dropped = await convert(await ofStranger(), atOnce);
    await manager.sees(id, { status: 'MANUAL_REVIEW', jointSalesAuthorization: null });
    await sellerManager.mutate('privateOfferWithdraw', { id: dropped });
    await operator.mutate('privateOfferApprove', { id });
    await manager.sees(id, { status: 'EFFECTIVE', jointSalesAuthorization: { status: 'ACTIVE' } });
  });

  it('an offer that is rejected or withdrawn opens the demand again, for another one', async () => {
    const { operator, manager, sellerManager, world } = stage;
    const demand = await ofStranger();
    const first = await convert(demand, atOnce);
    await manager.sees(demand, { status: 'CONVERTED', grantedShareRatio: '0.2' });
    await operator.mutate('privateOfferReject', { id: first, reason: '价格过低' });
    await manager.sees(demand, {
      status: 'ACCEPTED',
      grantedShareRatio: null,
      dueAt: new Date(world.clock.now().getTime() + 5 * DAY).toISOString(),
      privateOffer: { id: first, status: 'REJECTED' },
    });
    world.clock.advance(1000);
    await sellerManager.mutate('privateOfferWithdraw', { id: await convert(demand, atOnce) });
    await manager.sees(demand, { status: 'ACCEPTED' });
    world.clock.advance(1000);
    // The authorization of the offer above lasts until then.
    const third = await convert(demand, {
      validFrom: day('31'),
      validUntil: midnight('2026-04-30'),
    });
    await operator.mutate('privateOfferApprove', { id: third });
    await manager.sees(demand, {
      status: 'CONVERTED',
      grantedShareRatio: '0.2',
      privateOffer: { id: third, status: 'SCHEDULED' },
    });
  });

  it('is not granted with a specification that was delisted meanwhile', async () => {
    const id = await convert(await ofStranger(), atOnce);
    const [, specification] = stage.joint.specifications;
    await stage.sellerManager.mutate('specificationDelist', { id: specification, reason: '停售' });
    await stage.operator.cannot('privateOfferApprove', { id }, 'SPECIFICATION_DELISTED');
  });
});

/** The customer of an offer as in the session of its link. */
async function recipient(offerId: string, name: string) {
  const { world } = stage;
  const [row] = await world.rows<{ id: string; customer: string }>(sql`
    select id, customer_id as customer from private_offer_recipient
    where offer_id = ${offerId.slice(4)} and customer_name = ${name}`);
  return {
    token: privateOfferLinks.token(world.deps.secrets, row!.id, null),
    caller: world.as({
      via: 'LINK',
      role: 'buyer',
      side: 'customer',
      tenantId: row!.customer,
      actorId: row!.id,
      actorName: name,
      memberId: null,
      scopes: ['read', 'write'],
      hasFreshProof: true,
      subjectId: row!.id,
    }),
  };
}

async function stateOf(token: string): Promise<string | undefined> {
  const { world } = stage;
  const { secrets } = world.deps;
  const find = (tx: Rows) => privateOfferLinks.find(tx, secrets, token, world.clock.now());
  return (await world.system(find))?.state;
}
