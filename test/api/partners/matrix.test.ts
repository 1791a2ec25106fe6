import { beforeAll } from '@jest/globals';
import { partnerLife } from '../../../server/modules/partners/index.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { licenseOf, PROFILE } from '../settlement/bills.ts';

const world = testWorld('partner matrix');
let owner: Caller;
let operator: Caller;
let id: string;

beforeAll(async () => {
  const partner = await partnerOf(world, '云帆科技');
  id = partner.id;
  owner = await world.member(partner, 'csp.owner');
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  await owner.mutate('partnerUpdateTaxProfile', {
    id: `ptn_${id}`,
    taxpayerType: 'GENERAL',
    ...PROFILE,
    businessLicenseId: await licenseOf(world, owner),
  });
});

describeMatrix(
  partnerLife,
  {
    setTier: { ENROLLED: 'ENROLLED', CERTIFIED: 'CERTIFIED' },
    updateTaxProfile: { ENROLLED: 'ENROLLED', CERTIFIED: 'ENROLLED' },
    certify: { ENROLLED: 'CERTIFIED' },
    rejectCertification: { ENROLLED: 'ENROLLED' },
  },
  byFiring({
    world: () => world,
    id: () => id,
    by: (event) => (event === 'updateTaxProfile' ? owner.viewer : operator.viewer),
    inputs: {
      setTier: { tier: 'DISTRIBUTOR' },
      rejectCertification: { reason: '执照已过期' },
      updateTaxProfile: { taxpayerType: 'GENERAL', ...PROFILE },
    },
    facts: { CERTIFIED: 'certified_at = now()' },
  }),
);
