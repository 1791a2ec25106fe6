import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { AttachmentEntity } from '../../platform/files/attachment.entity.ts';
import { PartnerEntity } from './partner.entity.ts';

/** Determines the VAT rate of a partner's service fee and of a seller's products (domain §1, §5.5, §8 item 21). */
export const TAXPAYER_TYPES = ['GENERAL', 'SMALL_SCALE'] as const;
export type TaxpayerType = (typeof TAXPAYER_TYPES)[number];

/**
 * Tax and bank data for a partner's invoices and payments, under the partner's id. A separate table, because
 * sellers and customers can read the partner's row but not this data.
 */
export const TaxpayerProfileEntity = aggregate({
  name: 'TaxpayerProfile',
  parties: {
    partner: { column: 'id', roles: ['csp.owner', 'csp.finance'] },
    operator: { also: ALL, roles: ['operator'] },
  },
  properties: {
    ...p.record(),
    id: () =>
      p.manyToOne(PartnerEntity).mapToPk().primary().joinColumn('id').deleteRule('no action'),
    taxpayerType: p.word(TAXPAYER_TYPES),
    /** Unified social credit code. */
    taxNumber: p.text(),
    invoiceTitle: p.text(),
    address: p.text(),
    phone: p.text(),
    bankName: p.text(),
    bankAccount: p.text(),
    /** Business license that operations compare with the data; earlier ones stay attached. */
    businessLicenseId: () => p.ref(AttachmentEntity).nullable().deleteRule('no action'),
    rejectedAt: p.instant().nullable(),
    rejectionReason: p.text().nullable(),
  },
  checks: [
    {
      name: 'taxpayer_profile_rejected',
      expression: '(rejected_at is null) = (rejection_reason is null)',
    },
  ],
});
export type TaxpayerProfile = InferEntity<typeof TaxpayerProfileEntity>;
