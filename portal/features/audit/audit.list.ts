import { actionText } from '../../lib/action-text.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { sideOf } from '../../lib/session.ts';
import { extra, wide, wider } from '../../list/column-kinds.tsx';
import { defineList, filter } from '../../list/define.ts';
import { query } from './audit.documents.ts';
import { actorOf } from './detail.ts';
import { VerifyDay } from './VerifyDay.tsx';

/** Audit entries: the tamper-evident chain, and the check of one day. */
export const list = defineList({
  name: 'audit',
  title: 'ui.nav.audit',
  meta: (session, t) =>
    sideOf(session) === 'OPERATOR' ? t('ui.audit.everybody') : session.org.name,
  above: VerifyDay,
  query,
  rows: (data) => data.auditEntries,
  search: 'ui.audit.requestPlaceholder',
  searchField: 'requestId',
  filters: { createdWithin: filter.period('ui.audit.days') },
  columns: (c) => [
    c.title('time', 'ui.audit.time', (r, { format }) => [format.dateTime(r.createdAt)], {
      whole: true,
    }),
    c.two('actor', 'ui.audit.actor', (r, { t }) => actorOf(r, t), {
      file: (r, { t }) => [r.actorName, t.enum('Role', r.role), t.enum('Via', r.via)],
    }),
    c.two(
      'action',
      'ui.audit.action',
      (r, { t }) => [actionText(r.action, r.subjectType, t), r.action],
      { file: (r) => r.action },
    ),
    c.two(
      'subject',
      'ui.audit.subject',
      (r, { t }) => [t.enum('Subject', r.subjectType), r.label],
      { ...wide, file: (r, { t }) => [t.enum('Subject', r.subjectType), r.label] },
    ),
    c.cell('place', 'ui.audit.place', (r, { format }) => `${r.day} #${format.number(r.position)}`, {
      ...wider,
      align: 'end',
      whole: true,
      file: (r) => [r.day, r.position],
    }),
    c.code('hash', 'ui.audit.hash', (r) => `${r.hash.slice(0, 16)}…`, {
      ...wider,
      card: 'hide',
      file: (r) => r.hash,
    }),
    c.code('request', 'ui.requestId', (r) => r.requestId, extra),
  ],
  panel: {
    label: 'ui.audit.detail',
    of: lazyComponent(() => import('./AuditPanel.tsx'), 'AuditPanel'),
  },
  empty: ['ui.audit.empty'],
});
