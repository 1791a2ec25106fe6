import { createElement } from 'react';
import type { List } from '../../../../list/define.ts';
import { filter } from '../../../../list/filters.ts';
import { defineReport, lastYear } from '../define.ts';
import { ReportPage } from '../ReportPage.tsx';
import { DepthBody } from './DepthBody.tsx';
import { DepthReport } from './depth.documents.ts';

const report = defineReport({
  name: 'depthReport',
  query: DepthReport as List['query'],
  title: 'ui.report.depth',
  period: { field: 'startsWithin', label: 'ui.discount.starts', of: lastYear },
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
  body: DepthBody,
});

/** Depth of the granted discounts below the list price. */
export const DepthReportPage = () => createElement(ReportPage, { report });
