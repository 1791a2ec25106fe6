import { definePolicy } from '../../platform/rules/policy.ts';

/** Floor pay rate of a product whose seller names none. */
export const defaultFloorPayRate = definePolicy({
  key: 'catalog.floor-pay-rate',
  unit: 'RATE',
  default: 0.8,
  description:
    'Floor pay rate of a product whose seller set none: lowest share of the list price that a partner may grant.',
});

export const catalogPolicies = [defaultFloorPayRate] as const;
