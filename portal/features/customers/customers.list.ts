import { UserRoundPlus } from 'lucide-react';
import { InviteDialog } from '../../domain/binding/InviteDialog.tsx';
import { ReportDialog } from '../../domain/binding/ReportDialog.tsx';
import { graphql } from '../../gql/gql.ts';
import { action, defineList, extra, filter, view, wide, wider } from '../../list/define.ts';

const PENDING = ['CHANGE_PENDING', 'UNBIND_PENDING'] as const;
const BOUND = ['BOUND', ...PENDING] as const;
const BEFORE = ['PROSPECT', 'REPORTED', 'INVITED', 'DECLINED', 'EXPIRED'] as const;
const HIDDEN = 'ui.customer.accountHidden';
const OWN = { for: ['PARTNER'] } as const;

/** All customers the viewer may know, found by name, pinyin, initials or account. */
export const list = defineList({
  name: 'customers',
  title: 'ui.nav.customers',
  query: graphql(`
    query CustomerList($first: Int!, $after: String, $filter: CustomerFilter, $orderBy: CustomerOrder) {
      customers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        nodes {
          id name cloudAccount status tags createdAt customerType level
          accountManager { id name }
          binding { id type boundAt dueAt }
        }
        pageInfo { hasNextPage endCursor }
        count { value isExact }
      }
    }
  `),
  counts: graphql(`
    query CustomerList_counts(
      $all: CustomerFilter, $mine: CustomerFilter, $bound: CustomerFilter, $requests: CustomerFilter
      $invited: CustomerFilter, $prospects: CustomerFilter
    ) {
      all: customers(first: 1, filter: $all) { count { value isExact } }
      mine: customers(first: 1, filter: $mine) { count { value isExact } }
      bound: customers(first: 1, filter: $bound) { count { value isExact } }
      requests: customers(first: 1, filter: $requests) { count { value isExact } }
      invited: customers(first: 1, filter: $invited) { count { value isExact } }
      prospects: customers(first: 1, filter: $prospects) { count { value isExact } }
    }
  `),
  rows: (data) => data.customers,
  search: 'ui.customer.searchPlaceholder',
  filters: {
    status: filter.choice('ui.status', 'CustomerStatus', [...BEFORE, ...BOUND, 'UNBOUND']),
    bindingType: filter.choice('ui.binding.fact.type', 'BindingType', ['ADVISORY', 'AGENCY']),
    accountManager: filter.record('ui.customer.manager', 'member', OWN),
    tags: filter.tag('ui.customer.tags', (r: { tags: string[] }) => r.tags, OWN),
  },
  views: [
    view('all', 'ui.customers.view.all'),
    view('mine', 'ui.customers.view.mine', ({ member }) => ({ accountManager: [member] }), OWN),
    view('bound', 'ui.customers.view.bound', { status: BOUND }),
    view('requests', 'ui.customers.view.requests', { status: PENDING }),
    view('invited', 'ui.customers.view.invited', { status: ['INVITED'] }),
    view('prospects', 'ui.customers.view.prospects', { status: ['PROSPECT', 'REPORTED'] }),
  ],
  sorts: ['CREATED', 'NAME'],
  columns: (c) => [
    c.title(
      'NAME',
      'ui.customer',
      (r) => r.name,
      (r) => r.cloudAccount,
      HIDDEN,
    ),
    c.enum('type', 'ui.binding.fact.type', 'BindingType', (r) => r.binding?.type),
    c.state(
      'CustomerStatus',
      (r) => r.status,
      (r) => r.binding?.dueAt,
    ),
    c.person('manager', 'ui.customer.manager', (r) => r.accountManager, { ...OWN, ...wide }),
    c.date('boundAt', 'ui.customer.boundOn', (r) => r.binding?.boundAt, wide),
    c.tags('tags', 'ui.customer.tags', (r) => r.tags, { ...OWN, ...wider }),
    c.date('CREATED', 'ui.customer.knownSince', (r) => r.createdAt, wider),
    c.enum('kind', 'ui.customer.customerType', 'CustomerType', (r) => r.customerType, extra),
    c.cell('level', 'ui.customer.level', (r) => r.level, extra),
  ],
  link: '/customers/$id',
  empty: { title: 'ui.customers.empty', text: 'ui.customers.emptyText' },
  actions: [
    action('partnerBindingReport', 'ui.binding.report.action', ReportDialog),
    action('partnerBindingInvite', 'ui.binding.invite.action', InviteDialog, UserRoundPlus),
  ],
});
