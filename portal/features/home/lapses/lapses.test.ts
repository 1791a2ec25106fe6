import { expect, it } from '@jest/globals';
import { type Lapsing, lapsesOf, worthOf } from './lapses.ts';

const row = (id: string, product: string, customer: string | null, amount: string | null) => ({
  id,
  productName: product,
  customerName: customer,
  validUntil: '2026-12-01T00:00:00.000Z',
  product: { id: product },
  customer: customer ? { id: customer } : null,
  soldLastYear: amount ? { amount, currency: 'CNY' } : null,
});
const data = (
  csp: ReturnType<typeof row>[],
  joint: ReturnType<typeof row>[],
  discounts: ReturnType<typeof row>[],
): Lapsing => {
  const of = (nodes: ReturnType<typeof row>[]) => ({
    nodes,
    count: { value: nodes.length, isExact: true },
  });
  return { csp: of(csp), joint: of(joint), discounts: of(discounts) } as unknown as Lapsing;
};

it('counts the sales of a product once, whatever ends of it', () => {
  const all = data(
    [row('a', 'ERP', null, '1000.10')],
    [row('b', 'ERP', '东方', '300.00'), row('c', 'WAF', '东方', '50.00')],
    [
      row('d', 'ERP', '西岭', '200.00'),
      row('e', 'WAF', '东方', '50.00'),
      row('f', 'WAF', '西岭', '7.05'),
    ],
  );
  expect(worthOf(all)).toBe('1057.15');
  expect(lapsesOf(all).map(({ type, label }) => `${type} ${label}`)).toEqual([
    'CspAuthorization ERP',
    'JointSalesAuthorization 东方 · ERP',
    'JointSalesAuthorization 东方 · WAF',
    'ExclusiveDiscount 西岭 · ERP',
    'ExclusiveDiscount 东方 · WAF',
    'ExclusiveDiscount 西岭 · WAF',
  ]);
});

it('knows no worth where the viewer may not see sales', () => {
  expect(worthOf(data([row('a', 'ERP', null, null)], [], []))).toBeNull();
  expect(worthOf(data([], [], []))).toBeNull();
});
