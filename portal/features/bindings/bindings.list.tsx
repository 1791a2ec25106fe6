import { BindingActions } from '../../domain/binding/BindingActions.tsx';
import type { BindingListQuery } from '../../gql/graphql.ts';
import { defineList, filter, type Tools, view, wide } from '../../list/define.ts';
import { counts, query } from './bindings.documents.ts';

type Row = BindingListQuery['partnerBindings']['nodes'][number];
const REQUESTS = ['CHANGE_PENDING', 'UNBIND_PENDING'] as const;
const WAITING = [...REQUESTS, 'REPORTED', 'INVITED', 'PROVISIONAL'] as const;
const REST = ['DECLINED', 'EXPIRED', 'BOUND', 'UNBOUND'] as const;
const OWN = { for: ['PARTNER'] } as const;

/** What the row waits for, in a few words; only the partner is called "you". */
function waitsFor({ status, requestedBy, requestedType }: Row, { t, side }: Tools): string {
  const type = requestedType ? t.enum('BindingType', requestedType) : '';
  const key = `ui.bindings.waits.${status}${requestedBy ? `.${requestedBy}` : ''}`;
  return t.maybe(`${key}.${side}`, { type }, t.maybe(key, { type }, t('ui.none')));
}

/** Bindings that wait for an answer, and from there all others. */
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
    view('reported', 'ui.bindings.view.reported', { status: ['REPORTED'] }),
    view('all', 'ui.bindings.view.all'),
  ],
  sorts: ['CREATED', 'DUE'],
  defaultSort: 'DUE',
  columns: (c) => [
    c.title('customer', 'ui.customer', (r, { t }) => [
      r.customer?.name ?? t('ui.none'),
      r.type ? t.enum('BindingType', r.type) : t('ui.bindings.noType'),
    ]),
    c.cell('partner', 'ui.binding.fact.partner', (r) => r.partner?.name, { for: ['OPERATOR'] }),
    c.state('PartnerBindingStatus', (r) => [r.status]),
    c.two('waits', 'ui.bindings.waits', (r, tools) => [waitsFor(r, tools), r.requestReason], wide),
    c.due('DUE', 'ui.binding.fact.dueAt', (r) => r.dueAt),
    c.date('CREATED', 'ui.bindings.createdOn', (r) => r.createdAt, { hideBelow: 1200 }),
    c.actions((r) => <BindingActions binding={r} viewer="PARTNER" size="sm" />, OWN),
  ],
  link: ({ customer }) =>
    customer && { to: '/customers/$id', params: { id: customer.id }, search: { tab: 'bindings' } },
  empty: ['ui.bindings.empty', 'ui.bindings.emptyText'],
});
