import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { TAXPAYER_TYPES } from '../partners/index.ts';

/**
 * Time during which a seller was a taxpayer of a type; before the first row it was a general one. Partners read it,
 * because their share of a common product depends on it (domain §5.2).
 */
export const SellerTaxpayerEntity = aggregate({
  name: 'SellerTaxpayer',
  parties: { partner: ALL, rep: ALL, seller: 'sellerId', operator: ALL },
  properties: {
    ...p.base(),
    sellerId: () => p.ref(OrganizationEntity),
    taxpayerType: p.word(TAXPAYER_TYPES),
    since: p.instant(),
    /** Null while it is in force. */
    until: p.instant().nullable(),
  },
  checks: [{ name: 'seller_taxpayer_time', expression: 'since <= until' }],
  indexes: [
    {
      name: 'seller_taxpayer_open',
      expression:
        'create unique index seller_taxpayer_open on seller_taxpayer (seller_id) where until is null',
    },
    { name: 'seller_taxpayer_of_seller', properties: ['sellerId', 'since', 'id'] },
  ],
});
