import { beforeAll, describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import { setStage, submitted } from '../discounts/stage.ts';

const stage = testStage('subjects', setStage);
let discounts: string[];
beforeAll(async () => {
  discounts = [];
  for (const name of ['甲', '乙']) discounts.push(await submitted(stage, { name }));
});

const SUBJECT =
  'subjectId subjectType subject { __typename id ... on ExclusiveDiscount { name customer { name } } ... on PartnerBinding { type } }';

describe('the object of a row', () => {
  it.each(['deadlines', 'recentActivities', 'notifications'])(
    'is reached from %s, whatever its type',
    async (list) => {
      const data = await stage.sellerManager.ask(`{ ${list}(first: 50) { nodes { ${SUBJECT} } } }`);
      const { nodes } = data[list];
      for (const { subjectId, subjectType, subject } of nodes)
        expect(subject).toMatchObject({ __typename: subjectType, id: subjectId });
      const named = nodes.filter(({ subjectId }: any) => discounts.includes(subjectId));
      expect(new Set(named.map(({ subject }: any) => subject.name))).toEqual(new Set(['甲', '乙']));
    },
  );

  it('is null where the viewer sees the line but not the object', async () => {
    const { world, partner, manager } = stage;
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
        label: expect.stringMatching(/^EXD-.* 甲$/),
        subject: { id: discounts[0] },
      },
    ]);
  });
});
