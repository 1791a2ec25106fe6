import { extra, main, wide, wider } from '../../../list/column-kinds.tsx';
import { defineList } from '../../../list/define.ts';
import { DifferenceSteps } from '../upstream/DifferenceSteps.tsx';
import { counts, query, totals } from './reconciliation.documents.ts';
import { facets, filters, views } from './reconciliation.filters.ts';

/** 对账差异: charges upstream that differ from the order lines here, with both values. */
export const list = defineList({
  name: 'reconciliation',
  title: 'ui.reconciliation.title',
  meta: 'ui.reconciliation.lead',
  query,
  rows: (data) => data.differences,
  counts,
  totals,
  filters,
  views,
  facets,
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('trade', 'ui.order', (r) => [r.order?.number ?? r.tradeId ?? '', r.customer?.name]),
    c.enum('class', 'ui.difference.class', 'DifferenceClass', (r) => r.differenceClass),
    c.cell('tradeId', 'ui.reconciliation.tradeId', (r) => r.tradeId, extra),
    c.cell('organization', 'ui.organization', (r) => r.organization.name, {
      ...wider,
      extra: ['PARTNER'],
    }),
    c.money('ours', 'ui.difference.ours', (r) => r.oursAmount, { ...main, total: 'oursAmount' }),
    c.cell('oursMonths', 'ui.reconciliation.oursMonths', (r) => r.ours, wider),
    c.money('theirs', 'ui.difference.theirs', (r) => r.theirsAmount, {
      ...main,
      total: 'theirsAmount',
    }),
    c.cell('theirsMonths', 'ui.reconciliation.theirsMonths', (r) => r.theirs, wider),
    c.money('gap', 'ui.reconciliation.difference', (r) => r.gap, { ...wide, total: 'gap' }),
    c.dateTime('CREATED', 'ui.reconciliation.found', (r) => r.createdAt, extra),
    c.two(
      'step',
      'ui.difference.step',
      (r, { t }) =>
        r.resolution ? [t.enum('DifferenceResolution', r.resolution), r.reason] : null,
      extra,
    ),
    c.enum('status', 'ui.status', 'DifferenceStatus', (r) => r.status, extra),
    c.actions((r) => (r.status === 'OPEN' ? <DifferenceSteps difference={r} /> : null)),
  ],
  link: (r) => (r.order ? { to: '/orders/$id', params: { id: r.order.id } } : null),
  empty: ['ui.reconciliation.empty', 'ui.reconciliation.emptyText'],
});
