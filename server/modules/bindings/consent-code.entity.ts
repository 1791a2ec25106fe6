import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, instant } from '../../platform/db/columns.ts';
import { tenantTable } from '../../platform/db/tenancy.ts';
import { CustomerEntity } from '../customers/index.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';

/**
 * A one-time code that was sent to a customer's contact on file, made at `createdAt`. Rows stay: they are the
 * evidence of the consent, and the count of wrong entries that a new code must not reset. The partner sees none.
 */
export const ConsentCodeEntity = defineEntity({
  name: 'ConsentCode',
  tableName: 'consent_code',
  properties: {
    ...base(),
    bindingId: () => p.manyToOne(PartnerBindingEntity).mapToPk().joinColumn('binding_id'),
    /** Partner and customer stay the same from one invitation to the next: entries are counted by the pair. */
    partnerId: () => p.manyToOne(OrganizationEntity).mapToPk().joinColumn('partner_id'),
    customerId: () => p.manyToOne(CustomerEntity).mapToPk().joinColumn('customer_id'),
    /** Keyed hash: without the server's secret the million codes cannot be tried on it. */
    codeHash: p.text(),
    /** The contact it went to. */
    sentTo: p.text(),
    expiresAt: instant(),
    wrongTries: p.integer().default(0),
    usedAt: instant().nullable(),
  },
  checks: [{ name: 'consent_code_tries', expression: 'wrong_tries >= 0' }],
  indexes: [
    { name: 'consent_code_of_pair', properties: ['customerId', 'partnerId', 'createdAt'] },
    { name: 'consent_code_of_binding', properties: ['bindingId', 'createdAt'] },
  ],
  ...tenantTable(['customer_id']),
});
export type ConsentCode = InferEntity<typeof ConsentCodeEntity>;
