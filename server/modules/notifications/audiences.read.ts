import type { Audience as Parties } from '../../platform/db/parties.ts';
import { join, type Sql, sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { carers } from '../customers/index.ts';

/** An aggregate as this module knows it. */
export interface Subject {
  readonly id: string;
  readonly status: string;
  readonly customerId?: string | null;
  readonly createdById?: string | null;
}

interface Who {
  /** Roles of those it can be. */
  readonly roles: readonly Role[];
  /** A condition on the member `m`; null where the object has no such party. */
  readonly members: (parties: Parties, row: Subject) => Sql | null;
}

const inRoles = (side: (parties: Parties) => string | null, roles: readonly Role[]): Who => ({
  roles,
  members: (parties) => {
    const orgId = side(parties);
    if (orgId === null) return null;
    const names = roles.map((role) => sql`${role}`);
    return sql`m.org_id = ${orgId} and m.role in (${join(names, ', ')})`;
  },
});

const partner = ({ partnerId }: Parties) => partnerId;
const seller = ({ sellerId }: Parties) => sellerId;

/**
 * Who is told: at the partner those who look after the customer's affair, its managers or its finance; at
 * the seller its reviewers or its managers; the marketplace's operators.
 */
export const audiences = {
  carers: {
    roles: ['csp.owner', 'csp.manager', 'csp.rep'],
    // Not the customer among the parties: while a thing is not yet the customer's to see, it is none.
    members: ({ partnerId }, { customerId = null, createdById }) =>
      partnerId === null ? null : sql`m.id in (${carers({ partnerId, customerId, createdById })})`,
  },
  partnerManagers: inRoles(partner, ['csp.owner', 'csp.manager']),
  finance: inRoles(partner, ['csp.owner', 'csp.finance']),
  reviewers: inRoles(seller, ['seller.manager', 'seller.reviewer']),
  sellerManagers: inRoles(seller, ['seller.manager']),
  operators: { roles: ['operator'], members: () => sql`m.role = 'operator'` },
} as const satisfies Record<string, Who>;
export type Audience = keyof typeof audiences;
