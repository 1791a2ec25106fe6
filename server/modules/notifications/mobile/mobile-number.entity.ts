import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { memberPolicies } from '../../../platform/db/tenancy.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { memberParties } from '../notification.entity.ts';

/** Verified mobile number of one member, created at its verification. Another number replaces the row. */
export const MobileNumberEntity = aggregate({
  name: 'MobileNumber',
  parties: memberParties,
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity).deleteRule('cascade'),
    /** AES-256-GCM under a key derived from SECRET_KEY. */
    sealedNumber: p.text(),
  },
  uniques: [{ name: 'mobile_number_of_member', properties: ['memberId'] }],
  rowLevelSecurity: 'force',
  policies: memberPolicies(),
});
