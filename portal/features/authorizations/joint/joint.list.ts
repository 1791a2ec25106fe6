import { main } from '../../../list/column-kinds.tsx';
import { beside, defineList, filter, view } from '../../../list/define.ts';
import { jointActions } from '../actions.ts';
import { columns, endsSoon, filters, KINDS, views } from '../rows.ts';
import { bulk } from './bulk.ts';
import { counts, query } from './joint.documents.ts';

const ENDED = ['EXPIRED', 'REVOKED', 'REFUSED', 'WITHDRAWN', 'LAPSED'] as const;
const STATES = ['REQUESTED', 'SCHEDULED', 'ACTIVE', ...ENDED] as const;
const STATE = 'JointSalesAuthorizationStatus';

interface Clocks {
  status: string;
  dueAt?: string | null;
  validUntil: string;
}
/** The seller's deadline for the answer, or an end that is near. */
function clockOf({ status, dueAt, validUntil }: Clocks): string | null {
  if (status === 'REQUESTED') return dueAt ?? null;
  return status === 'ACTIVE' && endsSoon(validUntil) ? validUntil : null;
}

export const list = defineList({
  name: 'jointSalesAuthorizations',
  title: 'ui.nav.authorizations',
  siblings: KINDS,
  query,
  rows: (data) => data.jointSalesAuthorizations,
  counts,
  search: 'ui.authorizations.search',
  filters: { status: filter.choice('ui.status', STATE, STATES), ...filters },
  views: [
    view('all', 'ui.all'),
    view('requested', 'ui.authorizations.view.requested', { status: ['REQUESTED'] }),
    ...views(ENDED),
  ],
  sorts: ['CREATED', 'ENDING'],
  columns: (c) =>
    columns(
      c,
      c.rate('rate', 'ui.authorization.floorPayRate', (r) => r.floorPayRate, main),
      c.state(STATE, (r) => [r.status, clockOf(r)]),
    ),
  panel: beside('ui.authorization', () => import('./JointPanel.tsx'), 'JointPanel'),
  empty: ['ui.authorizations.emptyJoint', 'ui.authorizations.emptyJointText'],
  bulk,
  actions: jointActions,
});
