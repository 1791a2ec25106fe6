import { createElement } from 'react';
import type { Prefetch } from '../../../../lib/prefetch.ts';
import type { List } from '../../../../list/define.ts';
import { filter } from '../../../../list/filters.ts';
import { TYPES } from '../../types.ts';
import { firstQueries } from '../asked.ts';
import { defineReport, lastYear } from '../define.ts';
import { ReportPage } from '../ReportPage.tsx';
import { askSales, SalesBody } from './SalesBody.tsx';
import { SalesReport } from './sales.documents.ts';

const report = defineReport({
  name: 'salesReport',
  query: SalesReport as List['query'],
  title: 'ui.report.sales',
  period: { field: 'placedWithin', label: 'ui.order.placedAt', of: lastYear },
  filters: {
    productType: filter.choice('ui.report.type', 'ProductType', TYPES),
    productId: filter.record('ui.product', 'product'),
    customerId: filter.record('ui.customer', 'customer'),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  dimension: 'SalesReportDimension',
  groups: [
    { id: 'PRODUCT' },
    { id: 'PRODUCT_TYPE' },
    { id: 'CUSTOMER', for: ['PARTNER', 'OPERATOR'] },
    { id: 'PARTNER', for: ['SELLER', 'OPERATOR'] },
  ],
  body: SalesBody,
});

export const prefetch: Prefetch = (opening) => firstQueries(report, opening, askSales);

/** Sales by product and type. */
export const SalesReportPage = () => createElement(ReportPage, { report });
