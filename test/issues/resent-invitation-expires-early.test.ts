import { expect, test } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('resent invitation');

test('a resent invitation lasts as long as its new link', async () => {
  const owner = await world.member(await world.organization('PARTNER', '云衡'), 'csp.owner');
  const { id } = await owner.mutate('memberInvite', {
    name: '许诺',
    mail: 'xu@example.com',
    role: 'CSP_REP',
  });
  const state = async () => {
    const { memberInvitations } = await owner.ask(
      '{ memberInvitations(first: 1) { nodes { status expiresAt } } }',
    );
    return memberInvitations.nodes[0];
  };
  world.clock.advance(6 * DAY);
  await owner.mutate('memberInvitationResend', { id });
  const { expiresAt } = await state();
  const { deadlines } = await owner.ask('{ deadlines(first: 5) { nodes { dueAt } } }');
  expect(deadlines.nodes).toEqual([{ dueAt: expiresAt }]);

  world.clock.advance(2 * DAY);
  await world.settle();
  expect(await state()).toEqual({ status: 'PENDING', expiresAt });
  world.clock.advance(5 * DAY);
  await world.settle();
  expect(await state()).toMatchObject({ status: 'EXPIRED' });
});
