import { expect, test } from '@jest/globals';
import { customerOf, MAIL, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('timelines');

test('the timeline of a customer is readable by its rep, not by another rep who knows the id', async () => {
  const acme = await partnerOf(world, '云帆科技');
  const owner = await world.member(acme, 'csp.owner');
  const incharge = await world.member(acme, 'csp.rep', '李静');
  const other = await world.member(acme, 'csp.rep', '王强');
  const customerId = await customerOf(world, '深圳云启', [acme]);
  await owner.mutate('partnerBindingInvite', { customerId, mail: MAIL, type: 'AGENCY' });
  const { members } = await owner.ask('{ members(first: 10) { nodes { id name } } }');
  const memberId = members.nodes.find(({ name }: { name: string }) => name === '李静').id;
  await owner.mutate('customerAssignManager', { id: customerId, memberId });

  const { customer } = await owner.ask(
    `{ customer(by: { id: "${customerId}" }) { binding { activities(first: 1) { nodes { id } } } } }`,
  );
  const [{ id }] = customer.binding.activities.nodes;
  const asked = `{ node(id: "${id}") { ... on Activity { event } } }`;
  expect(await owner.ask(asked)).toEqual({ node: { event: 'invite' } });
  expect(await incharge.ask(asked)).toEqual({ node: { event: 'invite' } });
  expect(await other.ask(asked)).toEqual({ node: null });
});
