import { field } from '../../platform/command/input.ts';

/** Inputs of a company's tax and bank data. */
export const taxNumberInput = field.text(
  'Taxpayer number: the unified social credit code, 15 to 20 digits and letters.',
  { min: 15, max: 20, pattern: /^[\dA-Z]+$/i },
);

export const accountInput = field.text('Bank account number: 8 to 40 digits, spaces and dashes.', {
  min: 8,
  max: 40,
  pattern: /^[\d -]+$/,
});
