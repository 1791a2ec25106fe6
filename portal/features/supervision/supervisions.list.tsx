import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { between, extra, main, wide, wider } from '../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../list/define.ts';
import { query, totals } from './supervisions.documents.ts';

const SELLERS = ['AWAIT_CONFIRM', 'IMPLEMENTING', 'BUILDING', 'DEPLOYING'] as const;
const LICENSE = ['AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF'] as const;
const BUYERS = ['AWAIT_REQUIREMENT', 'AWAIT_DRAFT_CONFIRM', 'AWAIT_ACCEPTANCE'] as const;
const OPEN = [...BUYERS, ...SELLERS, ...LICENSE, 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW'] as const;
const STATES = [...OPEN, 'FROZEN', 'COMPLETED', 'REFUNDED', 'CLOSED'] as const;
const LICENSES = ['LICENSE_CODE', 'LICENSE_ID', 'LICENSE_PACKAGE'] as const;
const TEMPLATES = ['STANDARD', 'WEBSITE', ...LICENSES, 'HARDWARE'] as const;
const OPERATORS = { for: ['OPERATOR'] } as const;

/** Supervised deliveries that the viewer may see, the most urgent first. */
export const list = defineList({
  name: 'supervisions',
  title: 'ui.nav.supervisions',
  query,
  rows: (data) => data.supervisions,
  totals,
  search: 'ui.supervisions.search',
  filters: {
    status: filter.choice('ui.status', 'SupervisionStatus', STATES),
    template: filter.choice('ui.supervision.template', 'SupervisionTemplate', TEMPLATES),
    isOverdue: filter.flag('ui.supervision.overdue', { quiet: true }),
    isStalled: filter.flag('ui.supervision.stalled', { quiet: true }),
    paidWithin: filter.period('ui.supervision.begun'),
    customerId: filter.record('ui.customer', 'customer'),
    partnerId: filter.record('ui.partner', 'partner'),
  },
  views: [
    view('open', 'ui.supervisions.view.open', { status: [...OPEN, 'FROZEN'] }),
    view('review', 'ui.supervisions.view.review', { status: ['HUAWEI_REVIEW'] }, OPERATORS),
    view('acceptance', 'ui.supervisions.view.acceptance', { status: ['AWAIT_ACCEPTANCE'] }),
    view('frozen', 'ui.supervisions.view.frozen', { status: ['FROZEN'] }),
    view('overdue', 'ui.supervision.overdue', { isOverdue: true, status: [...OPEN] }),
    view('all', 'ui.all'),
  ],
  period: 'paidWithin',
  sorts: ['DUE', 'CREATED', 'DEAL'],
  defaultSort: 'DUE',
  columns: (c) => [
    c.title('product', 'ui.product', (r) => [r.productName, r.orderNumber]),
    c.cell('customer', 'ui.customer', (r) => r.customerName),
    c.cell('seller', 'ui.seller', (r) => r.seller.name, { ...wider, extra: ['SELLER'] }),
    c.cell('partner', 'ui.partner', (r) => r.partner?.name, { ...between, extra: ['PARTNER'] }),
    c.enum('template', 'ui.supervision.template', 'SupervisionTemplate', (r) => r.template, wide),
    c.enum('actsSide', 'ui.supervision.turn', 'ActingSide', (r) => r.actsSide, wider),
    c.money('DEAL', 'ui.order.deal', (r) => r.dealPrice, { ...main, total: 'dealPrice' }),
    c.state('SupervisionStatus', (r) => [
      r.status,
      r.dueAt && <DeadlineBadge key="due" deadline={{ dueAt: r.dueAt }} />,
    ]),
    c.dateTime('DUE', 'ui.supervision.due', (r) => r.dueAt, wide),
    c.dateTime('CREATED', 'ui.supervision.begun', (r) => r.paidAt, extra),
  ],
  link: '/supervisions/$id',
  empty: ['ui.supervisions.empty', 'ui.supervisions.emptyText'],
});
