import { beforeAll, describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';
import { draftOf, setStage, submitted } from '../discounts/stage.ts';

const stage = testStage('recent', setStage);

const SUBJECT =
  'subjectId subjectType subject { __typename id ... on ExclusiveDiscount { name customer { name } } ... on PartnerBinding { type } }';

describe('the object of a row', () => {
  const discounts: string[] = [];
  beforeAll(async () => {
    for (const name of ['子', '丑']) discounts.push(await submitted(stage, { name }));
  });

  it.each(['deadlines', 'recentActivities', 'notifications'])(
    'is reached from %s, whatever its type',
    async (list) => {
      const data = await stage.sellerManager.ask(`{ ${list}(first: 50) { nodes { ${SUBJECT} } } }`);
      const { nodes } = data[list];
      for (const { subjectId, subjectType, subject } of nodes)
        expect(subject).toMatchObject({ __typename: subjectType, id: subjectId });
      const named = nodes.filter(({ subjectId }: any) => discounts.includes(subjectId));
      expect(new Set(named.map(({ subject }: any) => subject.name))).toEqual(new Set(['子', '丑']));
    },
  );

  it('is null where the viewer sees the line but not the object', async () => {
    const { partner, manager, world } = stage;
    const owner = await world.member(partner, 'csp.owner');
    const { savedView } = await manager.mutate(
      'savedViewSave',
      { list: 'orders', name: '私人', isShared: false, parameters: [] },
      'savedView { id }',
    );
    const ask = async (id: string) =>
      (
        await owner.ask(
          'query($id: ID!) { auditEntries(first: 1, filter: { subjectId: [$id] }) { nodes { subjectType label subject { id } } } }',
          { id },
        )
      ).auditEntries.nodes;
    expect(await ask(savedView.id)).toEqual([
      { subjectType: 'SavedView', label: null, subject: null },
    ]);
    expect(await ask(discounts[0]!)).toEqual([
      {
        subjectType: 'ExclusiveDiscount',
        label: expect.stringMatching(/^EXD-.* 子$/),
        subject: { id: discounts[0] },
      },
    ]);
  });
});

const RECENT = `{ recentActivities(first: 50) { nodes { label subjectId subjectType event actorName } } }`;

async function told(caller: Caller, subjectId: string): Promise<string[]> {
  const { recentActivities } = await caller.ask(RECENT);
  return recentActivities.nodes
    .filter((node: { subjectId: string }) => node.subjectId === subjectId)
    .map(({ event }: { event: string }) => event);
}

it('each side reads the events of its readable objects, by their names', async () => {
  const { world, manager, sellerManager, operator, partner } = stage;
  const draft = draftOf(stage);
  const { id } = await manager.mutate('exclusiveDiscountCreate', draft);
  expect(await told(manager, id)).toEqual(['create']);
  expect(await told(sellerManager, id)).toEqual([]);

  await manager.mutate('exclusiveDiscountSubmit', { id });
  const [latest] = (await manager.ask(RECENT)).recentActivities.nodes;
  expect(latest).toMatchObject({ subjectId: id, subjectType: 'ExclusiveDiscount' });
  expect(latest.label).toContain(draft.name);
  expect(await told(sellerManager, id)).not.toContain('create');
  expect(await told(sellerManager, id)).toContain('submit');
  expect(await told(operator, id)).toEqual(await told(manager, id));

  const rep = await world.member(partner, 'csp.rep', '王强');
  expect(await told(rep, id)).toEqual([]);
  const other = await world.member(
    await world.organization('SELLER', '别家软件'),
    'seller.manager',
  );
  expect(await told(other, id)).toEqual([]);
});

it('events of one customer can be read alone, and a rep reads only assigned customers', async () => {
  const { world, manager, partner, customerId } = stage;
  const other = await customerOf(world, '南方零售', [partner]);
  await bound(world, manager, other);
  const about = async (caller: Caller, id: string): Promise<string[]> => {
    const { recentActivities } = await caller.ask(
      'query($id: ID!) { recentActivities(first: 50, filter: { customerId: [$id] }) { nodes { subjectType event } } }',
      { id },
    );
    return recentActivities.nodes.map((node: any) => `${node.subjectType}.${node.event}`);
  };
  expect((await about(manager, other)).toSorted()).toEqual([
    'PartnerBinding.accept',
    'PartnerBinding.invite',
    'PartnerBinding.sendCode',
  ]);
  // Includes a draft, which the customer must not see.
  expect(await about(manager, customerId)).toContain('ExclusiveDiscount.create');
  const rep = await world.member(partner, 'csp.rep', '吴桐');
  expect(await about(rep, other)).toEqual([]);
});

it('a job over many rows is one event with the number of its objects', async () => {
  const { world, manager, sellerManager } = stage;
  const ids: string[] = [];
  // All requests of a story have one id; only those within an hour belong together.
  world.clock.advance(2 * 3_600_000);
  for (const name of ['甲', '乙', '丙'])
    ids.push(
      String((await manager.mutate('exclusiveDiscountCreate', { ...draftOf(stage), name })).id),
    );
  await manager.mutate('exclusiveDiscountsSubmit', { ids });
  await world.settle();
  const read = async (caller: Caller, filter: object): Promise<any[]> =>
    (
      await caller.ask(
        `query($filter: RecentActivityFilter) { recentActivities(first: 50, filter: $filter) {
          nodes { event subjectId requestId alikeCount } } }`,
        { filter },
      )
    ).recentActivities.nodes;
  const submits = (nodes: any[]): any[] =>
    nodes.filter(({ event, subjectId }) => event === 'submit' && ids.includes(subjectId));
  for (const caller of [manager, sellerManager]) {
    expect(submits(await read(caller, {}))).toHaveLength(3);
    const [first, ...rest] = submits(await read(caller, { isFirst: true }));
    expect([first.alikeCount, rest.length]).toEqual([3, 0]);
    // The events that it stands for.
    const batch = submits(await read(caller, { requestId: [first.requestId] }));
    expect(batch.map(({ subjectId }) => subjectId).toSorted()).toEqual(ids.toSorted());
    expect(submits(await read(caller, { isFirst: false }))).toHaveLength(2);
  }
  const other = await world.member(
    await world.organization('SELLER', '另一软件'),
    'seller.manager',
  );
  expect(submits(await read(other, { isFirst: true }))).toEqual([]);
});

it('events and deadlines of one partner, one seller or one bill can be read alone', async () => {
  const { manager, operator, partner, seller, world } = stage;
  const rival = await world.organization('SELLER', '邻家软件');
  const id = await submitted(stage, { name: '单独' });
  const read = async (list: string, filter: object): Promise<string[]> => {
    const type = list === 'deadlines' ? 'DeadlineFilter' : 'RecentActivityFilter';
    const data = await operator.ask(
      `query($filter: ${type}) { ${list}(first: 100, filter: $filter) { nodes { subjectId } } }`,
      { filter },
    );
    return data[list].nodes.map((node: { subjectId: string }) => node.subjectId);
  };
  for (const list of ['deadlines', 'recentActivities']) {
    expect(await read(list, { partnerId: [`ptn_${partner.id}`] })).toContain(id);
    expect(await read(list, { sellerId: [`org_${seller.id}`] })).toContain(id);
    expect(await read(list, { sellerId: [`org_${rival.id}`] })).toEqual([]);
  }
  expect(await read('deadlines', { billId: [`stl_${crypto.randomUUID()}`] })).toEqual([]);
  expect(await told(manager, id)).toContain('submit');
});
