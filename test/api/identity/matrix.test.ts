import { beforeAll } from '@jest/globals';
import {
  memberInvitationLife,
  memberLife,
} from '../../../server/modules/identity/member/member.commands.ts';
import { organizationLife } from '../../../server/modules/identity/organization/organization.commands.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';

const world = testWorld('identity matrix');
let owner: Caller;
let operator: Caller;
let organizationId: string;
let memberId: string;
let invitationId: string;

beforeAll(async () => {
  const acme = await world.organization('PARTNER', '云帆科技');
  const site = await world.organization('OPERATOR', '云商店');
  owner = await world.member(acme, 'csp.owner');
  operator = await world.member(site, 'operator');
  organizationId = acme.id;
  memberId = (await world.member(acme, 'csp.manager')).viewer.memberId!;
  const invitation = { name: '吴桐', mail: 'wu@example.com', role: 'CSP_FINANCE' };
  ({ id: invitationId } = await owner.mutate('memberInvite', invitation));
  // By then it may be sent again.
  world.clock.advance(5 * 60_000);
});

describeMatrix(
  organizationLife,
  { suspend: { ACTIVE: 'SUSPENDED' }, reinstate: { SUSPENDED: 'ACTIVE' } },
  byFiring({ world: () => world, id: () => organizationId, by: () => operator.viewer }),
);

describeMatrix(
  memberLife,
  {
    changeRole: { ACTIVE: 'ACTIVE' },
    suspend: { ACTIVE: 'SUSPENDED' },
    reinstate: { SUSPENDED: 'ACTIVE' },
  },
  byFiring({
    world: () => world,
    id: () => memberId,
    by: () => owner.viewer,
    inputs: { changeRole: { role: 'csp.rep' } },
  }),
);

describeMatrix(
  memberInvitationLife,
  {
    resend: { PENDING: 'PENDING', EXPIRED: 'PENDING' },
    revoke: { PENDING: 'REVOKED' },
    accept: { PENDING: 'ACCEPTED' },
    expire: { PENDING: 'EXPIRED' },
  },
  byFiring({
    world: () => world,
    id: () => invitationId,
    by: (event) => (event === 'accept' || event === 'expire' ? null : owner.viewer),
  }),
);
