import { beforeAll, describe, expect, it } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';

const world = testWorld('distributor tree');
let operator: Caller;
let top: Caller;
let below: Caller;
let sibling: Caller;
let sub: Organization;
let distributor: Organization;
let other: Organization;

beforeAll(async () => {
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  distributor = await enrolled('总经销', { tier: 'DISTRIBUTOR' });
  other = await enrolled('别的总经销', { tier: 'DISTRIBUTOR' });
  sub = await enrolled('云经销', { tier: 'SUB_DISTRIBUTOR', parentId: `ptn_${distributor.id}` });
  [top, below, sibling] = (await Promise.all(
    [distributor, sub, other].map((org) => world.member(org, 'csp.owner')),
  )) as [Caller, Caller, Caller];
});

async function enrolled(name: string, place: object): Promise<Organization> {
  const org = await world.organization('PARTNER', name);
  await operator.mutate('partnerEnroll', { organizationId: `org_${org.id}`, ...place });
  return org;
}

const FIELDS =
  'accessLevel status cloudAccount contactPhone throughPartner { name } binding { id }';
const known = async (viewer: Caller, id: string) =>
  (await viewer.ask(`{ customer(by: { id: "${id}" }) { ${FIELDS} } }`)).customer;
const listed = async (viewer: Caller, filter = '') =>
  (await viewer.ask(`{ customers(first: 20${filter}) { nodes { name } count { value } } }`))
    .customers;

describe('a distributor', () => {
  it("sees its sub-distributors' customers as they do, with their status, and no other customers", async () => {
    const id = await customerOf(world, '下级的客户', [sub]);
    const throughPartner = { name: '云经销' };
    const name = { accessLevel: 'NAME', status: 'PROSPECT', cloudAccount: null, throughPartner };
    await top.sees(id, name);
    const { id: bindingId, buyer } = await bound(world, below, id);
    const full = await known(below, id);
    expect(await known(top, id)).toEqual({
      ...full,
      accessLevel: 'FULL',
      status: 'BOUND',
      throughPartner: { name: '云经销' },
      binding: { id: bindingId },
    });
    expect(await listed(top, ', filter: { status: [BOUND] }')).toEqual({
      nodes: [{ name: '下级的客户' }],
      count: { value: 1 },
    });
    await sibling.sees(id, null);
    expect((await listed(sibling)).count.value).toBe(0);

    // The distributor may read but not sell: the customer is bound to the sub-distributor.
    const offer = { customerId: id, mail: 'a@b.cn', type: 'ADVISORY' };
    expect(await top.refused('partnerBindingInvite', offer)).toContain('LINKED_ELSEWHERE');
    await buyer.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '更换' });
    await top.sees(id, { status: 'UNBIND_PENDING' });
    await below.mutate('partnerBindingApproveUnbind', { id: bindingId });
    await top.sees(id, { accessLevel: 'NAME', status: 'UNBOUND', contactPhone: null });
  });

  it('is told of nothing there, and follows the changes by the lists', async () => {
    const id = await customerOf(world, '下级有动静', [sub]);
    const { id: bindingId, buyer } = await bound(world, below, id);
    await buyer.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '更换' });
    const news = `{
      events(last: 20, filter: { subjectId: ["${bindingId}"] }) { nodes { subjectId } }
      notifications(first: 20) { nodes { subjectId } }
      deadlines(first: 20) { nodes { subjectId } }
      partnerBinding(by: { id: "${bindingId}" }) { status activities(first: 20) { nodes { event } } } }`;
    const toBelow = await below.ask(news);
    expect(toBelow.events.nodes).toContainEqual({ subjectId: bindingId });
    expect(toBelow.notifications.nodes).toContainEqual({ subjectId: bindingId });
    expect(await top.ask(news)).toEqual({
      events: { nodes: [] },
      notifications: { nodes: [] },
      deadlines: { nodes: [] },
      partnerBinding: { status: 'UNBIND_PENDING', activities: { nodes: [] } },
    });
    const changed =
      await top.ask(`{ partnerBindings(last: 1, orderBy: { field: UPDATED, direction: ASC },
      filter: { partnerId: ["ptn_${sub.id}"] }) { nodes { id status } } }`);
    expect(changed.partnerBindings.nodes).toEqual([{ id: bindingId, status: 'UNBIND_PENDING' }]);
  });

  it('keeps its own access, and an elevated row falls back to the name', async () => {
    const id = await customerOf(world, '两家都知道', [distributor, sub]);
    await top.mutate('customerSetTags', { id, tags: ['自有'] });
    const { id: bindingId, buyer } = await bound(world, below, id);
    await top.sees(id, { accessLevel: 'FULL', throughPartner: { name: '云经销' } });
    await buyer.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '更换' });
    await below.mutate('partnerBindingApproveUnbind', { id: bindingId });
    await top.sees(id, { accessLevel: 'NAME', throughPartner: null });
    await bound(world, top, id);
    await top.sees(id, { accessLevel: 'FULL', status: 'BOUND', throughPartner: null });
    await top.sees(id, { tags: ['自有'] });
  });

  it('loses sight of them when the sub-distributor moves to another distributor', async () => {
    const id = await customerOf(world, '随下级而去', [sub]);
    await bound(world, below, id);
    await top.sees(id, { accessLevel: 'FULL' });
    await operator.mutate('partnerSetTier', {
      id: `ptn_${sub.id}`,
      tier: 'SUB_DISTRIBUTOR',
      parentId: `ptn_${other.id}`,
      reason: '渠道调整',
    });
    await top.sees(id, null);
    await sibling.sees(id, { accessLevel: 'FULL', status: 'BOUND' });
  });
});
