import { beforeAll } from '@jest/globals';
import { noteLife } from '../../../server/modules/notes/index.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('note matrix');
let owner: Caller;
let id: string;

beforeAll(async () => {
  const partner = await partnerOf(world, '云帆科技');
  owner = await world.member(partner, 'csp.owner');
  const customerId = await customerOf(world, '华芯科技', [partner]);
  ({ id } = await owner.mutate('noteAdd', { customerId, text: '首次拜访' }));
});

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
