import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, instant, word } from '../../platform/db/columns.ts';
import { tenantTable } from '../../platform/db/tenancy.ts';
import { PartnerEntity } from './partner.entity.ts';

/** Decides the VAT rate of the service fee (domain §1, §8 item 21). */
export const TAXPAYER_TYPES = ['GENERAL', 'SMALL_SCALE'] as const;

/**
 * What a partner's invoices and pay-outs need. A table of its own, because the partner's row is known to
 * sellers and buyers and this is not. Has the partner's id.
 */
export const TaxpayerProfileEntity = defineEntity({
  name: 'TaxpayerProfile',
  tableName: 'taxpayer_profile',
  properties: {
    ...base(),
    id: () =>
      p.manyToOne(PartnerEntity).mapToPk().primary().joinColumn('id').deleteRule('no action'),
    taxpayerType: word(TAXPAYER_TYPES),
    /** Unified social credit code. */
    taxNumber: p.text(),
    invoiceTitle: p.text(),
    address: p.text(),
    phone: p.text(),
    bankName: p.text(),
    bankAccount: p.text(),
    updatedAt: instant(),
  },
  ...tenantTable(['id']),
});
export type TaxpayerProfile = InferEntity<typeof TaxpayerProfileEntity>;
