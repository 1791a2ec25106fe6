import { beforeAll, describe, expect, it } from '@jest/globals';
import { offerPrices } from '../../../server/modules/demands/index.ts';
import { privateOfferLinks } from '../../../server/modules/demands/offer/offer-link.read.ts';
import { DAY } from '../../../server/platform/clock.ts';
import type { Rows } from '../../../server/platform/db/transaction.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { day, listed } from '../discounts/stage.ts';
import { type DemandStage, seenDemand, setDemandStage, submittedDemand } from './stage.ts';

const world = testWorld('private offers');
let stage: DemandStage;
beforeAll(async () => {
  stage = await setDemandStage(world);
});

const accepted = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const id = await submittedDemand(stage, changes);
  await stage.reviewer.mutate('customerDemandReceive', { id });
  return id;
};

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

const convert = (id: string, changes: Record<string, unknown> = {}) =>
  stage.sellerManager.mutate(
    'customerDemandConvert',
    { id, shareRatio: '0.2', ...termsOf(changes) },
    'customerDemand { id status grantedShareRatio } privateOffer { id status number }',
  );

const seenOffer = async (viewer: Caller, id: string, fields = 'status'): Promise<any> =>
  (await viewer.ask(`query($id: ID!) { privateOffer(by: { id: $id }) { ${fields} } }`, { id }))
    .privateOffer;

const count = async (table: string): Promise<number> =>
  (await world.rows<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(table)}`))[0]!.n;

const mailsOf = async (template: string) =>
  await world.rows<{ to: string; params: any; links: any }>(
    sql`select recipient_mail as "to", params, links from outbox_message where template = ${template} order by created_at, id`,
  );

describe('an offer from a demand', () => {
  it('converts the demand, authorizes the partner and drafts its discount, linked both ways', async () => {
    const demand = await accepted();
    const { customerDemand, privateOffer } = await convert(demand);
    expect(customerDemand).toMatchObject({ status: 'CONVERTED', grantedShareRatio: '0.2' });
    expect(privateOffer).toMatchObject({
      status: 'SCHEDULED',
      number: expect.stringMatching(/^PO-20260302-\d{4}$/),
    });
    const chain = `expectedShareRatio grantedShareRatio privateOffer {
      id customerName customerCount shareRatio floorPayRate listTotal { amount } netTotal { amount }
      lines { payRate netPrice { amount } } recipients { customerName }
      demand { id } jointSalesAuthorization { status shareRatio floorPayRate customerName privateOffer { id } }
      exclusiveDiscount { id } }`;
    const seen = await seenDemand(stage.manager, demand, chain);
    expect(seen).toMatchObject({
      expectedShareRatio: '0.25',
      grantedShareRatio: '0.2',
      privateOffer: {
        id: privateOffer.id,
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
          privateOffer: { id: privateOffer.id },
        },
        exclusiveDiscount: null,
      },
    });
    const { exclusiveDiscount } = await stage.manager.mutate(
      'privateOfferDraftDiscount',
      { id: privateOffer.id },
      'exclusiveDiscount { id status netTotal { amount } privateOffer { id demand { id } } lines { payRate } }',
    );
    expect(exclusiveDiscount).toMatchObject({
      status: 'DRAFT',
      netTotal: { amount: '10393.45' },
      privateOffer: { id: privateOffer.id, demand: { id: demand } },
    });
    await stage.manager.cannot(
      'privateOfferDraftDiscount',
      { id: privateOffer.id },
      'DISCOUNT_DRAFTED',
    );
    // The authorization of the offer lets the discount through on the offer's day.
    world.clock.moveTo(new Date(Date.parse(day('10')) - 1_000));
    await world.settle();
    expect(await seenOffer(stage.sellerManager, privateOffer.id)).toEqual({ status: 'SCHEDULED' });
    world.clock.moveTo(new Date(day('10')));
    await world.settle();
    expect(await seenOffer(stage.sellerManager, privateOffer.id)).toEqual({ status: 'EFFECTIVE' });
  });

  it.each([
    ['a share above the largest', { shareRatio: '0.31' }, 'SHARE_ABOVE_MAXIMUM'],
    ['an end before the start', { validUntil: day('09') }, 'END_IN_PAST'],
    ['a period in the past', { validUntil: '2026-01-01T00:00:00.000+08:00' }, 'END_IN_PAST'],
  ])('stores nothing for %s', async (_, changes, code) => {
    const demand = await accepted();
    const before = [await count('private_offer'), await count('joint_sales_authorization')];
    const refused = await stage.sellerManager.refused('customerDemandConvert', {
      id: demand,
      shareRatio: '0.2',
      ...termsOf({ validFrom: undefined, ...changes }),
    });
    expect(refused).toEqual([code]);
    await stage.manager.sees(demand, { status: 'ACCEPTED' });
    expect([await count('private_offer'), await count('joint_sales_authorization')]).toEqual(
      before,
    );
  });

  it('refuses a taken name, and a demand that was not received', async () => {
    const waiting = await submittedDemand(stage);
    const taken = `专属报价 ${names}`;
    await stage.sellerManager.mutate('privateOfferCreate', {
      productId: stage.goods.productId,
      customers: [stage.stranger].map(({ cloudAccount, name }) => ({ cloudAccount, name })),
      ...termsOf({
        lines: [{ specificationId: stage.goods.specifications[0], payRate: '0.5' }],
        validFrom: undefined,
        name: taken,
      }),
    });
    const demand = await accepted({ customerId: undefined, customer: named() });
    const ask = (id: string, name: string) =>
      stage.sellerManager.refused('customerDemandConvert', {
        id,
        shareRatio: '0.2',
        ...termsOf({ name, validFrom: day('20') }),
      });
    expect(await ask(demand, taken)).toEqual(['NAME_TAKEN']);
    expect(await ask(waiting, '新名字')).toEqual(['NOT_IN_THIS_STATE']);
  });
});

const named = () => {
  const { cloudAccount, name } = stage.stranger;
  return { cloudAccount, name };
};

describe('an unasked offer', () => {
  it('gives the listed customers its price from its start to its end', async () => {
    const account = await seenCustomer();
    const goods = await listed(stage.sellerManager, '另一款软件');
    const { id } = await stage.sellerManager.mutate('privateOfferCreate', {
      productId: goods.productId,
      customers: [account, named()],
      ...termsOf({
        lines: [{ specificationId: goods.specifications[0], netPrice: '10000.00' }],
        validFrom: undefined,
        validUntil: day('20'),
      }),
    });
    expect(await seenOffer(stage.sellerManager, id, 'status customerCount shareRatio')).toEqual({
      status: 'EFFECTIVE',
      customerCount: 2,
      shareRatio: null,
    });
    expect(await seenOffer(stage.manager, id)).toBeNull();
    const { number } = await seenOffer(stage.sellerManager, id, 'number');
    const mails = (await mailsOf('privateOffer')).filter(({ params }) => params.number === number);
    expect(mails.map(({ params }) => params.customer).sort()).toEqual(['东方制造', '北方能源']);

    const price = (specificationId: string) =>
      world.system((tx) =>
        offerPrices(
          tx,
          { customerId: stage.customerId.slice(4), subjectId: null },
          [specificationId.slice(4)],
          world.clock.now(),
        ),
      );
    expect(await price(goods.specifications[0])).toMatchObject([
      { offerId: id.slice(4), netMinor: 1_000_000n },
    ]);
    expect(await price(goods.specifications[1])).toEqual([]);

    const buyer = await recipient(id, '东方制造');
    const fields = `name netTotal { amount } shareRatio floorPayRate note customerName customerCount
      revokeReason recipients { customerName privateUrl } lines { netPrice { amount } }`;
    expect(await seenOffer(buyer.caller, id, fields)).toMatchObject({
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
    const { recipients } = await seenOffer(stage.sellerManager, id, 'recipients { privateUrl }');
    expect(recipients).toContainEqual({ privateUrl: `/offers/private/${buyer.token}` });
    expect(await stateOf(buyer.token)).toBe('OK');
    world.clock.moveTo(new Date(Date.parse(day('20')) - 1_000));
    await world.settle();
    expect(await seenOffer(stage.sellerManager, id)).toEqual({ status: 'EFFECTIVE' });
    world.clock.moveTo(new Date(day('20')));
    expect(await stateOf(buyer.token)).toBe('EXPIRED');
    await world.settle();
    expect(await seenOffer(stage.sellerManager, id)).toEqual({ status: 'EXPIRED' });
    expect(await price(goods.specifications[0])).toEqual([]);
  });

  it('is read-only once granted, shared again, revoked with a reason, and ends with its product', async () => {
    const goods = await listed(stage.sellerManager, '第三款软件');
    const make = async () =>
      (
        await stage.sellerManager.mutate('privateOfferCreate', {
          productId: goods.productId,
          customers: [named()],
          ...termsOf({
            lines: goods.specifications.map((specificationId) => ({
              specificationId,
              payRate: '0.5',
            })),
            validFrom: undefined,
          }),
        })
      ).id;
    const [first, second] = [await make(), await make()];
    const before = (await mailsOf('privateOffer')).length;
    await stage.sellerManager.mutate('privateOfferShare', { id: first });
    expect(await mailsOf('privateOffer')).toHaveLength(before + 1);
    await stage.sellerManager.cannot('privateOfferWithdraw', { id: first }, 'NOT_IN_THIS_STATE');
    await stage.sellerManager.mutate('privateOfferRevoke', { id: first, reason: '重新报价' });
    expect(await seenOffer(stage.sellerManager, first, 'status revokeReason')).toEqual({
      status: 'REVOKED',
      revokeReason: '重新报价',
    });
    await stage.sellerManager.mutate('specificationDelist', {
      id: goods.specifications[1],
      reason: '停售',
    });
    expect(
      await seenOffer(stage.sellerManager, second, 'status netTotal { amount } lines { isUsable }'),
    ).toEqual({
      status: 'EFFECTIVE',
      netTotal: { amount: '6172.84' },
      lines: [{ isUsable: true }, { isUsable: false }],
    });
    await stage.sellerManager.mutate('productDelist', { id: goods.productId, reason: '停售' });
    expect(await seenOffer(stage.sellerManager, second)).toEqual({ status: 'UNUSABLE' });
  });

  it('refuses unknown accounts and foreign products, storing nothing', async () => {
    const before = await count('private_offer');
    const other = await world.member(await world.organization('SELLER', '外人'), 'seller.manager');
    const ask = (caller: Caller, changes: object) =>
      caller.run(
        'mutation($input: PrivateOfferCreateInput!) { privateOfferCreate(input: $input, idempotencyKey: "x") { userErrors { code field } } }',
        {
          input: {
            productId: stage.goods.productId,
            customers: [{ cloudAccount: 'nobody', name: 'nobody' }],
            ...termsOf({
              lines: [{ specificationId: stage.goods.specifications[0], payRate: '0.9' }],
              validFrom: undefined,
            }),
            ...changes,
          },
        },
      );
    const answer = (await ask(stage.sellerManager, {})) as any;
    expect(answer.data.privateOfferCreate.userErrors).toEqual([
      { code: 'CUSTOMER_ACCOUNT_UNKNOWN', field: ['customers', '0'] },
    ]);
    const { errors } = await ask(other, {});
    expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    expect(await count('private_offer')).toBe(before);
  });
});

describe('with the review of operations', () => {
  it('waits for approval, can be withdrawn before, and authorizes the partner with the approval', async () => {
    await stage.operator.mutate('policySet', {
      key: 'demands.offers-reviewed',
      value: '1',
      reason: 'test',
    });
    const customer = { customerId: undefined, customer: named() };
    const [kept, dropped] = [await accepted(customer), await accepted(customer)];
    const offerOf = async (demand: string) =>
      (await convert(demand, { validFrom: undefined })).privateOffer;
    const [offer, other] = [await offerOf(kept), await offerOf(dropped)];
    expect([offer.status, other.status]).toEqual(['MANUAL_REVIEW', 'MANUAL_REVIEW']);
    await stage.sellerManager.mutate('privateOfferWithdraw', { id: other.id });
    const authorization = 'status jointSalesAuthorization { status }';
    expect(await seenOffer(stage.manager, offer.id, authorization)).toEqual({
      status: 'MANUAL_REVIEW',
      jointSalesAuthorization: null,
    });
    await stage.operator.mutate('privateOfferApprove', { id: offer.id });
    expect(await seenOffer(stage.manager, offer.id, authorization)).toEqual({
      status: 'EFFECTIVE',
      jointSalesAuthorization: { status: 'ACTIVE' },
    });
    await stage.operator.cannot(
      'privateOfferReject',
      { id: other.id, reason: 'x' },
      'NOT_IN_THIS_STATE',
    );
  });

  it('an offer that is rejected or withdrawn opens the demand again, for another one', async () => {
    const demand = await accepted({ customerId: undefined, customer: named() });
    const FIELDS = 'status grantedShareRatio dueAt privateOffer { id status }';
    const terms = { validFrom: undefined };
    const { privateOffer: first } = await convert(demand, terms);
    expect(await seenDemand(stage.manager, demand, FIELDS)).toMatchObject({
      status: 'CONVERTED',
      grantedShareRatio: '0.2',
    });
    await stage.operator.mutate('privateOfferReject', { id: first.id, reason: '价格过低' });
    expect(await seenDemand(stage.manager, demand, FIELDS)).toEqual({
      status: 'ACCEPTED',
      grantedShareRatio: null,
      dueAt: new Date(world.clock.now().getTime() + 5 * DAY).toISOString(),
      privateOffer: { id: first.id, status: 'REJECTED' },
    });
    world.clock.advance(1000);
    const { privateOffer: second } = await convert(demand, terms);
    await stage.sellerManager.mutate('privateOfferWithdraw', { id: second.id });
    await stage.manager.sees(demand, { status: 'ACCEPTED' });
    world.clock.advance(1000);
    // The authorization of the offer above lasts until then.
    const { privateOffer: third } = await convert(demand, {
      validFrom: day('31'),
      validUntil: '2026-04-30T00:00:00+08:00',
    });
    await stage.operator.mutate('privateOfferApprove', { id: third.id });
    expect(await seenDemand(stage.manager, demand, FIELDS)).toMatchObject({
      status: 'CONVERTED',
      grantedShareRatio: '0.2',
      privateOffer: { id: third.id, status: 'SCHEDULED' },
    });
  });

  it('is not granted with a specification that was delisted meanwhile', async () => {
    const demand = await accepted({ customerId: undefined, customer: named() });
    const { privateOffer } = await convert(demand, { validFrom: undefined });
    const [, specification] = stage.joint.specifications;
    await stage.sellerManager.mutate('specificationDelist', { id: specification, reason: '停售' });
    await stage.operator.cannot(
      'privateOfferApprove',
      { id: privateOffer.id },
      'SPECIFICATION_DELISTED',
    );
  });
});

async function seenCustomer() {
  const [row] = await world.rows<{ account: string }>(
    sql`select cloud_account as account from customer where id = ${stage.customerId.slice(4)}`,
  );
  return { cloudAccount: row!.account, name: '东方制造' };
}

/** The customer of an offer as in the session of its link. */
async function recipient(offerId: string, name: string) {
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
  const { secrets } = world.deps;
  const find = (tx: Rows) => privateOfferLinks.find(tx, secrets, token, world.clock.now());
  return (await world.system(find))?.state;
}
