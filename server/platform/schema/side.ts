import { enumType } from './types.ts';

export const SideEnum = enumType('Side', 'Side of a deal.', {
  PARTNER: 'Customer service provider (客户服务商).',
  SELLER: 'Seller (商家).',
  OPERATOR: 'Marketplace operations (运营), or an internal tool that they authorized.',
  CUSTOMER: 'Customer with a signed link.',
  REPORTING: 'Reporting: aggregates and exports only.',
  SYSTEM: 'Work of the system; nobody signs in with this side.',
});
