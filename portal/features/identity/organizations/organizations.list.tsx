import { KINDS } from '../../../domain/roles.ts';
import { wide } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { orElse } from '../../../list/file-columns.ts';
import { organizationActions } from '../actions.ts';
import { OrganizationActions } from './OrganizationActions.tsx';
import { query } from './organizations.documents.ts';

export const list = defineList({
  name: 'organizations',
  title: 'ui.nav.organizations',
  query,
  rows: (data) => data.organizations,
  search: 'ui.organizations.search',
  filters: {
    kind: filter.choice('ui.organization.kind', 'OrganizationKind', KINDS, { quiet: true }),
    status: filter.choice('ui.status', 'OrganizationStatus', ['ACTIVE', 'SUSPENDED']),
  },
  views: [
    view('all', 'ui.all'),
    ...KINDS.map((kind) =>
      view<'kind'>(kind, (t) => t.enum('OrganizationKind', kind), { kind: [kind] }),
    ),
  ],
  sorts: ['CREATED', 'NAME'],
  columns: (c) => [
    c.title('NAME', 'ui.organization', (r) => [r.name, orElse(r.nameEn, r.code)]),
    c.code('code', 'ui.organization.code', (r) => r.code, wide),
    c.enum('kind', 'ui.organization.kind', 'OrganizationKind', (r) => r.kind),
    c.cell('members', 'ui.organization.members', (r, { format }) => format.count(r.members.count), {
      ...wide,
      align: 'end',
    }),
    c.date('CREATED', 'ui.createdAt', (r) => r.createdAt, wide),
    c.state('OrganizationStatus', (r) => [r.status]),
    c.actions((r) => <OrganizationActions organization={r} />),
  ],
  link: ({ id, kind }) => (kind === 'SELLER' ? { to: '/sellers/$id', params: { id } } : null),
  empty: ['ui.organizations.empty'],
  actions: organizationActions,
});
