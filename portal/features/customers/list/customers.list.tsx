import { BOUND, CUSTOMER_STATES, PENDING } from '../../../domain/binding/states.ts';
import { importOf } from '../../../domain/bulk/import-action.ts';
import { UpstreamAge } from '../../../domain/UpstreamAge.tsx';
import { extra, wide, wider } from '../../../list/column-kinds.tsx';
import { defineList, filter, me, view } from '../../../list/define.ts';
import { actions } from '../actions.ts';
import { bulk } from './bulk.ts';
import { counts, query, totals } from './customers.documents.ts';
import { MANAGER, NAME } from './file-cells.ts';

const OWN = { for: ['PARTNER'] } as const;
const SALES = { ...OWN, card: 'value', total: 'soldThisYear' } as const;
const OWN_EXTRA = { ...OWN, ...extra } as const;
const MANAGED = { ...OWN, ...wide, file: MANAGER } as const;
const NONE_MINE = { empty: ['ui.customers.noneMine', 'ui.customers.noneMineText'] } as const;

/** Customers that the viewer may see, found by name, pinyin, initials or account. */
export const list = defineList({
  name: 'customers',
  title: 'ui.nav.customers',
  meta: () => <UpstreamAge />,
  query,
  rows: (data) => data.customers,
  counts,
  totals,
  search: 'ui.customer.searchPlaceholder',
  filters: {
    status: filter.choice('ui.status', 'CustomerStatus', CUSTOMER_STATES),
    bindingType: filter.choice('ui.binding.fact.type', 'BindingType', ['ADVISORY', 'AGENCY']),
    accountManagerId: filter.record('ui.customer.manager', 'member', OWN),
    tags: filter.tag('ui.customer.tags', (r: { tags: string[] }) => r.tags, OWN),
  },
  views: [
    view('all', 'ui.customers.view.all'),
    view('mine', 'ui.customers.view.mine', { accountManagerId: me }, { ...OWN, ...NONE_MINE }),
    view('bound', 'ui.customers.view.bound', { status: BOUND }),
    view('requests', 'ui.customers.view.requests', { status: PENDING }),
    view('invited', 'ui.customers.view.invited', { status: ['INVITED'] }),
    view('prospects', 'ui.customers.view.prospects', { status: ['PROSPECT', 'PRE_REGISTERED'] }),
  ],
  sorts: ['SOLD', 'NAME', 'CREATED'],
  defaultSort: { PARTNER: '-SOLD', SELLER: '-CREATED', OPERATOR: '-CREATED' },
  columns: (c) => [
    c.title('NAME', 'ui.customer', (r) => [r.name, r.cloudAccount], { file: NAME }),
    c.enum('type', 'ui.binding.fact.type', 'BindingType', (r) => r.binding?.type),
    c.state('CustomerStatus', (r) => [r.status, r.binding?.dueAt]),
    c.person('manager', 'ui.customer.manager', (r) => r.accountManager, MANAGED),
    c.cell('via', 'ui.customer.throughPartner', (r) => r.throughPartner?.name, OWN_EXTRA),
    c.date('boundAt', 'ui.customer.boundOn', (r) => r.binding?.boundAt, wide),
    c.money('SOLD', 'ui.customer.soldThisYear', (r) => r.soldThisYear, SALES),
    c.tags('tags', 'ui.customer.tags', (r) => r.tags, { ...OWN, ...wider, card: 'hide' }),
    c.date('CREATED', 'ui.customer.knownSince', (r) => r.createdAt, extra),
    c.enum('kind', 'ui.customer.customerType', 'CustomerType', (r) => r.customerType, extra),
    c.cell('level', 'ui.customer.level', (r) => r.level, extra),
  ],
  link: '/customers/$id',
  empty: ['ui.customers.empty', 'ui.customers.emptyText', 'ui.customers.emptyOther'],
  bulk,
  actions: [importOf('CUSTOMERS'), ...actions],
});
