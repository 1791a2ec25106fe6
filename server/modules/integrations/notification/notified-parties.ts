import { ALL, type PartiesOf } from '../../../platform/db/parties.ts';

/** Managers of the seller whose account is notified, and operators. */
export const notifiedParties: PartiesOf<{ orgId: unknown }> = {
  seller: { column: 'orgId', roles: ['seller.manager'] },
  operator: { also: ALL, roles: ['operator'] },
};
