import { ALL, type PartiesOf } from '../../platform/db/parties.ts';
import type { Role } from '../../platform/viewer.ts';

/** Some roles of the organization whose record it is, and operators. */
const managedBy =
  (partnerRoles: readonly Role[]) =>
  (nature: { readonly few?: true } = {}): PartiesOf<{ orgId: unknown }> => ({
    partner: { column: 'orgId', roles: partnerRoles, ...nature },
    seller: { column: 'orgId', roles: ['seller.manager'], ...nature },
    operator: { also: ALL, roles: ['operator'] },
  });

/** Owner and managers of the organization whose account it is, and operators. */
export const keepers = managedBy(['csp.owner', 'csp.manager']);

/** Members who manage the webhooks of their organization, auditors, and operators. */
export const webhookParties = managedBy(['csp.owner', 'csp.developer', 'csp.auditor']);
