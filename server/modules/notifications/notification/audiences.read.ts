import type { Audience as Parties } from '../../../platform/db/parties.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { carers } from '../../customers/index.ts';
import { OrderAccessEntity } from '../../orders/index.ts';

/** Aggregate with the columns that this module reads. */
export interface Subject {
  readonly id: string;
  readonly status: string;
  readonly customerId?: string | null;
  readonly createdById?: string | null;
  readonly origin?: string;
  readonly isLead?: boolean;
  readonly upstreamOrderId?: string | null;
  readonly createdAt?: Date;
  readonly placedAt?: Date;
  readonly newlyMentionedIds?: readonly string[];
}

interface Who {
  /** Roles that members of this audience can have. */
  readonly roles: readonly Role[];
  /** Condition on the member `m`; null if the object has no such party. */
  readonly members: (parties: Parties, row: Subject) => Sql | null;
}

const inRoles = (side: (parties: Parties) => string | null, roles: readonly Role[]): Who => ({
  roles,
  members: (parties) => {
    const orgId = side(parties);
    if (orgId === null) return null;
    const names = roles.map((role) => sql`${role}`);
    return sql`m.org_id = ${orgId} and m.role in (${sql.join(names, ', ')})`;
  },
});

const partner = ({ partnerId }: Parties) => partnerId;
const seller = ({ sellerId }: Parties) => sellerId;

/**
 * Audiences of events: at the partner the members responsible for the customer, the managers or finance; at
 * the seller the reviewers or managers; the marketplace's operators.
 */
export const audiences = {
  carers: {
    roles: ['csp.owner', 'csp.manager', 'csp.rep'],
    // Uses the object's customer, not the party: an object that the customer may not see yet has no customer
    // as party.
    members: ({ partnerId }, { customerId = null, createdById }) =>
      partnerId === null ? null : sql`m.id in (${carers({ partnerId, customerId, createdById })})`,
  },
  partnerManagers: inRoles(partner, ['csp.owner', 'csp.manager']),
  finance: inRoles(partner, ['csp.owner', 'csp.finance']),
  reviewers: inRoles(seller, ['seller.manager', 'seller.reviewer']),
  sellerManagers: inRoles(seller, ['seller.manager']),
  sellerFinance: inRoles(seller, ['seller.manager', 'seller.finance']),
  // An order names no seller; its sellers have access to it.
  orderSellers: {
    roles: ['seller.manager'],
    members: (_, { id }) =>
      sql`m.role = 'seller.manager' and m.org_id in (select a.seller_id from ${sql.table(OrderAccessEntity)} a where a.order_id = ${id})`,
  },
  // The command has checked that the members may see the record.
  mentioned: {
    roles: Role.of('partner', 'seller', 'operator'),
    members: (_, { newlyMentionedIds = [] }) =>
      newlyMentionedIds.length === 0 ? null : sql`m.id = any(${[...newlyMentionedIds]}::uuid[])`,
  },
  webhookManagers: inRoles(partner, ['csp.owner', 'csp.developer', 'seller.manager', 'operator']),
  operators: { roles: ['operator'], members: () => sql`m.role = 'operator'` },
} as const satisfies Record<string, Who>;
export type Audience = keyof typeof audiences;
