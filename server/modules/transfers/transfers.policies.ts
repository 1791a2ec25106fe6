import { definePolicy } from '../../platform/rules/policy.ts';

export const exportDays = definePolicy({
  key: 'export.keep',
  unit: 'DAYS',
  default: 7,
  description: 'How long the file of an export can be downloaded.',
});

export const importRowLimit = definePolicy({
  key: 'import.rows',
  unit: 'COUNT',
  default: 100_000,
  description: 'Largest number of rows of an imported file.',
});
