import { enumType } from './types.ts';

export const ActingSideEnum = enumType('ActingSide', 'Side that must act before a deadline.', {
  PARTNER: 'The customer service provider.',
  SELLER: 'The seller.',
  OPERATOR: 'Marketplace operations (运营).',
  CUSTOMER: 'The customer.',
});
