import { createRoute } from '@tanstack/react-router';
import { Landmark, ReceiptText } from 'lucide-react';
import { lazyComponent } from '../../lib/lazy.tsx';
import { listPage, listTab } from '../../list/lazy-list.ts';
import { listSearch } from '../../list/search.ts';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { invoiceUpdates } from './updates.ts';

export const invoicesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices',
  validateSearch: listSearch,
  ...listPage(() => import('./invoices.list.tsx')),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/$id',
  ...page(() => import('./InvoicePage.tsx'), 'InvoicePage'),
});

export const registerInvoiceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/$id/register',
  ...page(() => import('./document/RegisterPage.tsx'), 'RegisterPage'),
});

export const invoicingDataRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoicing-data',
  ...page(() => import('./data/InvoicingDataPage.tsx'), 'InvoicingDataPage'),
});

export const routes = [
  invoicesRoute,
  invoiceRoute,
  registerInvoiceRoute,
  invoicingDataRoute,
] as const;

const one = lazyComponent(() => import('./InvoiceTask.tsx'), 'InvoiceTask');

export const feature: Feature = {
  nav: [
    {
      to: '/invoices',
      icon: ReceiptText,
      labelId: 'ui.nav.invoices',
      group: 'money',
      for: {
        sides: ['PARTNER', 'OPERATOR'],
        may: 'Invoice',
      },
    },
    {
      to: '/invoicing-data',
      icon: Landmark,
      labelId: 'ui.nav.invoicingData',
      group: 'admin',
      for: { sides: ['OPERATOR'], may: 'invoicingSettingSet' },
    },
  ],
  tabs: {
    Partner: [
      {
        id: 'invoices',
        label: 'ui.nav.invoices',
        may: 'Invoice',
        content: listTab(() => import('./invoices.list.tsx'), 'partnerId', [
          'bill',
          'number',
          'GROSS',
          'DUE',
          'status',
        ]),
      },
    ],
  },
  tasks: {
    'Invoice.lapse.PARTNER': { one },
    'Invoice.remind.PARTNER': { one },
    'Invoice.lapse.OPERATOR': { one },
    'Invoice.remind.OPERATOR': { one },
  },
  objects: { Invoice: (id) => `/invoices/${id}` },
  updates: invoiceUpdates,
};
