import { Ago } from '../../../domain/Ago.tsx';
import { wide, wider } from '../../../list/column-kinds.tsx';
import { defineList, filter, view } from '../../../list/define.ts';
import { RouteLink } from '../../../shell/links.ts';
import { keyActions } from '../actions.ts';
import { KeyState } from './KeyState.tsx';
import { KeySteps } from './KeySteps.tsx';
import { query } from './keys.documents.ts';
import { createdText, expiryText, file, scopesText } from './keyTexts.ts';

/** API keys of the viewer's organization; their secrets cannot be shown again. */
export const list = defineList({
  name: 'keys',
  title: 'ui.nav.keys',
  meta: (_, t) => <RouteLink to="/developers/guide">{t('ui.key.howTo')}</RouteLink>,
  query,
  rows: (data) => data.apiKeys,
  filters: {
    isActive: filter.flag('ui.key.active', { quiet: true }),
    isExplorer: filter.flag('ui.key.explorer', { quiet: true }),
  },
  views: [
    // Keys of explorer sessions are left out: they expire on their own.
    view('active', 'ui.key.active', { isActive: true, isExplorer: false }),
    view('revoked', 'ui.key.revoked', { isActive: false, isExplorer: false }),
    view('all', 'ui.all'),
  ],
  sorts: ['CREATED'],
  columns: (c) => [
    c.title('name', 'ui.key.name', (r, { t }) => [
      r.name,
      r.isExplorer ? t('ui.key.explorer') : `pg_live_${r.prefix}_…`,
    ]),
    c.enum('role', 'ui.role', 'Role', (r) => r.role),
    c.cell('scopes', 'ui.key.scopes', (r, { t }) => scopesText(r, t), {
      ...wide,
      file: file.scopes,
    }),
    c.cell(
      'used',
      'ui.key.lastUsed',
      ({ lastUsedAt: at }, { t }) => (at ? <Ago at={at} /> : t('ui.key.neverUsed')),
      { file: file.used },
    ),
    c.cell('expires', 'ui.expiresAt', (r, { t }) => expiryText(r, t), {
      ...wide,
      file: file.expires,
    }),
    c.two('CREATED', 'ui.createdAt', createdText, { ...wider, file: file.created }),
    c.cell('status', 'ui.status', (r) => <KeyState apiKey={r} />, { card: 'badge', file: null }),
    c.actions((r) => <KeySteps apiKey={r} />),
  ],
  empty: ['ui.keys.empty', 'ui.keys.emptyText'],
  actions: keyActions,
});
