import { expect, test } from '@jest/globals';
import { credentialStore } from '../../../server/modules/identity/user/credential.store.ts';
import { testWorld } from '../../kit/test-world.ts';

const world = testWorld('second factor');

test('an organization sees which members use a second factor, and no other detail of it', async () => {
  const acme = await world.organization('PARTNER', '云帆科技');
  const owner = await world.member(acme, 'csp.owner', '林悦');
  const finance = await world.member(acme, 'csp.finance', '吴敏');
  const { actorId } = finance.viewer;
  const credentials = credentialStore(world.db);
  const state = async () => {
    const { members } = await owner.ask(
      '{ members(first: 5, orderBy: { field: CREATED, direction: ASC }) { nodes { name secondFactor } } }',
    );
    return members.nodes.map((one: { name: string; secondFactor: boolean }) => [
      one.name,
      one.secondFactor,
    ]);
  };
  await credentials.startTotp(actorId, 'sealed');
  expect(await state()).toEqual([
    ['林悦', false],
    ['吴敏', false],
  ]);
  const on = await credentials.confirmTotp({ userId: actorId, epoch: 0 }, 1, []);
  expect(await state()).toEqual([
    ['林悦', false],
    ['吴敏', true],
  ]);
  expect(await credentials.disableTotp({ userId: actorId, epoch: 0 })).toBeNull();
  await credentials.disableTotp(on!);
  expect(await state()).toEqual([
    ['林悦', false],
    ['吴敏', false],
  ]);
});
