import { refuse } from '../../platform/errors.ts';
import type { Product } from './product.entity.ts';

/**
 * Refuses a product of which nothing is sold in the marketplace: one that was delisted, and consulting,
 * which only links to its seller (domain §3 item 14).
 */
export function mustBeSold({ productType, status }: Pick<Product, 'productType' | 'status'>): void {
  if (productType === 'CONSULTING') throw refuse('PRODUCT_NOT_SOLD_HERE', 'productId');
  if (status !== 'ON_SALE') throw refuse('PRODUCT_DELISTED', 'productId');
}
