import type { VAT_CLASSES } from './product.entity.ts';
import type { ProductType } from './product-types.ts';
import type { CHARGE_PERIODS } from './specification.entity.ts';

export type VatClass = (typeof VAT_CLASSES)[number];

/** Product types whose specifications are perpetual software when sold once. */
export const SOFTWARE_TYPES: readonly ProductType[] = [
  'SAAS',
  'IMAGE',
  'API',
  'CONTAINER',
  'AI_ASSET',
  'LICENSE',
];

/**
 * Returns the class that determines the output VAT rate of a specification (domain §5.5). Software counts as
 * software only when sold once; by month, by year or on demand it is a service.
 */
export function vatClassOf(
  productType: ProductType,
  period: (typeof CHARGE_PERIODS)[number],
): VatClass {
  if (productType === 'HARDWARE') return 'HARDWARE';
  return SOFTWARE_TYPES.includes(productType) && period === 'ONE_OFF' ? 'SOFTWARE' : 'SERVICE';
}
