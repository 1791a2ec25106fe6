import { beforeAll, describe, expect, it } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';

const world = testWorld('views');
let partner: Organization;
let owner: Caller;
let rep: Caller;
let colleague: Caller;
let stranger: Caller;

beforeAll(async () => {
  partner = await world.organization('PARTNER', '云帆科技');
  owner = await world.member(partner, 'csp.owner', '王芳');
  rep = await world.member(partner, 'csp.rep', '张伟');
  colleague = await world.member(partner, 'csp.rep', '李娜');
  stranger = await world.member(await world.organization('PARTNER', '别家'), 'csp.owner');
});

const parameters = [
  { name: 'sort', value: '-CREATED' },
  { name: 'status', value: 'BOUND~INVITED' },
];
const save = async (by: Caller, name: string, more: object = {}): Promise<string> => {
  const input = { list: 'customers', name, isShared: false, parameters, ...more };
  world.clock.advance(1);
  return (await by.mutate('savedViewSave', input)).id;
};
const seenBy = async (who: Caller, list = 'customers'): Promise<any[]> => {
  const { savedViews } = await who.ask(
    `query($list: [String!]) { savedViews(first: 100, filter: { list: $list }) { nodes {
      id name isShared isMine isDefault isEditable version parameters { name value } } } }`,
    { list: [list] },
  );
  return savedViews.nodes;
};
const names = async (who: Caller): Promise<string[]> => (await seenBy(who)).map((v) => v.name);
const codeOf = async (who: Caller, name: string, input: object): Promise<unknown> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { errors } = await who.run(
    `mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
    { input },
  );
  return errors?.[0]?.extensions.code;
};

describe('a saved view', () => {
  it('belongs to its member or to the whole team', async () => {
    await save(rep, '我的客户');
    await save(owner, '重点客户', { isShared: true });
    expect(await names(rep)).toEqual(['我的客户', '重点客户']);
    expect(await names(colleague)).toEqual(['重点客户']);
    expect(await names(stranger)).toEqual([]);
    const [mine, team] = await seenBy(rep);
    expect(mine).toMatchObject({ isShared: false, isMine: true, isEditable: true, parameters });
    expect(team).toMatchObject({ isShared: true, isMine: false, isEditable: false });
    expect(await seenBy(rep, 'orders')).toEqual([]);
  });

  it('of the team is changed by owners and managers only', async () => {
    const id = await save(owner, '华南', { isShared: true });
    const input = { id, list: 'customers', name: '华南二', isShared: true, parameters };
    await rep.cannot('savedViewSave', input, 'TEAM_VIEW');
    await rep.cannot('savedViewRename', { id, name: '改名' }, 'TEAM_VIEW');
    await rep.cannot('savedViewDelete', { id }, 'TEAM_VIEW');
    await rep.cannot('savedViewSave', { ...input, id: undefined, name: '给大家' }, 'TEAM_VIEW');
    await owner.mutate('savedViewRename', { id, name: '华南大区' });
    expect(await names(rep)).toContain('华南大区');
  });

  it('of another member does not exist for others, nor does its name in the audit', async () => {
    const id = await save(rep, '私人');
    const { auditEntries } = await owner.ask(
      '{ auditEntries(first: 100) { nodes { action detail } } }',
    );
    const saves = auditEntries.nodes.filter((line: any) => line.action === 'savedViewSave');
    const told = saves.map((line: any) => JSON.parse(line.detail).name);
    expect(told).toEqual(expect.arrayContaining(['重点客户', undefined]));
    expect(told).not.toContain('私人');
    for (const other of [colleague, owner, stranger]) {
      expect(await codeOf(other, 'savedViewRename', { id, name: '偷改' })).toBe('NOT_FOUND');
      expect(await codeOf(other, 'savedViewDelete', { id })).toBe('NOT_FOUND');
    }
    expect(await names(rep)).toContain('私人');
  });

  it('is replaced at the version that was seen, under a unique name', async () => {
    const id = await save(rep, '草稿');
    const input = { id, version: 1, list: 'customers', name: '草稿', isShared: false };
    const changed = [{ name: 'q', value: '深圳' }];
    await rep.mutate('savedViewSave', { ...input, parameters: changed });
    await rep.cannot('savedViewSave', { ...input, parameters }, 'STALE_VERSION');
    const found = (await seenBy(rep)).find((view) => view.id === id);
    expect(found).toMatchObject({ version: 2, parameters: changed });
    await rep.cannot('savedViewSave', { ...input, id: undefined, parameters }, 'VIEW_NAME_TAKEN');
    await save(colleague, '草稿');
  });

  it('is the default of the list for members who chose it, until it is deleted', async () => {
    const id = await save(owner, '默认', { isShared: true });
    const own = await save(rep, '早先的默认');
    await rep.mutate('savedViewSetDefault', { list: 'customers', id: own });
    await rep.mutate('savedViewSetDefault', { list: 'customers', id });
    const defaults = async (who: Caller) =>
      (await seenBy(who)).filter((view) => view.isDefault).map((view) => view.name);
    expect(await defaults(rep)).toEqual(['默认']);
    expect(await defaults(owner)).toEqual([]);
    await rep.cannot('savedViewSetDefault', { list: 'orders', id }, 'INVALID_FORMAT');
    await owner.mutate('savedViewDelete', { id });
    expect(await defaults(rep)).toEqual([]);
    await rep.mutate('savedViewSetDefault', { list: 'customers', id: own });
    await rep.mutate('savedViewSetDefault', { list: 'customers', id: null });
    expect(await defaults(rep)).toEqual([]);
  });

  it('stores the parameters of a list’s address but no position in it', async () => {
    const input = { list: 'customers', name: '坏', isShared: false };
    for (const name of ['after', 'open', 'view', 'a b', ''])
      expect(
        await rep.refused('savedViewSave', { ...input, parameters: [{ name, value: 'x' }] }),
      ).toHaveLength(1);
    const long = Array.from({ length: 5 }, (_, i) => ({ name: `p${i}`, value: 'x'.repeat(1_900) }));
    await rep.cannot('savedViewSave', { ...input, parameters: long }, 'TOO_LONG');
  });
});
