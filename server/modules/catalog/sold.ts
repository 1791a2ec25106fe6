import { refuse } from '../../platform/errors.ts';
import type { Product } from './product.entity.ts';

/**
 * Refuses a product that cannot be ordered: a delisted one, and consulting, which only leads to its seller
 * (domain §3 item 14).
 */
export function mustBeSold({ productType, status }: Pick<Product, 'productType' | 'status'>): void {
  if (productType === 'CONSULTING') throw refuse('PRODUCT_NOT_SOLD_HERE', 'productId');
  if (status !== 'ON_SALE') throw refuse('PRODUCT_DELISTED', 'productId');
}
