import { main } from '../../../list/column-kinds.tsx';
import { beside, defineList, filter, view } from '../../../list/define.ts';
import { cspActions } from '../actions.ts';
import { columns, endsSoon, filters, KINDS, views } from '../rows.ts';
import { counts, query } from './csp.documents.ts';

const ENDED = ['EXPIRED', 'REVOKED'] as const;

export const list = defineList({
  name: 'cspAuthorizations',
  title: 'ui.nav.authorizations',
  siblings: KINDS,
  query,
  rows: (data) => data.cspAuthorizations,
  counts,
  search: 'ui.authorizations.search',
  filters: {
    status: filter.choice('ui.status', 'CspAuthorizationStatus', ['SCHEDULED', 'ACTIVE', ...ENDED]),
    ...filters,
  },
  views: [view('all', 'ui.all'), ...views(ENDED)],
  sorts: ['CREATED', 'ENDING'],
  columns: (c) =>
    columns(
      c,
      c.rate('rate', 'ui.authorization.floorPayRate', (r) => r.floorPayRate, main),
      c.state('CspAuthorizationStatus', ({ status, validUntil }) => [
        status,
        status === 'ACTIVE' && endsSoon(validUntil) ? validUntil : null,
      ]),
    ),
  panel: beside('ui.authorization', () => import('./CspPanel.tsx'), 'CspPanel'),
  empty: [
    'ui.authorizations.emptyCsp',
    'ui.authorizations.emptyCspSeller',
    'ui.authorizations.emptyCspOther',
  ],
  actions: cspActions,
});
