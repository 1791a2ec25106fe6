import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { CustomerEntity } from '../customers/index.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';

/**
 * One-time code that was sent to a customer's contact on file, created at `createdAt`: to consent to a binding, or to
 * prove the session of a link. Rows are kept for the time of a policy: they are the evidence of the consent, and they count
 * the wrong entries, which a new code must not reset. Partners never see them.
 */
export const ConsentCodeEntity = aggregate({
  name: 'ConsentCode',
  parties: { customer: 'customerId' },
  properties: {
    ...p.base(),
    bindingId: () => p.ref(PartnerBindingEntity).nullable().deleteRule('no action'),
    /** Session that the code proves. No foreign key, because sessions are deleted. */
    sessionId: p.uuid().nullable(),
    /**
     * Partner, or another issuer of the link; null for links of the marketplace. Entries are counted per issuer and
     * customer, so that neither a new invitation nor a new link resets the count.
     */
    partnerId: () => p.ref(OrganizationEntity).nullable().deleteRule('no action'),
    customerId: () => p.ref(CustomerEntity),
    /** Keyed hash: without the server's secret nobody can try the million codes against it. */
    codeHash: p.text(),
    /** Contact to which the code was sent. */
    sentTo: p.text(),
    expiresAt: p.instant(),
    wrongTries: p.integer().default(0),
    usedAt: p.instant().nullable(),
  },
  checks: [
    { name: 'consent_code_tries', expression: 'wrong_tries >= 0' },
    {
      name: 'consent_code_of_binding_or_session',
      expression: '(binding_id is null) <> (session_id is null)',
    },
  ],
  indexes: [
    { name: 'consent_code_of_pair', properties: ['customerId', 'partnerId', 'createdAt'] },
    { name: 'consent_code_over', properties: ['expiresAt'] },
    { name: 'consent_code_of_binding', properties: ['bindingId', 'createdAt'] },
  ],
});
export type ConsentCode = InferEntity<typeof ConsentCodeEntity>;
