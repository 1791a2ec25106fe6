import { serverNow } from '../../lib/clock.ts';
import { isoDay, plusDays } from '../../lib/dates.ts';
import type { Text } from '../../lib/i18n.tsx';
import { ENDING_DAYS } from './list.ts';

/** The views of both lists; only requests can wait for an answer. */
export function viewsOf(t: Text, requests: boolean) {
  const today = isoDay(serverNow());
  const soon = { start: today, end: plusDays(today, ENDING_DAYS) };
  const ended = requests
    ? ['EXPIRED', 'REVOKED', 'REFUSED', 'WITHDRAWN', 'LAPSED']
    : ['EXPIRED', 'REVOKED'];
  return [
    { id: 'all', label: t('ui.all'), filters: {} },
    ...(requests
      ? [
          {
            id: 'requested',
            label: t('ui.authorizations.view.requested'),
            filters: { status: ['REQUESTED'] },
          },
        ]
      : []),
    { id: 'active', label: t('ui.authorizations.view.active'), filters: { status: ['ACTIVE'] } },
    {
      id: 'ending',
      label: t('ui.authorizations.view.ending', { days: ENDING_DAYS }),
      filters: { status: ['ACTIVE'], ends: soon },
    },
    {
      id: 'scheduled',
      label: t('ui.authorizations.view.scheduled'),
      filters: { status: ['SCHEDULED'] },
    },
    { id: 'ended', label: t('ui.authorizations.view.ended'), filters: { status: ended } },
  ];
}

/** Whether an end is near enough for its countdown to be shown. */
export const endsSoon = (until: string): boolean =>
  Date.parse(until) - serverNow() < ENDING_DAYS * 86_400_000;
