import type { CoverageReportQuery } from '../../../../gql/graphql.ts';
import { ZERO } from '../../../../lib/figures.ts';
import type { Drill } from '../Figure.tsx';

/** Coverage of a product, a customer or a partner in a period, and its sales of the year before. */
export interface Covered {
  /** Null: authorizations of all customers, or of all partners. */
  id: string | null;
  name: string;
  csp: number;
  joint: number;
  discounts: number;
  sold: string;
}

export const FIELD = { PRODUCT: 'product', CUSTOMER: 'customer', PARTNER: 'partner' } as const;
export const FILTER = {
  PRODUCT: 'productId',
  CUSTOMER: 'customerId',
  PARTNER: 'partnerId',
} as const;
export type By = keyof typeof FIELD;

/** The lists that hold the rows, with the columns of the coverage. */
export const drills = {
  csp: (search: Readonly<Record<string, string>>): Drill => ({
    to: '/authorizations',
    may: 'CspAuthorization',
    search: { view: 'all', ...search },
  }),
  joint: (search: Readonly<Record<string, string>>): Drill => ({
    to: '/authorizations/joint',
    may: 'JointSalesAuthorization',
    search: { view: 'all', status: 'SCHEDULED~ACTIVE~EXPIRED~REVOKED', ...search },
  }),
  discounts: (search: Readonly<Record<string, string>>): Drill => ({
    to: '/discounts',
    may: 'ExclusiveDiscount',
    search: {
      view: 'all',
      status: 'SCHEDULED~EFFECTIVE~EXPIRED~REVOKED',
      origin: 'PARTNER',
      ...search,
    },
  }),
};

/** Filter of a list of authorizations for a row; those of all customers or partners are told by their level. */
export function filterOf(by: By, id: string | null): Readonly<Record<string, string>> {
  if (id) return { [FILTER[by]]: id };
  return { level: by === 'PARTNER' ? 'PRODUCT' : 'PRODUCT~PARTNER' };
}

/** One row for each object that is covered or was sold, best-selling first. */
export function coverageOf(data: CoverageReportQuery, by: By, all: string): Covered[] {
  const rows = new Map<string | null, Covered>();
  const at = (object: { id: string; name: string } | null | undefined): Covered => {
    const id = object?.id ?? null;
    const row = rows.get(id) ?? {
      id,
      name: object?.name ?? all,
      csp: 0,
      joint: 0,
      discounts: 0,
      sold: ZERO,
    };
    rows.set(id, row);
    return row;
  };
  const field = FIELD[by];
  for (const row of data.csp.rows) at(row[field]).csp += row.authorizationCount;
  for (const row of data.joint?.rows ?? []) at(row[field]).joint += row.authorizationCount;
  for (const row of data.discounts.rows) at(row[field]).discounts += row.discountCount;
  for (const row of data.sold.rows) if (row[field]) at(row[field]).sold = row.deal.amount;
  return [...rows.values()].sort((a, b) => Number(b.sold) - Number(a.sold));
}

/** Whether no authorization and no discount covers what was sold. */
export const isBare = ({ csp, joint, discounts, sold }: Covered): boolean =>
  csp + joint + discounts === 0 && sold !== ZERO;
