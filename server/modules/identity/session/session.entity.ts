import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { OneTimeLinkEntity } from '../link/one-time-link.entity.ts';
import { MembershipEntity } from '../member/membership.entity.ts';
import { UserEntity } from '../user/user.entity.ts';

/**
 * Browser session of a member, or of a customer with a link. It is read before the viewer is known and so has
 * no tenant: only the system (sign-in) sees these rows.
 */
export const SessionEntity = aggregate({
  name: 'Session',
  parties: {},
  properties: {
    ...p.base(),
    /** SHA-256 of the 256-bit token in the cookie; the token itself is never stored. */
    tokenHash: p.text(),
    userId: () => p.ref(UserEntity).deleteRule('cascade').nullable(),
    membershipId: () => p.ref(MembershipEntity).deleteRule('cascade').nullable(),
    linkId: () => p.ref(OneTimeLinkEntity).deleteRule('cascade').nullable(),
    userEpoch: p.integer().nullable(),
    memberEpoch: p.integer().nullable(),
    lastSeenAt: p.instant(),
    expiresAt: p.instant(),
    /** Time until which the latest proof of identity allows sensitive changes. */
    freshUntil: p.instant().nullable(),
    /**
     * Whether the role needs a second factor that the account lacks: the session then allows enrolling only.
     */
    mustEnroll: p.boolean().default(false),
    ip: p.text(),
    userAgent: p.text(),
  },
  uniques: [{ name: 'session_token', properties: ['tokenHash'] }],
  checks: [
    {
      name: 'session_of_member_or_link',
      expression: '(user_id is not null and membership_id is not null) <> (link_id is not null)',
    },
  ],
  indexes: [
    { name: 'session_of_user', properties: ['userId'] },
    { name: 'session_expiry', properties: ['expiresAt'] },
  ],
});
export type Session = InferEntity<typeof SessionEntity>;
