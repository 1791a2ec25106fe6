import { beforeAll, describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { line, orderOf, placed } from '../orders/checkout.ts';
import { day, draftOf, errorsOf, seen, setStage } from './stage.ts';

const stage = testStage('discounts for a sub-distributor', setStage);
let distributor: Organization;
let top: Caller;
let sub: Caller;
/** Another sub-distributor of the distributor. */
let sibling: Caller;
let stranger: Caller;

async function enrolled(name: string, place: object): Promise<Organization> {
  const org = await stage.world.organization('PARTNER', name);
  await stage.operator.mutate('partnerEnroll', { organizationId: `org_${org.id}`, ...place });
  return org;
}
const under = ({ id }: Organization) => ({ tier: 'SUB_DISTRIBUTOR', parentId: `ptn_${id}` });
const move = (to: Organization) =>
  stage.operator.mutate('partnerSetTier', {
    id: `ptn_${stage.partner.id}`,
    ...under(to),
    reason: '渠道调整',
  });
const made = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const { id } = await top.mutate('exclusiveDiscountCreate', draftOf(stage, changes));
  await top.mutate('exclusiveDiscountSubmit', { id });
  return id;
};

beforeAll(async () => {
  const { world } = stage;
  distributor = await enrolled('总经销', { tier: 'DISTRIBUTOR' });
  const foreign = await enrolled('别的总经销', { tier: 'DISTRIBUTOR' });
  const other = await enrolled('云经销乙', under(distributor));
  top = await world.member(distributor, 'csp.manager', '周总');
  sub = stage.manager;
  sibling = await world.member(other, 'csp.owner');
  stranger = await world.member(foreign, 'csp.manager');
  await move(distributor);
});

describe('the customer of a sub-distributor', () => {
  let discount: string;

  it('gets a discount of the distributor, and of no other one', async () => {
    await sub.cannot('exclusiveDiscountCreate', draftOf(stage), 'TIER_NOT_ALLOWED');
    await expect(errorsOf(stranger, 'exclusiveDiscountCreate', draftOf(stage))).rejects.toThrow(
      'Not found',
    );
    discount = await made();
    await sub.sees(discount, null);
    await stage.reviewer.mutate('exclusiveDiscountApprove', { id: discount });
    await sub.sees(discount, { status: 'SCHEDULED', privateUrl: null });
  });

  it('gets its link from the sub-distributor, which changes nothing and reads no terms', async () => {
    stage.world.clock.moveTo(new Date(day('10')));
    await stage.world.settle();
    const fields =
      'status netTotal { amount } privateUrl shareRatio note viewerActions { name } lines { payRate floorPayRate }';
    const { privateUrl } = await seen(top, discount, 'privateUrl');
    expect(privateUrl).toMatch(/^\//);
    expect(await seen(sub, discount, fields)).toEqual({
      status: 'EFFECTIVE',
      netTotal: { amount: '10493.82' },
      privateUrl,
      shareRatio: null,
      note: null,
      viewerActions: [],
      lines: [{ payRate: '0.85', floorPayRate: null }],
    });
    const { customer } = await sub.ask(
      `{ customer(by: { id: "${stage.customerId}" }) { exclusiveDiscounts(first: 5) { nodes { id } count { value } } } }`,
    );
    expect(customer.exclusiveDiscounts).toEqual({ nodes: [{ id: discount }], count: { value: 1 } });
    const service = await stage.world.member(stage.partner, 'csp.service');
    await service.sees(discount, { privateUrl: null });
    await expect(
      sub.mutate('exclusiveDiscountRevoke', { id: discount, reason: '不行' }),
    ).rejects.toThrow('Your organization may only read this.');
    for (const viewer of [sibling, stranger]) await viewer.sees(discount, null);
  });

  it('buys at its price: the distributor gets the share, and the binding decides the performance', async () => {
    // The mailed link of the discount, which the sub-distributor shares, too.
    const buyer = stage.world.as({ ...stage.buyer.viewer, subjectId: discount.slice(4) });
    const id = await placed(stage, {
      by: buyer,
      lines: [line(stage.goods.specifications[0])],
      selectedPartnerId: undefined,
    });
    await buyer.mutate('orderConfirmPayment', { id });
    expect(
      await orderOf(
        stage.operator,
        id,
        'attribution partner { name } lines { payRate shareRatio performance }',
      ),
    ).toEqual({
      attribution: 'DISCOUNT',
      partner: { name: '总经销' },
      lines: [{ payRate: '0.85', shareRatio: '0.2', performance: 'NOT_ASSOCIATED' }],
    });
  });

  it('loses it when the sub-distributor leaves the distributor', async () => {
    const waiting = await made({
      validFrom: day('31'),
      validUntil: '2026-04-30T00:00:00.000+08:00',
    });
    const again = await enrolled('新总经销', { tier: 'DISTRIBUTOR' });
    await move(distributor);
    await top.sees(discount, { status: 'EFFECTIVE' });
    await move(again);
    for (const id of [discount, waiting])
      await stage.operator.sees(id, { status: 'UNUSABLE', unusableReason: 'CUSTOMER_UNBOUND' });
    await sub.sees(discount, null);
    await move(distributor);
  });

  it('loses it with the binding', async () => {
    const id = await made({ validFrom: day('12') });
    await stage.reviewer.mutate('exclusiveDiscountApprove', { id });
    await sub.mutate('partnerBindingRequestUnbind', { id: stage.bindingId, reason: '合作结束' });
    await stage.buyer.mutate('partnerBindingApproveUnbind', { id: stage.bindingId });
    await stage.operator.sees(id, { status: 'UNUSABLE' });
    await top.cannot('exclusiveDiscountCreate', draftOf(stage), 'CUSTOMER_NOT_BOUND');
  });
});
