import { History } from 'lucide-react';
import { Ago } from '../../domain/Ago.tsx';
import { toneOf } from '../../domain/act-tone.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Timeline } from '../../ui/display/Timeline.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { FeedEntry } from './feed/FeedEntry.tsx';
import { entriesOf } from './feed/feed.ts';

const Connection = graphql(`
  fragment RecentActivities_connection on RecentActivityConnection {
    nodes {
      id requestId subjectId subjectType label event toState createdAt actorName via alikeCount
    }
  }
`);
const SENTENCES = 10;

/** The latest events, as sentences. */
export function RecentActivities({ connection }: { connection: FragmentType<typeof Connection> }) {
  const t = useText();
  const entries = entriesOf(readFragment(Connection, connection).nodes, SENTENCES);
  return (
    <Card title={t('ui.home.recent')}>
      {entries.length === 0 ? (
        <EmptyState icon={History} title={t('ui.home.recentNone')} />
      ) : (
        <Timeline
          label={t('ui.home.recent')}
          items={entries.map((entry) => ({
            id: entry.act.id,
            tone: toneOf(entry.act.toState, entry.act.via),
            title: <FeedEntry entry={entry} />,
            note: (
              <>
                <Ago at={entry.act.createdAt} />
                {` · ${t.enum('Via', entry.act.via)}`}
              </>
            ),
          }))}
        />
      )}
    </Card>
  );
}
