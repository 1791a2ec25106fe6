import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { authorized, day, draftOf, listed, saved, setStage } from '../discounts/stage.ts';

const byEvent = (a: { event: string }, b: { event: string }) => a.event.localeCompare(b.event);
const CHANGES = 'changes { field kind before after currency words }';

const stage = testStage('changes', setStage);
let owner: Caller;
beforeAll(async () => {
  owner = await stage.world.member(stage.partner, 'csp.owner', '林悦');
});

/** The acts of one event in the history of an object. */
const historyOf = async (caller: Caller, root: string, id: string, of: string) =>
  (
    await caller.ask(
      `query($id: ID!) { ${root}(by: { id: $id }) { activities(first: 20) { nodes { event ${CHANGES} } } } }`,
      { id },
    )
  )[root].activities.nodes.filter(({ event }: { event: string }) => event === of);
const changed = (field: string, kind: string, before: string | null, after: string | null) => ({
  field,
  kind,
  before,
  after,
  currency: kind === 'MONEY' ? 'CNY' : null,
  words: null,
});
const auditOf = async (id: string, action: string) =>
  (
    await owner.ask(
      'query($id: ID!, $action: String!) { auditEntries(first: 5, filter: { subjectId: [$id], action: [$action] }) { nodes { detail CHANGES } } }'.replace(
        'CHANGES',
        CHANGES,
      ),
      { id, action },
    )
  ).auditEntries.nodes;

describe('the history', () => {
  it('keeps former and new values of a changed draft, in the audit as well', async () => {
    const id = await saved(stage, { name: '折扣' });
    const {
      customerId: _,
      productId: __,
      ...form
    } = draftOf(stage, {
      name: '折扣',
      lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.9' }],
      validUntil: day('21'),
    });
    await stage.manager.mutate('exclusiveDiscountUpdate', { id, ...form });
    const changes = [
      changed('validUntil', 'END', '2026-03-30T16:00:00.000Z', '2026-03-20T16:00:00.000Z'),
      changed('payRate', 'PAY_RATE', '0.85', '0.9'),
      changed('netTotal', 'MONEY', '10493.82', '270.00'),
    ];
    expect(await historyOf(stage.manager, 'exclusiveDiscount', id, 'update')).toEqual([
      { event: 'update', changes },
    ]);
    expect(await historyOf(stage.manager, 'exclusiveDiscount', id, 'create')).toEqual([
      { event: 'create', changes: [] },
    ]);
    const [line] = await auditOf(id, 'exclusiveDiscountUpdate');
    expect(line.changes).toEqual(changes);
    expect(JSON.parse(line.detail)).toEqual({ from: 'DRAFT', to: 'DRAFT', version: 2 });
    const { auditVerification } = await owner.ask(
      '{ auditVerification(day: "2026-03-02") { intact } }',
    );
    expect(auditVerification).toEqual({ intact: true });
  });

  it('shows a change only to the sides that may see the column', async () => {
    const { manager, sellerManager, buyer, world } = stage;
    const goods = await listed(sellerManager, '月影CRM');
    const id = await authorized(sellerManager, goods);
    await sellerManager.mutate('cspAuthorizationModify', {
      id,
      floorPayRate: '0.75',
      shareRatio: '0.2',
      validUntil: '2029-01-01T00:00:00.000+08:00',
    });
    const floor = changed('floorPayRate', 'PAY_RATE', '0.8', '0.75');
    const end = changed(
      'validUntil',
      'END',
      '2029-12-31T16:00:00.000Z',
      '2028-12-31T16:00:00.000Z',
    );
    const modified = (caller: Caller, root: string, of: string) =>
      historyOf(caller, root, of, 'modify');
    const seen = [{ event: 'modify', changes: [floor, end] }];
    expect(await modified(sellerManager, 'cspAuthorization', id)).toEqual(seen);

    // The same change in a history that the customer reads: its own binding.
    await world.rows(sql`
      insert into domain_event (id, created_at, subject_type, subject_id, event, to_state, subject_version, label,
        actor_name, actor_side, via, request_id, detail, partner_id, customer_id)
      select gen_random_uuid(), e.created_at + interval '1 second', 'PartnerBinding', ${stage.bindingId.slice(4)}, e.event, 'BOUND', 99, '',
        e.actor_name, e.actor_side, e.via, e.request_id, e.detail, ${stage.partner.id}, ${stage.customerId.slice(4)}
      from domain_event e where e.subject_id = ${id.slice(4)} and e.event = 'modify'`);
    expect(await modified(manager, 'partnerBinding', stage.bindingId)).toEqual(seen);
    expect(await modified(buyer, 'partnerBinding', stage.bindingId)).toEqual([
      { event: 'modify', changes: [] },
    ]);
  });

  it("keeps the organization's own data about a customer from all others", async () => {
    const { customerId, manager, operator, world, partner } = stage;
    const rep = await world.member(partner, 'csp.rep', '周航');
    const memberId = `mem_${rep.viewer.memberId}`;
    await manager.mutate('customerSetTags', { id: customerId, tags: ['重点', '续费'] });
    const history = async (caller: Caller) =>
      (
        await caller.ask(
          `query($id: ID!) { recentActivities(first: 20, filter: { customerId: [$id] }) { nodes { subjectType event ${CHANGES} } } }`,
          { id: customerId },
        )
      ).recentActivities.nodes.filter((act: any) => act.subjectType === 'Customer');
    // A rep reads the history of its own customers only.
    expect(await history(rep)).toEqual([]);
    await manager.mutate('customerAssignManager', { id: customerId, memberId });
    await manager.mutate('customerAssignManager', { id: customerId, memberId });
    const acts = [
      {
        subjectType: 'Customer',
        event: 'assignManager',
        changes: [changed('accountManager', 'TEXT', null, '周航')],
      },
      {
        subjectType: 'Customer',
        event: 'setTags',
        changes: [changed('tags', 'TEXT', null, '重点, 续费')],
      },
    ];
    for (const caller of [manager, rep])
      expect((await history(caller)).sort(byEvent)).toEqual(acts);
    expect((await history(operator)).map(({ changes }: any) => changes)).toEqual([[], []]);
    expect((await auditOf(customerId, 'customerSetTags'))[0].changes).toEqual(acts[1]!.changes);
  });

  it('of a listing tells its seller and operators of the product and its specifications', async () => {
    const { sellerManager, manager, operator, world } = stage;
    const { productId, specifications } = await listed(sellerManager, '霜天BI');
    world.clock.advance(60_000);
    await sellerManager.mutate('productRevise', { id: productId, floorPayRate: '0.65' });
    world.clock.advance(60_000);
    await sellerManager.mutate('specificationReprice', {
      id: specifications[0],
      listPrice: '20000.00',
    });
    await listed(sellerManager, '别的商品');
    const history = async (caller: Caller) =>
      (
        await caller.ask(
          `query($id: ID!) { recentActivities(first: 20, filter: { productId: [$id] }) { nodes { subjectType event label ${CHANGES} } } }`,
          { id: productId },
        )
      ).recentActivities.nodes;
    const told = await history(sellerManager);
    expect(told.slice(0, 2)).toEqual([
      {
        subjectType: 'Specification',
        event: 'reprice',
        label: '霜天BI · 标准版',
        changes: [changed('listPrice', 'MONEY', '12345.67', '20000.00')],
      },
      {
        subjectType: 'Product',
        event: 'revise',
        label: '霜天BI',
        changes: [changed('floorPayRate', 'PAY_RATE', '0.8', '0.65')],
      },
    ]);
    expect(told.slice(2).map(({ event }: any) => event)).toEqual(
      told.slice(2).map(() => 'publish'),
    );
    expect(told).toHaveLength(3 + specifications.length);
    expect(await history(operator)).toEqual(told);
    expect(await history(manager)).toEqual([]);
    const rival = await world.member(
      await world.organization('SELLER', '邻家软件'),
      'seller.manager',
    );
    expect(await history(rival)).toEqual([]);
  });
});
