import type { RoleWord } from '../viewer.ts';
import { enumType } from './types.ts';

export const RoleEnum = enumType(
  'Role',
  'Role of a viewer; `permissions` lists the rights of each role (角色).',
  {
    CSP_OWNER: 'Partner: everything, including people and keys.',
    CSP_MANAGER: 'Partner: customers, bindings and discounts; assigns account managers.',
    CSP_REP: 'Partner: the customers that are assigned to the person.',
    CSP_FINANCE: 'Partner: tax data, bills and invoices.',
    CSP_SERVICE: 'Partner: service delivery.',
    CSP_DEVELOPER: 'Partner: API keys and the API.',
    CSP_AUDITOR: 'Partner: reads everything, including the audit.',
    SELLER_MANAGER: 'Seller: products, reviews and people.',
    SELLER_REVIEWER: 'Seller: reviews discounts.',
    SELLER_FINANCE: 'Seller: settlement.',
    OPERATOR: 'Marketplace operations (运营).',
    SERVICE: 'Internal tool that reads.',
    BUYER: 'Customer with a signed link.',
    REPORTING: 'Reporting: aggregates and exports only.',
    SYSTEM: 'Clock or background job; nobody signs in with this role.',
  } satisfies Record<RoleWord, string>,
);
