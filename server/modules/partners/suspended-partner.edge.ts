import { sql } from '../../platform/sql/sql.ts';
import { organizationLife } from '../identity/index.ts';
import { PartnerEntity } from './partner.entity.ts';

/** The suspension of an organization suspends its membership in the programme (domain §2). */
export const suspendedPartner = organizationLife.on(['suspend', 'reinstate'], (tx, { id }, event) =>
  tx.update(PartnerEntity, (d) => sql`${d.id} = ${id}`, {
    suspendedAt: event === 'suspend' ? tx.now : null,
  }),
);
