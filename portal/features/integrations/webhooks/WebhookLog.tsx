import { useMemo, useState } from 'react';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { WebhookLog_WebhookFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { replayWebhook } from './WebhookCommands.ts';

const Webhook = graphql(`
  fragment WebhookLog_webhook on WebhookEndpoint {
    id version status
    deliveries(first: $first) {
      nodes {
        id createdAt messageId type attempt isAccepted statusCode error durationMs answer nextTryAt
      }
      pageInfo { hasNextPage }
    }
  }
`);
type Attempt = WebhookLog_WebhookFragment['deliveries']['nodes'][number];

const TEST = 'webhook.test';

/** "Exclusive discount: submitted" for the type of a message. */
function nameOf({ type }: Attempt, t: Text): string {
  if (type === TEST) return t('ui.webhook.testMessage');
  const [subject, event] = type.split('.');
  return `${t.enum('Subject', subject!)} · ${t.maybe(`event.${type}`, undefined, event)}`;
}

const columnsOf = (
  t: Text,
  format: Format,
  show: (row: Attempt) => void,
  replay: ((row: Attempt) => void) | null,
): readonly Column<Attempt>[] => [
  {
    id: 'message',
    header: t('ui.webhook.message'),
    card: 'title',
    cell: (row) => <TwoLine note={row.messageId}>{nameOf(row, t)}</TwoLine>,
  },
  {
    id: 'at',
    header: t('ui.webhook.at'),
    whole: true,
    cell: (row) => format.dateTime(row.createdAt),
  },
  {
    id: 'attempt',
    header: t('ui.webhook.attempt'),
    align: 'end',
    hideBelow: 840,
    cell: (row) => (
      <TwoLine note={t('ui.webhook.duration', { ms: format.number(row.durationMs) })}>
        {format.number(row.attempt)}
      </TwoLine>
    ),
  },
  {
    id: 'outcome',
    header: t('ui.webhook.outcome'),
    card: 'badge',
    cell: ({ isAccepted, error, statusCode }) => {
      const text = error ? t.maybe(`ui.webhook.error.${error}`, undefined, error) : statusCode;
      const badge = <Badge tone={isAccepted ? 'good' : 'bad'}>{String(text)}</Badge>;
      return error && text !== error ? <TwoLine note={error}>{badge}</TwoLine> : badge;
    },
  },
  {
    id: 'next',
    header: t('ui.webhook.nextTry'),
    whole: true,
    hideBelow: 960,
    cell: (row) => (row.nextTryAt ? format.dateTime(row.nextTryAt) : t('ui.none')),
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    cell: (row) => (
      <span className="row">
        {row.answer && (
          <Button size="sm" variant="ghost" onPress={() => show(row)}>
            {t('ui.webhook.answer')}
          </Button>
        )}
        {replay && row.type !== TEST && (
          <Button size="sm" variant="ghost" onPress={() => replay(row)}>
            {t('ui.webhook.replayHere')}
          </Button>
        )}
      </span>
    ),
  },
];

export interface WebhookLogProps {
  webhook: FragmentType<typeof Webhook>;
  onMore: (() => void) | null;
}

/** 投递记录: the attempts, newest first, each with its answer. */
export function WebhookLog({ webhook, onMore }: WebhookLogProps) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const { id, version, status, deliveries } = readFragment(Webhook, webhook);
  const { run } = useStep(replayWebhook, t('ui.webhook.replayed'));
  const [shown, setShown] = useState<Attempt | null>(null);
  const mayReplay = may('webhookEndpointReplay') && status !== 'DELETED';
  const columns = useMemo(
    () =>
      columnsOf(
        t,
        format,
        setShown,
        mayReplay ? ({ messageId }) => void run({ id, version, fromEvent: messageId }) : null,
      ),
    [t, format, mayReplay, run, id, version],
  );
  return (
    <Card flush title={t('ui.webhook.log')} note={t('ui.webhook.logNote')}>
      <DataTable
        label={t('ui.webhook.log')}
        columns={columns}
        rows={deliveries.nodes}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('ui.webhook.noAttempts')} />}
      />
      {onMore && deliveries.pageInfo.hasNextPage && (
        <Button variant="ghost" onPress={onMore}>
          {t('ui.webhook.more')}
        </Button>
      )}
      {shown && (
        <Dialog
          isOpen
          size="md"
          onOpenChange={() => setShown(null)}
          title={`${t('ui.webhook.answer')} · ${shown.statusCode}`}
          closeLabel={t('ui.close')}
        >
          <pre className="mono" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {shown.answer}
          </pre>
        </Dialog>
      )}
    </Card>
  );
}
