import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo, midnight } from '../../kit/time.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { line, placed } from '../orders/checkout.ts';
import {
  day,
  draftOf,
  during,
  saved,
  scheduled,
  seen,
  setStage,
  submitted,
  unbound,
} from './stage.ts';

const stage = testStage('discounts of a sub-distributor', setStage);
let distributor: Organization;
let top: Caller;
let rep: Caller;
/** A distributor with a sub-distributor of its own. */
let other: Caller;
let nephew: Caller;
/** Another sub-distributor of the distributor. */
let sibling: Caller;
/** Discounts that the partner made before it became a sub-distributor. */
let granted: string;
let reviewing: string;
let draft: string;

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

let foreign: Organization;
beforeAll(async () => {
  const { world } = stage;
  granted = await scheduled(stage);
  reviewing = await submitted(stage, during('2026-04-01', '2026-04-30'));
  draft = await saved(stage);
  distributor = await enrolled('总经销', { tier: 'DISTRIBUTOR' });
  foreign = await enrolled('别的总经销', { tier: 'DISTRIBUTOR' });
  top = await world.member(distributor, 'csp.owner', '周总');
  rep = await world.member(distributor, 'csp.rep', '小周');
  other = await world.member(foreign, 'csp.owner');
  nephew = await world.member(await enrolled('别的云经销', under(foreign)), 'csp.owner');
  sibling = await world.member(await enrolled('云经销乙', under(distributor)), 'csp.owner');
  await move(distributor);
});

const record = async (viewer: Caller) =>
  (
    await viewer.ask(
      `query($id: ID!) { customer(by: { id: $id }) {
        status binding { id status type }
        bindings(first: 10) { nodes { id inviteMail partner { name } viewerActions { name } } count { value } }
        exclusiveDiscounts(first: 10) { nodes { id } count { value } totals { netTotal { amount } } } } }`,
      { id: stage.customerId },
    )
  ).customer;

describe('the distributor of a partner', () => {
  it('reads the binding and the submitted discounts at the customer, and no draft', async () => {
    const own = await record(stage.manager);
    expect(own.exclusiveDiscounts.count.value).toBe(3);
    const seenBy = await record(top);
    expect(seenBy).toMatchObject({
      status: 'BOUND',
      binding: { id: stage.bindingId, status: 'BOUND', type: 'ADVISORY' },
      bindings: {
        nodes: [{ id: stage.bindingId, inviteMail: null, viewerActions: [] }],
        count: { value: 1 },
      },
      exclusiveDiscounts: { count: { value: 2 } },
    });
    const ids = seenBy.exclusiveDiscounts.nodes.map(({ id }: { id: string }) => id);
    expect(ids.toSorted()).toEqual([granted, reviewing].toSorted());
    await top.sees(draft, null);
  });

  it('reads prices and state, but neither the terms of the deal nor what its parties say', async () => {
    const PRICE =
      'status listTotal { amount } netTotal { amount } partner { name } lines { payRate netPrice { amount } }';
    expect(await seen(top, granted, PRICE)).toEqual(await seen(stage.manager, granted, PRICE));
    await stage.manager.sees(granted, {
      shareRatio: '0.2',
      termsVersion: 1,
      decidedByName: '钱进',
      lines: [{ floorPayRate: '0.8' }],
    });
    await top.sees(granted, {
      shareRatio: null,
      termsVersion: null,
      decidedByName: null,
      lines: [{ floorPayRate: null }],
      note: null,
      privateUrl: null,
      'activities(first: 5)': { nodes: [] },
      'comments(first: 5)': { nodes: [] },
      canComment: false,
      viewerActions: [],
    });
  });

  it('keeps its own lists, counts, sums and search to its own', async () => {
    const lists = await top.ask(`{
      partnerBindings(first: 10) { nodes { id } count { value } }
      exclusiveDiscounts(first: 10) { nodes { id } count { value } totals { netTotal { amount } } }
      search(query: "春季", first: 10) { nodes { id } }
    }`);
    expect(lists).toEqual({
      partnerBindings: { nodes: [], count: { value: 0 } },
      exclusiveDiscounts: {
        nodes: [],
        count: { value: 0 },
        totals: { netTotal: { amount: '0.00' } },
      },
      search: { nodes: [] },
    });
  });

  it('counts and sums the discounts of one partner as the list of that partner shows them', async () => {
    const listOf = async (viewer: Caller, ids: readonly string[]) => {
      const { exclusiveDiscounts } = await viewer.ask(
        `query($ids: [ID!]) { exclusiveDiscounts(first: 10, filter: { partnerId: $ids }) {
          nodes { id netTotal { amount } } count { value isExact } totals { netTotal { amount } } } }`,
        { ids },
      );
      const { nodes, count, totals } = exclusiveDiscounts;
      expect(count).toEqual({ value: nodes.length, isExact: true });
      const minor = (of: { amount: string }) => Number(of.amount.replace('.', ''));
      const sum = nodes.reduce((total: number, row: any) => total + minor(row.netTotal), 0);
      expect(minor(totals.netTotal)).toBe(sum);
      return nodes.map(({ id }: { id: string }) => id).toSorted();
    };
    const [below, above] = [`ptn_${stage.partner.id}`, `ptn_${distributor.id}`];
    const sent = [granted, reviewing].toSorted();
    expect(await listOf(stage.manager, [below])).toEqual([draft, ...sent].toSorted());
    expect(await listOf(top, [below])).toEqual(sent);
    expect(await listOf(top, [above, below])).toEqual(sent);
    for (const viewer of [top, stage.manager]) expect(await listOf(viewer, [above])).toEqual([]);
  });

  it('hands out no link once the discount is effective', async () => {
    await goTo(stage.world, day('10'));
    await stage.manager.sees(granted, { privateUrl: expect.stringMatching(/^\//) });
    await top.sees(granted, { status: 'EFFECTIVE', privateUrl: null });
  });

  it.each([
    ['exclusiveDiscountWithdraw', () => ({ id: reviewing })],
    ['exclusiveDiscountRevoke', () => ({ id: granted, reason: '不行' })],
    ['exclusiveDiscountExtend', () => ({ id: granted, months: 1 })],
    ['exclusiveDiscountComment', () => ({ id: reviewing, body: '看看', audience: 'SHARED' })],
    ['partnerBindingRequestUnbind', () => ({ id: stage.bindingId, reason: '不行' })],
    [
      'partnerBindingRequestChangeType',
      () => ({ id: stage.bindingId, type: 'AGENCY', reason: '不行' }),
    ],
    ['partnerBindingResend', () => ({ id: stage.bindingId })],
  ] as const)('changes nothing: %s', async (name, input) => {
    const before = await written();
    await expect(top.mutate(name, input())).rejects.toThrow(
      'Your organization may only read this.',
    );
    expect(await written()).toEqual(before);
  });

  it('cannot change the rows in PostgreSQL either', async () => {
    for (const table of ['partner_binding', 'exclusive_discount', 'exclusive_discount_line'])
      for (const change of [
        `update ${table} set customer_id = customer_id returning id`,
        `delete from ${table} returning id`,
      ]) {
        const changed = await stage.world.db.transaction(top.viewer, (tx) =>
          tx.rows(sql.raw(change)),
        );
        expect([change, changed]).toEqual([change, []]);
      }
  });

  it('shows them to a representative only of an assigned customer', async () => {
    expect(await record(rep)).toBeNull();
    await rep.sees(granted, null);
    await top.mutate('customerAssignManager', {
      id: stage.customerId,
      memberId: `mem_${rep.viewer.memberId}`,
    });
    expect((await record(rep)).binding).toMatchObject({ id: stage.bindingId });
    await rep.sees(granted, { status: 'EFFECTIVE' });
  });

  it.each(['csp.finance', 'csp.auditor', 'csp.service'] as const)(
    'reads no order or deadline of it: %s',
    async (role) => {
      const member = await stage.world.member(distributor, role);
      const read = '{ orders(first: 5) { nodes { id } } deadlines(first: 5) { nodes { id } } }';
      expect(await member.ask(read)).toEqual({ orders: { nodes: [] }, deadlines: { nodes: [] } });
    },
  );

  it('is followed by nobody else: other distributors, their sub-distributors, and downwards', async () => {
    for (const stranger of [other, nephew, sibling]) {
      expect(await record(stranger)).toBeNull();
      await stranger.sees(granted, null);
      await stranger.sees(stage.bindingId, null);
    }
    await expect(
      other.refused('exclusiveDiscountRevoke', { id: granted, reason: 'x' }),
    ).rejects.toThrow('Not found');
    const upper = await customerOf(stage.world, '总经销的客户', [distributor]);
    await stage.manager.sees(upper, null);
  });

  it('reads them no longer once the partner has another one', async () => {
    await move(foreign);
    await top.sees(granted, null);
    expect(await record(top)).toBeNull();
    expect((await record(other)).binding).toMatchObject({ id: stage.bindingId });
    await other.sees(granted, { status: 'EFFECTIVE' });
    await nephew.sees(granted, null);
    await move(distributor);
  });
});

describe('a discount for the customer of a sub-distributor', () => {
  let discount: string;
  const terms = (changes: object) =>
    draftOf(stage, {
      lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.85' }],
      validFrom: day('12'),
      ...changes,
    });
  /** A discount of the distributor on the second specification, in review. */
  const made = async (changes: object = {}): Promise<string> => {
    const { id } = await top.mutate('exclusiveDiscountCreate', terms(changes));
    await top.mutate('exclusiveDiscountSubmit', { id });
    return id;
  };
  const approve = (id: string) => stage.reviewer.mutate('exclusiveDiscountApprove', { id });

  it('comes from its distributor, and from no other one', async () => {
    await stage.manager.cannot('exclusiveDiscountCreate', terms({}), 'TIER_NOT_ALLOWED');
    await expect(other.refused('exclusiveDiscountCreate', terms({}))).rejects.toThrow('Not found');
    discount = await made();
    await stage.manager.sees(discount, null);
    await approve(discount);
    await stage.manager.sees(discount, { status: 'SCHEDULED', privateUrl: null });
  });

  it('has a link that the sub-distributor passes on; it changes nothing and reads no terms', async () => {
    await goTo(stage.world, day('12'));
    const { privateUrl } = await seen(top, discount, 'privateUrl');
    expect(privateUrl).toMatch(/^\//);
    await stage.manager.sees(discount, {
      status: 'EFFECTIVE',
      netTotal: { amount: '255.00' },
      privateUrl,
      shareRatio: null,
      note: null,
      viewerActions: [],
      lines: [{ payRate: '0.85', floorPayRate: null }],
    });
    const { nodes } = (await record(stage.manager)).exclusiveDiscounts;
    expect(nodes).toContainEqual({ id: discount });
    const service = await stage.world.member(stage.partner, 'csp.service');
    await service.sees(discount, { privateUrl: null });
    await expect(
      stage.manager.mutate('exclusiveDiscountRevoke', { id: discount, reason: '不行' }),
    ).rejects.toThrow('Your organization may only read this.');
    for (const viewer of [sibling, other]) await viewer.sees(discount, null);
  });

  it('is mailed again by its distributor only, an earlier one of the partner by the partner', async () => {
    stage.world.clock.advance(5 * 60_000);
    expect(await actionsOf(stage.manager, granted)).toMatchObject({ share: true });
    await stage.manager.mutate('exclusiveDiscountShare', { id: granted });
    await expect(stage.manager.mutate('exclusiveDiscountShare', { id: discount })).rejects.toThrow(
      'Your organization may only read this.',
    );
    await top.mutate('exclusiveDiscountShare', { id: discount });
  });

  it('earns the distributor the share, and the binding decides the performance', async () => {
    // The mailed link of the discount, which the sub-distributor shares, too.
    const buyer = stage.world.as({ ...stage.buyer.viewer, subjectId: discount.slice(4) });
    const id = await placed(stage, {
      by: buyer,
      lines: [line(stage.goods.specifications[1])],
      selectedPartnerId: undefined,
    });
    await buyer.mutate('orderConfirmPayment', { id });
    await stage.operator.sees(id, {
      attribution: 'DISCOUNT',
      partner: { name: '总经销' },
      lines: [{ payRate: '0.85', shareRatio: '0.2', performance: 'NOT_ASSOCIATED' }],
    });
  });

  it('ends when the sub-distributor leaves the distributor', async () => {
    const waiting = await made({ validFrom: day('31'), validUntil: midnight('2026-04-30') });
    await move(distributor);
    await top.sees(discount, { status: 'EFFECTIVE' });
    await move(await enrolled('新总经销', { tier: 'DISTRIBUTOR' }));
    for (const id of [discount, waiting])
      await stage.operator.sees(id, { status: 'UNUSABLE', unusableReason: 'CUSTOMER_UNBOUND' });
    await stage.manager.sees(discount, null);
    await move(distributor);
  });

  it('ends with the binding', async () => {
    const id = await made({ validFrom: day('13') });
    await approve(id);
    await unbound(stage);
    await stage.operator.sees(id, { status: 'UNUSABLE' });
    await top.cannot('exclusiveDiscountCreate', terms({}), 'CUSTOMER_NOT_BOUND');
  });
});

/** Versions of everything that a write would change. */
const written = () =>
  stage.world.rows(sql`
    select id, version, status from exclusive_discount union all select id, version, status from partner_binding
    union all select id, 0, event from domain_event order by 1`);
