import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { memberPolicies } from '../../../platform/db/tenancy.ts';
import { mobileNumber } from '../../../platform/sms/number.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { memberParties } from '../notification/notification.entity.ts';

/** Verified mobile number of one member, created at its verification. Another number replaces the row. */
export const MobileNumberEntity = aggregate({
  name: 'MobileNumber',
  parties: memberParties,
  sealed: { sealedNumber: mobileNumber.purpose },
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity).deleteRule('cascade'),
    sealedNumber: p.text(),
  },
  uniques: [{ name: 'mobile_number_of_member', properties: ['memberId'] }],
  rowLevelSecurity: 'force',
  policies: memberPolicies(),
});
