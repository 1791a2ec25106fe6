/** The sizes of a scale data set; all follow from the number of customers. */
export interface ScaleSizes {
  readonly customers: number;
  readonly partners: number;
  readonly sellers: number;
  readonly products: number;
  /** Products that each partner may sell. */
  readonly assortment: number;
  readonly authorizations: number;
  readonly discounts: number;
  readonly orders: number;
  /** Months with a bill run. */
  readonly months: number;
}

const SMALLEST = 500;
/** With more customers, names would repeat. */
export const LARGEST = 1_000_000;

const within = (value: number, least: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)));

/**
 * 100,000 customers come with 200 partners, 2,000 products, 50,000 authorizations, 200,000 discounts and a
 * million orders. Throws one sentence for a number outside {@link SMALLEST} to {@link LARGEST}.
 */
export function sizesFor(customers: number): ScaleSizes {
  if (!Number.isInteger(customers) || customers < SMALLEST || customers > LARGEST)
    throw new Error(`--scale is a whole number of customers from ${SMALLEST} to ${LARGEST}.`);
  const products = within(customers / 50, 32, 2_000);
  return {
    customers,
    partners: within(customers / 500, 4, 200),
    sellers: within(customers / 2_500, 4, 40),
    products,
    assortment: Math.max(8, Math.floor(products / 8)),
    authorizations: within(customers / 2, 0, 500_000),
    discounts: 2 * customers,
    orders: 10 * customers,
    months: 24,
  };
}
