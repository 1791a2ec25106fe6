import { ALL, type PartiesOf } from '../../platform/db/parties.ts';

/** Owner and managers of the organization whose account it is, and operators. */
export const keepers = (nature: { readonly few?: true } = {}): PartiesOf<{ orgId: unknown }> => ({
  partner: { column: 'orgId', roles: ['csp.owner', 'csp.manager'], ...nature },
  seller: { column: 'orgId', roles: ['seller.manager'], ...nature },
  operator: { also: ALL, roles: ['operator'] },
});
