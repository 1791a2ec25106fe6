import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { memberPolicies } from '../../../platform/db/tenancy.ts';
import { mobileNumber } from '../../../platform/sms/number.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { memberParties } from '../notification/notification.entity.ts';

/** One-time code that was sent to a number which a member wants to verify. */
export const MobileCodeEntity = aggregate({
  name: 'MobileCode',
  parties: memberParties,
  sealed: { sealedNumber: mobileNumber.purpose },
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity).deleteRule('cascade'),
    /** Keyed hash: without the server's secret nobody can try the million codes against it. */
    codeHash: p.text(),
    /** Number to which the code was sent; erased with the number. */
    sealedNumber: p.text().nullable(),
    expiresAt: p.instant(),
    wrongTries: p.integer().default(0),
    usedAt: p.instant().nullable(),
  },
  checks: [{ name: 'mobile_code_tries', expression: 'wrong_tries >= 0' }],
  indexes: [
    { name: 'mobile_code_of_member', properties: ['memberId', 'createdAt'] },
    { name: 'mobile_code_over', properties: ['expiresAt'] },
  ],
  rowLevelSecurity: 'force',
  policies: memberPolicies(),
});
