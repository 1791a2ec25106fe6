import Big from 'big.js';
import type { Format, MoneyLike } from '../../lib/format.ts';

/** List price of a product's specifications, or lowest and highest; null without specifications. */
export function priceRange(
  specifications: readonly { listPrice: MoneyLike }[],
  format: Format,
): string | null {
  const prices = specifications
    .map(({ listPrice }) => listPrice)
    .sort((a, b) => new Big(a.amount).cmp(b.amount));
  const [low, high] = [prices[0], prices.at(-1)];
  if (!low || !high) return null;
  return low.amount === high.amount
    ? format.money(low)
    : `${format.money(low)} – ${format.money(high)}`;
}
