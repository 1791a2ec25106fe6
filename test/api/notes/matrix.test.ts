import { afterAll, beforeAll } from '@jest/globals';
import { noteLife } from '../../../server/modules/notes/index.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

let world: World;
let owner: Caller;
let id: string;

beforeAll(async () => {
  world = await openWorld('note matrix');
  const partner = await partnerOf(world, '云帆科技');
  owner = await world.member(partner, 'csp.owner');
  const customerId = await customerOf(world, '华芯科技', [partner]);
  ({ id } = await owner.mutate('noteAdd', { customerId, text: '首次拜访' }));
});
afterAll(() => world?.close());

describeMatrix(
  noteLife,
  {
    edit: { ACTIVE: 'ACTIVE' },
    pin: { ACTIVE: 'ACTIVE' },
    unpin: { ACTIVE: 'ACTIVE' },
    remove: { ACTIVE: 'REMOVED' },
  },
  byFiring({
    world: () => world,
    id: () => id,
    by: () => owner.viewer,
    inputs: { edit: { text: '二次拜访' } },
  }),
);
