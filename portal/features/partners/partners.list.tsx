import { wide, wider } from '../../list/column-kinds.tsx';
import { defineList, filter } from '../../list/define.ts';
import { actions } from './actions.ts';
import { PartnerActions } from './PartnerActions.tsx';
import { query } from './partners.documents.ts';
import { TIERS } from './tiers.ts';

export const list = defineList({
  name: 'partners',
  title: 'ui.nav.partners',
  query,
  rows: (data) => data.partners,
  search: 'ui.partners.search',
  filters: {
    tier: filter.choice('ui.partner.tier', 'PartnerTier', TIERS),
    status: filter.choice('ui.status', 'PartnerStatus', ['ENROLLED', 'CERTIFIED']),
  },
  sorts: ['CREATED', 'NAME', 'CERTIFIED'],
  columns: (c) => [
    c.title('NAME', 'ui.partner', (r) => [r.name, r.organization?.code]),
    c.two(
      'tier',
      'ui.partner.tier',
      ({ tier, parentName: parent }, { t }) => [
        t.enum('PartnerTier', tier),
        parent && t('ui.partner.under', { parent }),
      ],
      { file: (r, { t }) => [t.enum('PartnerTier', r.tier), r.parentName] },
    ),
    c.date('CREATED', 'ui.partner.joined', (r) => r.joinedAt, wide),
    c.date('CERTIFIED', 'ui.partner.certified', (r) => r.certifiedAt, wider),
    c.state('PartnerStatus', (r) => [r.status]),
    c.actions((r) => <PartnerActions partner={r} />),
  ],
  link: '/partners/$id',
  empty: ['ui.partners.empty', 'ui.partners.emptyText'],
  actions,
});
