import type { SalesReportDimension } from '../../../gql/graphql.ts';

export type GroupBy = Extract<SalesReportDimension, 'PRODUCT' | 'CUSTOMER' | 'PARTNER'>;
export const GROUPS: readonly GroupBy[] = ['PRODUCT', 'CUSTOMER', 'PARTNER'];
