import { definePolicy } from '../../../platform/rules/policy.ts';

const outputVat = (name: string, standard: number, what: string) =>
  definePolicy({
    key: `orders.vat-${name}`,
    unit: 'RATE',
    default: standard,
    description: `Output VAT rate of ${what} (商品销项税率), frozen on an order line at payment.`,
  });

const SERVICES = 'services, software by month or year among them';

/** Rates of domain §5.5 by the taxpayer type of the company that invoices the customer. */
export const OUTPUT_VAT = {
  GENERAL: {
    SOFTWARE: outputVat('software', 0.13, 'software'),
    HARDWARE: outputVat('hardware', 0.13, 'hardware'),
    SERVICE: outputVat('service', 0.06, SERVICES),
  },
  SMALL_SCALE: {
    SOFTWARE: outputVat('software-small-scale', 0.03, 'software of small-scale taxpayers'),
    HARDWARE: outputVat('hardware-small-scale', 0.03, 'hardware of small-scale taxpayers'),
    SERVICE: outputVat('service-small-scale', 0.03, `${SERVICES}, of small-scale taxpayers`),
  },
} as const;
