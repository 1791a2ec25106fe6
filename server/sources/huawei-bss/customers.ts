import { z } from 'zod';
import { field } from '../transport/fields.ts';
import { rowParser } from '../transport/rows.ts';
import {
  BINDING_TYPES,
  CUSTOMER_LEVELS,
  CUSTOMER_TYPES,
  FROZEN,
  VERIFIED_STATES,
} from './codes.ts';

/** Customer of a partner (ListSubCustomers). */
const subCustomerShape = z
  .object({
    customer_id: field.id,
    account_name: field.text,
    customer: field.text,
    associated_on: field.orNull(field.instant),
    association_type: field.orNull(field.code(BINDING_TYPES)),
    label: field.text,
    telephone: field.text,
    email: field.text,
    verified_status: field.orNull(field.code(VERIFIED_STATES)),
    customer_type: field.orNull(field.code(CUSTOMER_TYPES)),
    is_frozen: field.orNull(field.code(FROZEN)),
    account_managers: z.array(z.object({ account_name: field.text })).nullish(),
    customer_level: field.orNull(field.code(CUSTOMER_LEVELS)),
    xaccount_id: field.text,
    xaccount_type: field.text,
    country_code: field.text,
    indirect_partner_id: field.text,
  })
  .transform((row) => ({
    customerId: row.customer_id,
    accountName: row.account_name,
    /** Real name of the account; null before its verification. */
    name: row.customer,
    associatedAt: row.associated_on,
    bindingType: row.association_type,
    label: row.label,
    telephone: row.telephone,
    mail: row.email,
    verifiedStatus: row.verified_status,
    customerType: row.customer_type === 'NONE' ? null : row.customer_type,
    /** Null if the answer does not say. */
    isFrozen: row.is_frozen === null ? null : row.is_frozen === 'YES',
    accountManager: row.account_managers?.[0]?.account_name ?? null,
    level: row.customer_level,
    crossAccountId: row.xaccount_id,
    crossAccountType: row.xaccount_type,
    countryCode: row.country_code,
    indirectPartnerId: row.indirect_partner_id,
  }));
export type SubCustomer = z.output<typeof subCustomerShape>;
export const parseSubCustomer = rowParser(subCustomerShape);

/** Sub-distributor of a partner (ListIndirectPartners). */
const indirectPartnerShape = z
  .object({
    indirect_partner_id: field.id,
    account_name: field.text,
    name: field.text,
    associated_on: field.orNull(field.instant),
    mobile_phone: field.text,
    email: field.text,
  })
  .transform((row) => ({
    partnerId: row.indirect_partner_id,
    accountName: row.account_name,
    name: row.name,
    associatedAt: row.associated_on,
    telephone: row.mobile_phone,
    mail: row.email,
  }));
export type IndirectPartner = z.output<typeof indirectPartnerShape>;
export const parseIndirectPartner = rowParser(indirectPartnerShape);

/** Customer with consumption in a month, also one that was unbound since (ListConsumeSubCustomers). */
const consumingCustomerShape = z
  .object({ customer_id: field.id })
  .transform((row) => ({ customerId: row.customer_id }));
export type ConsumingCustomer = z.output<typeof consumingCustomerShape>;
export const parseConsumingCustomer = rowParser(consumingCustomerShape);
