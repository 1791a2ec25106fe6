import Big from 'big.js';
import type { Count } from '../../../domain/bulk/selection.ts';
import type { MoneyLike } from '../../../lib/format.ts';
import type { Lapse } from '../tasks/tasks.ts';

interface Right {
  id: string;
  productName: string;
  customerName?: string | null;
  /** Named for viewers with several partners. */
  partnerName?: string | null;
  validUntil: string;
  product?: { id: string } | null;
  customer?: { id: string } | null;
  /** Null for viewers who may not see sales. */
  soldLastYear?: MoneyLike | null;
}
type Some = { nodes: readonly Right[]; count: Count };

/** Rights and prices that end soon, by kind. */
export interface Lapsing {
  csp: Some;
  joint: Some;
  discounts?: Some;
}

const TYPES = {
  csp: 'CspAuthorization',
  joint: 'JointSalesAuthorization',
  discounts: 'ExclusiveDiscount',
} as const;
const KEYS = Object.keys(TYPES) as (keyof typeof TYPES)[];

export const lapsesOf = (data: Lapsing): Lapse[] =>
  KEYS.flatMap((key) =>
    (data[key]?.nodes ?? []).map(
      ({ id, productName, customerName, partnerName, validUntil, soldLastYear }) => ({
        id,
        type: TYPES[key],
        label: [partnerName, customerName, productName].filter(Boolean).join(' · '),
        until: validUntil,
        worth: soldLastYear,
      }),
    ),
  );

/**
 * Sales that depend on anything that ends, each counted once: an authorization for all customers of a product includes
 * those for one customer and the discounts on it. Null without any known worth.
 */
export function worthOf(data: Lapsing): string | null {
  const rows = KEYS.flatMap((key) => data[key]?.nodes ?? []).filter(
    ({ soldLastYear }) => soldLastYear,
  );
  if (rows.length === 0) return null;
  const whole = new Map<string, string>();
  const single = new Map<string, readonly [product: string, amount: string]>();
  for (const { id, product, customer, soldLastYear } of rows) {
    const of = product?.id ?? id;
    if (customer) single.set(`${of} ${customer.id}`, [of, soldLastYear!.amount]);
    else whole.set(of, soldLastYear!.amount);
  }
  const counted = [
    ...whole.values(),
    ...[...single.values()].filter(([of]) => !whole.has(of)).map(([, amount]) => amount),
  ];
  return counted.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed(2);
}
