import { ALL, type PartiesOf } from '../../../platform/db/parties.ts';

/** Members who manage the webhooks of their organization, auditors, and operators. */
export const webhookParties = (
  nature: { readonly few?: true } = {},
): PartiesOf<{ orgId: unknown }> => ({
  partner: { column: 'orgId', roles: ['csp.owner', 'csp.developer', 'csp.auditor'], ...nature },
  seller: { column: 'orgId', roles: ['seller.manager'], ...nature },
  operator: { also: ALL, roles: ['operator'] },
});
