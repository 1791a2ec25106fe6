import { definePolicy } from '../../platform/rules/policy.ts';

const outputVat = (name: string, standard: number, what: string) =>
  definePolicy({
    key: `orders.vat-${name}`,
    unit: 'RATE',
    default: standard,
    description: `Output VAT rate of ${what} (商品销项税率), frozen on an order line at payment.`,
  });

/** Domain §5.5, for sellers that are general taxpayers. */
export const OUTPUT_VAT = {
  SOFTWARE: outputVat('software', 0.13, 'software'),
  HARDWARE: outputVat('hardware', 0.13, 'hardware'),
  SERVICE: outputVat('service', 0.06, 'services, software by month or year among them'),
} as const;
