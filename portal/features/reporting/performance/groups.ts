import type { SalesReportDimension } from '../../../gql/graphql.ts';

export type GroupBy = Extract<
  SalesReportDimension,
  'PRODUCT' | 'PRODUCT_TYPE' | 'CUSTOMER' | 'PARTNER'
>;
export const GROUPS: readonly GroupBy[] = ['PRODUCT', 'PRODUCT_TYPE', 'CUSTOMER', 'PARTNER'];
