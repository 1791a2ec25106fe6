import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { CustomerEntity } from '../customers/index.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';

/**
 * One-time code that was sent to a customer's contact on file, created at `createdAt`. Rows are kept: they
 * are the evidence of the consent, and they count the wrong entries, which a new code must not reset.
 * Partners never see them.
 */
export const ConsentCodeEntity = aggregate({
  name: 'ConsentCode',
  parties: { customer: 'customerId' },
  properties: {
    ...p.base(),
    bindingId: () => p.ref(PartnerBindingEntity),
    /** Entries are counted per partner and customer, so that a new invitation does not reset the count. */
    partnerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    /** Keyed hash: without the server's secret nobody can try the million codes against it. */
    codeHash: p.text(),
    /** Contact to which the code was sent. */
    sentTo: p.text(),
    expiresAt: p.instant(),
    wrongTries: p.integer().default(0),
    usedAt: p.instant().nullable(),
  },
  checks: [{ name: 'consent_code_tries', expression: 'wrong_tries >= 0' }],
  indexes: [
    { name: 'consent_code_of_pair', properties: ['customerId', 'partnerId', 'createdAt'] },
    { name: 'consent_code_of_binding', properties: ['bindingId', 'createdAt'] },
  ],
});
export type ConsentCode = InferEntity<typeof ConsentCodeEntity>;
