import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The key by which a batch finds its rows once had the same name as the key of a relation named "parent". */
it('a distributor without a distributor above it has no parent', async () => {
  const operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  const above = await world.organization('PARTNER', '总经销商');
  const below = await world.organization('PARTNER', '云经销商');
  const enroll = (org: { id: string }, tier: string, parent?: { id: string }) =>
    operator.mutate('partnerEnroll', {
      organizationId: `org_${org.id}`,
      tier,
      ...(parent ? { parentId: `ptn_${parent.id}` } : {}),
    });
  await enroll(above, 'DISTRIBUTOR');
  await enroll(below, 'SUB_DISTRIBUTOR', above);
  const owner = await world.member(above, 'csp.owner');
  const { partners } = await owner.ask('{ partners(first: 5) { nodes { name parent { name } } } }');
  const found = Object.fromEntries(
    partners.nodes.map((p: { name: string; parent: { name: string } | null }) => [
      p.name,
      p.parent?.name ?? null,
    ]),
  );
  expect(found).toEqual({ 总经销商: null, 云经销商: '总经销商' });
  const { partner } = await owner.ask(
    `{ partner(by: { id: "ptn_${above.id}" }) { parent { name } } }`,
  );
  expect(partner.parent).toBeNull();
});
