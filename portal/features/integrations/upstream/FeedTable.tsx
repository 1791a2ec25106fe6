import { useMemo } from 'react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { FeedTable_FeedFragment } from '../../../gql/graphql.ts';
import { useNow } from '../../../lib/clock.ts';
import { MINUTE } from '../../../lib/dates.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { FeedSteps } from './FeedSteps.tsx';

const Feed = graphql(`
  fragment FeedTable_feed on UpstreamFeed {
    id api status lastSuccessAt targetLagMinutes dailyAt probeAt failures
    lastErrorCode lastErrorAt lastErrorRequestId quotaPerSecond quotaUsed quotaAllowed waitingCalls
    account { id system }
    organization { id name }
    ...FeedSteps_feed
  }
`);
type Row = FeedTable_FeedFragment;

/** Feeds with a problem first. */
const ORDER = ['CIRCUIT_OPEN', 'LAGGING', 'OK', 'OFF'];
const TONES: Readonly<Record<string, string>> = { CIRCUIT_OPEN: 't-bad', LAGGING: 't-waiting' };

interface Facts {
  t: Text;
  format: Format;
  now: number;
}

const targetOf = ({ targetLagMinutes, dailyAt }: Row, { t, format }: Facts): string =>
  dailyAt
    ? t('ui.upstream.targetDaily', { time: dailyAt })
    : t('ui.upstream.target', { span: format.span(targetLagMinutes * MINUTE) });

/** The calls that wait, or else the quota itself. */
const quotaNote = ({ waitingCalls, quotaPerSecond }: Row, t: Text): string =>
  waitingCalls > 0
    ? t('ui.upstream.waiting', { count: waitingCalls })
    : t('ui.upstream.perSecond', { count: quotaPerSecond });

const columnsOf = (facts: Facts, onDone: () => void): readonly Column<Row>[] => {
  const { t, format, now } = facts;
  return [
    {
      id: 'api',
      header: t('ui.upstream.source'),
      card: 'title',
      cell: (row) => (
        <TwoLine
          note={`${row.organization.name} · ${t.enum('UpstreamSystem', row.account.system)}`}
        >
          <strong>{t.enum('UpstreamApi', row.api)}</strong>
        </TwoLine>
      ),
    },
    {
      id: 'status',
      header: t('ui.status'),
      card: 'badge',
      cell: (row) => <StateBadge type="UpstreamFeedStatus" value={row.status} />,
    },
    {
      id: 'lag',
      header: t('ui.upstream.lag'),
      align: 'end',
      card: 'value',
      cell: (row) =>
        row.status === 'OFF' ? (
          t('ui.none')
        ) : (
          <TwoLine note={targetOf(row, facts)}>
            <span className={TONES[row.status]}>
              {row.lastSuccessAt
                ? format.span(Math.max(0, now - Date.parse(row.lastSuccessAt)))
                : t('ui.upstream.never')}
            </span>
          </TwoLine>
        ),
    },
    {
      id: 'last',
      header: t('ui.upstream.lastSuccess'),
      whole: true,
      hideBelow: 720,
      cell: (row) => (row.lastSuccessAt ? format.dateTime(row.lastSuccessAt) : t('ui.none')),
    },
    {
      id: 'quota',
      header: t('ui.upstream.quota'),
      hideBelow: 960,
      cell: (row) => (
        <TwoLine note={quotaNote(row, t)}>
          <span className={row.waitingCalls > 0 ? 't-waiting' : undefined}>
            {t('ui.upstream.used', { used: row.quotaUsed, allowed: row.quotaAllowed })}
          </span>
        </TwoLine>
      ),
    },
    {
      id: 'breaker',
      header: t('ui.upstream.breaker'),
      hideBelow: 840,
      cell: (row) =>
        row.probeAt ? (
          <TwoLine note={t('ui.upstream.probeAt', { time: format.dateTime(row.probeAt) })}>
            <span className="t-bad">{t('ui.upstream.opened')}</span>
          </TwoLine>
        ) : (
          t('ui.upstream.closed')
        ),
    },
    {
      id: 'error',
      header: t('ui.upstream.lastError'),
      wrap: true,
      cell: (row) =>
        row.lastErrorCode ? (
          <TwoLine
            note={[row.lastErrorAt && format.dateTime(row.lastErrorAt), row.lastErrorRequestId]
              .filter(Boolean)
              .join(' · ')}
          >
            <code className="mono">{row.lastErrorCode}</code>
            {row.failures > 1 && ` × ${format.number(row.failures)}`}
          </TwoLine>
        ) : (
          t('ui.none')
        ),
    },
    {
      id: 'actions',
      header: t('ui.actions'),
      align: 'end',
      whole: true,
      cell: (row) => <FeedSteps feed={row} onDone={onDone} />,
    },
  ];
};

export interface FeedTableProps {
  feeds: readonly FragmentType<typeof Feed>[];
  /** Number of feeds, of which the first are shown. */
  count: { value: number; isExact: boolean };
  /** A run that the viewer asked for has ended. */
  onDone: () => void;
}

/** The feeds: whether their data are on time, what fails, and the next step. */
export function FeedTable({ feeds, count, onDone }: FeedTableProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const columns = useMemo(() => columnsOf({ t, format, now }, onDone), [t, format, now, onDone]);
  const rows = feeds
    .map((feed) => readFragment(Feed, feed))
    .toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return (
    <Card
      flush
      title={t('ui.upstream.feeds')}
      note={
        rows.length < count.value
          ? t('ui.upstream.feedsShown', { shown: rows.length, count: format.count(count) })
          : t('ui.upstream.feedCount', { count: count.value })
      }
      actions={
        <>
          {may('UpstreamNotification') && (
            <RouteLink to="/upstream/notifications">{t('ui.upstream.notifications')}</RouteLink>
          )}
          {rows.some(({ api }) => api === 'BILL_DETAILS') && (
            <RouteLink to="/upstream/reconciliation">{t('ui.reconciliation.title')}</RouteLink>
          )}
          <RouteLink to="/upstream/runs">{t('ui.upstream.runs')}</RouteLink>
        </>
      }
    >
      <DataTable
        label={t('ui.upstream.feeds')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
      />
    </Card>
  );
}
