import { createElement } from 'react';
import type { List } from '../../../../list/define.ts';
import { filter } from '../../../../list/filters.ts';
import { defineReport, nextYear } from '../define.ts';
import { ReportPage } from '../ReportPage.tsx';
import { CoverageBody } from './CoverageBody.tsx';
import { CoverageReport } from './coverage.documents.ts';

const report = defineReport({
  name: 'coverageReport',
  query: CoverageReport as List['query'],
  title: 'ui.report.coverage',
  period: { field: 'validWithin', label: 'ui.report.validWithin', of: nextYear },
  filters: {
    productId: filter.record('ui.product', 'product'),
    customerId: filter.record('ui.customer', 'customer'),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  dimension: 'DiscountReportDimension',
  groups: [
    { id: 'PRODUCT' },
    { id: 'CUSTOMER', for: ['PARTNER', 'OPERATOR'] },
    { id: 'PARTNER', for: ['SELLER', 'OPERATOR'] },
  ],
  body: CoverageBody,
});

/** Products, customers and partners that authorizations and discounts cover, by month. */
export const CoverageReportPage = () => createElement(ReportPage, { report });
