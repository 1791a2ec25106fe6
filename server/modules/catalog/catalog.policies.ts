import { definePolicy } from '../../platform/rules/policy.ts';

/** Floor pay rate of a product whose seller names none. */
export const defaultFloorPayRate = definePolicy({
  key: 'catalog.floor-pay-rate',
  unit: 'RATE',
  default: 0.8,
  description:
    'Floor pay rate of a product whose seller set none: lowest share of the list price that a partner may grant.',
});

/** Support groups that a seller can configure (domain §3 item 9). */
export const supportGroupLimit = definePolicy({
  key: 'catalog.support-groups',
  unit: 'COUNT',
  default: 6,
  description: 'Largest number of support groups of a seller.',
});

export const catalogPolicies = [defaultFloorPayRate, supportGroupLimit] as const;
