import { BindingActions } from '../../domain/binding/BindingActions.tsx';
import { wide } from '../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../list/define.ts';
import { counts, query } from './bindings.documents.ts';
import { bulk } from './bulk.ts';
import { waitsFor } from './waits-for.ts';

const REQUESTS = ['CHANGE_PENDING', 'UNBIND_PENDING'] as const;
const WAITING = [...REQUESTS, 'PRE_REGISTERED', 'INVITED', 'PROVISIONAL'] as const;
const REST = ['DECLINED', 'EXPIRED', 'BOUND', 'UNBOUND'] as const;

export const list = defineList({
  name: 'bindings',
  title: 'ui.nav.bindings',
  meta: 'ui.bindings.lead',
  query,
  rows: (data) => data.partnerBindings,
  counts,
  search: 'ui.bindings.searchPlaceholder',
  filters: {
    status: filter.choice('ui.status', 'PartnerBindingStatus', [...WAITING, ...REST]),
    type: filter.choice('ui.binding.fact.type', 'BindingType', ['ADVISORY', 'AGENCY']),
    boundWithin: filter.period('ui.customer.boundOn'),
    partnerId: filter.record('ui.binding.fact.partner', 'partner'),
  },
  views: [
    view('waiting', 'ui.bindings.view.waiting', { status: WAITING }),
    view('requests', 'ui.bindings.view.requests', { status: REQUESTS }),
    view('invited', 'ui.bindings.view.invited', { status: ['INVITED'] }),
    view('provisional', 'ui.bindings.view.provisional', { status: ['PROVISIONAL'] }),
    view('preRegistered', 'ui.bindings.view.preRegistered', { status: ['PRE_REGISTERED'] }),
    view('all', 'ui.bindings.view.all'),
  ],
  sorts: ['CREATED', 'DUE', 'BOUND'],
  defaultSort: 'DUE',
  columns: (c) => [
    c.title('customer', 'ui.customer', (r, { t }) => [
      r.customer?.name ?? t('ui.none'),
      r.type ? t.enum('BindingType', r.type) : t('ui.bindings.noType'),
    ]),
    c.cell('partner', 'ui.binding.fact.partner', (r) => r.partner?.name, { for: ['OPERATOR'] }),
    c.state('PartnerBindingStatus', (r) => [r.status]),
    c.two('waits', 'ui.bindings.waits', (r, tools) => [waitsFor(r, tools), r.requestReason], {
      ...wide,
      file: (r) => r.requestReason,
    }),
    c.due('DUE', 'ui.binding.fact.dueAt', (r) => r.dueAt),
    c.date('BOUND', 'ui.customer.boundOn', (r) => r.boundAt, { hideBelow: 1200 }),
    c.date('CREATED', 'ui.bindings.createdOn', (r) => r.createdAt, { hideBelow: 1200 }),
    c.actions((r) => <BindingActions binding={r} viewer="PARTNER" size="sm" />, {
      for: ['PARTNER'],
    }),
  ],
  link: ({ customer }) =>
    customer && { to: '/customers/$id', params: { id: customer.id }, search: { tab: 'bindings' } },
  empty: ['ui.bindings.empty', 'ui.bindings.emptyText'],
  bulk,
});
