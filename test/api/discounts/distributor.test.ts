import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Role } from '../../../server/platform/viewer.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { errorsOf, saved, scheduled, seen, setStage, submitted } from './stage.ts';

const stage = testStage('discounts of a sub-distributor', setStage);
let distributor: Organization;
let top: Caller;
let rep: Caller;
/** A distributor with a sub-distributor of its own. */
let other: Caller;
let sibling: Caller;
let granted: string;
let reviewing: string;
let draft: string;

beforeAll(async () => {
  const { world, partner } = stage;
  granted = await scheduled(stage);
  reviewing = await submitted(stage, {
    validFrom: '2026-04-01T00:00:00.000+08:00',
    validUntil: '2026-04-30T00:00:00.000+08:00',
  });
  draft = await saved(stage);
  distributor = await enrolled('总经销', { tier: 'DISTRIBUTOR' });
  const foreign = await enrolled('别的总经销', { tier: 'DISTRIBUTOR' });
  const under = await enrolled('别的云经销', {
    tier: 'SUB_DISTRIBUTOR',
    parentId: `ptn_${foreign.id}`,
  });
  top = await world.member(distributor, 'csp.owner', '周总');
  rep = await world.member(distributor, 'csp.rep', '小周');
  other = await world.member(foreign, 'csp.owner');
  sibling = await world.member(under, 'csp.owner');
  await placed(`ptn_${partner.id}`, `ptn_${distributor.id}`);
});

async function enrolled(name: string, place: object): Promise<Organization> {
  const org = await stage.world.organization('PARTNER', name);
  await stage.operator.mutate('partnerEnroll', { organizationId: `org_${org.id}`, ...place });
  return org;
}
const placed = (id: string, parentId: string) =>
  stage.operator.mutate('partnerSetTier', {
    id,
    tier: 'SUB_DISTRIBUTOR',
    parentId,
    reason: '渠道调整',
  });

const RECORD = `{
  customer(by: { id: "CUSTOMER" }) {
    status
    binding { id status type }
    bindings(first: 10) { nodes { id inviteMail partner { name } viewerActions { name } } count { value } }
    exclusiveDiscounts(first: 10) { nodes { id } count { value } totals { netTotal { amount } } }
  }
}`;
const record = async (viewer: Caller) =>
  (await viewer.ask(RECORD.replace('CUSTOMER', stage.customerId))).customer;
const lists = (viewer: Caller) =>
  viewer.ask(`{
    partnerBindings(first: 10) { nodes { id } count { value } }
    exclusiveDiscounts(first: 10) { nodes { id } count { value } totals { netTotal { amount } } }
    search(query: "春季", first: 10) { nodes { id } }
  }`);

describe('the distributor of a partner', () => {
  it('reads the binding and the submitted discounts at the customer, and no draft', async () => {
    const { customer: own } = await stage.manager.ask(RECORD.replace('CUSTOMER', stage.customerId));
    expect(own.exclusiveDiscounts.count.value).toBe(3);
    const seenBy = await record(top);
    expect(seenBy).toMatchObject({
      status: 'BOUND',
      binding: { id: stage.bindingId, status: 'BOUND', type: 'ADVISORY' },
      bindings: {
        nodes: [
          {
            id: stage.bindingId,
            inviteMail: null,
            partner: { name: '云帆科技' },
            viewerActions: [],
          },
        ],
        count: { value: 1 },
      },
      exclusiveDiscounts: { count: { value: 2 } },
    });
    const ids = seenBy.exclusiveDiscounts.nodes.map(({ id }: { id: string }) => id);
    expect(ids.toSorted()).toEqual([granted, reviewing].toSorted());
    await top.sees(draft, null);
    const { node } = await top.ask(`{ node(id: "${draft}") { id } }`);
    expect(node).toBeNull();
  });

  it('reads prices and state, but neither the terms of the deal nor what its parties say', async () => {
    const PRICE =
      'status listTotal { amount } netTotal { amount } partner { name } lines { payRate netPrice { amount } }';
    expect(await seen(top, granted, PRICE)).toEqual(await seen(stage.manager, granted, PRICE));
    const inside = 'shareRatio termsVersion decidedByName lines { floorPayRate }';
    expect(await seen(stage.manager, granted, inside)).toMatchObject({
      shareRatio: '0.2',
      termsVersion: 1,
      decidedByName: '钱进',
      lines: [{ floorPayRate: '0.8' }],
    });
    const hidden =
      'note privateUrl activities(first: 5) { nodes { event } } comments(first: 5) { nodes { body } } canComment viewerActions { name }';
    expect(await seen(top, granted, `${inside} ${hidden}`)).toEqual({
      shareRatio: null,
      termsVersion: null,
      decidedByName: null,
      lines: [{ floorPayRate: null }],
      note: null,
      privateUrl: null,
      activities: { nodes: [] },
      comments: { nodes: [] },
      canComment: false,
      viewerActions: [],
    });
  });

  it('keeps its own lists, counts, sums and search to its own', async () => {
    expect(await lists(top)).toEqual({
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
    const { partner, manager } = stage;
    const listOf = async (viewer: Caller, ids: readonly string[]) => {
      const { exclusiveDiscounts } = await viewer.ask(
        `query($ids: [ID!]) { exclusiveDiscounts(first: 10, filter: { partnerId: $ids }) {
          nodes { id netTotal { amount } } count { value isExact } totals { netTotal { amount } } } }`,
        { ids },
      );
      const { nodes, count, totals } = exclusiveDiscounts;
      expect(count).toEqual({ value: nodes.length, isExact: true });
      const minor = (of: { amount: string }) => Number(of.amount.replace('.', ''));
      expect(minor(totals.netTotal)).toBe(
        nodes.reduce((sum: number, row: any) => sum + minor(row.netTotal), 0),
      );
      return nodes.map(({ id }: { id: string }) => id).toSorted();
    };
    const [below, above] = [`ptn_${partner.id}`, `ptn_${top.viewer.tenantId}`];
    expect(await listOf(manager, [below])).toEqual([draft, granted, reviewing].toSorted());
    expect(await listOf(top, [below])).toEqual([granted, reviewing].toSorted());
    expect(await listOf(top, [above, below])).toEqual([granted, reviewing].toSorted());
    expect(await listOf(top, [above])).toEqual([]);
    expect(await listOf(manager, [above])).toEqual([]);
  });

  it('hands out no link once the discount is effective', async () => {
    const { world, manager } = stage;
    world.clock.moveTo(new Date('2026-03-10T00:00:00.000+08:00'));
    await world.settle();
    expect((await seen(manager, granted, 'status privateUrl')).privateUrl).toMatch(/^\//);
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
    for (const table of ['partner_binding', 'exclusive_discount', 'exclusive_discount_line']) {
      const changed = await stage.world.db.transaction(top.viewer, (tx) =>
        tx.rows(sql`update ${sql.raw(table)} set customer_id = customer_id returning id`),
      );
      expect([table, changed]).toEqual([table, []]);
      const deleted = await stage.world.db.transaction(top.viewer, (tx) =>
        tx.rows(sql`delete from ${sql.raw(table)} returning id`),
      );
      expect([table, deleted]).toEqual([table, []]);
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

  it.each(['csp.finance', 'csp.auditor', 'csp.service'] as const satisfies readonly Role[])(
    'reads no bill, order or invoice of it: %s',
    async (role) => {
      const member = await stage.world.member(distributor, role);
      const { orders } = await member.ask('{ orders(first: 5) { nodes { id } } }');
      expect(orders.nodes).toEqual([]);
      const { deadlines } = await member.ask('{ deadlines(first: 5) { nodes { subjectId } } }');
      expect(deadlines.nodes).toEqual([]);
    },
  );
});

describe('nobody else', () => {
  it('sees them: another distributor, its sub-distributor, and the former distributor', async () => {
    for (const stranger of [other, sibling]) {
      expect(await record(stranger)).toBeNull();
      await stranger.sees(granted, null);
      const { partnerBinding } = await stranger.ask(
        `{ partnerBinding(by: { id: "${stage.bindingId}" }) { id } }`,
      );
      expect(partnerBinding).toBeNull();
      await expect(
        errorsOf(stranger, 'exclusiveDiscountRevoke', { id: granted, reason: 'x' }),
      ).rejects.toThrow('Not found');
    }
    // A sub-distributor does not read upwards.
    const upper = await customerOf(stage.world, '总经销的客户', [distributor]);
    expect(
      (await stage.manager.ask(`{ customer(by: { id: "${upper}" }) { id } }`)).customer,
    ).toBeNull();

    await placed(`ptn_${stage.partner.id}`, `ptn_${other.viewer.tenantId}`);
    await top.sees(granted, null);
    expect(await record(top)).toBeNull();
    expect((await record(other)).binding).toMatchObject({ id: stage.bindingId });
    await other.sees(granted, { status: 'EFFECTIVE' });
    await sibling.sees(granted, null);
  });
});

/** Versions of everything that a write would change. */
const written = () =>
  stage.world.rows(sql`
    select id, version, status from exclusive_discount union all select id, version, status from partner_binding
    union all select id, 0, event from domain_event order by 1`);
