import { History } from 'lucide-react';
import { RecentTimeline } from '../../domain/RecentTimeline.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Card } from '../../ui/layout/Card.tsx';

const Connection = graphql(`
  fragment RecentActivities_connection on RecentActivityConnection {
    nodes { id ...RecentTimeline_activity }
  }
`);

export function RecentActivities({ connection }: { connection: FragmentType<typeof Connection> }) {
  const t = useText();
  const { nodes } = readFragment(Connection, connection);
  return (
    <Card title={t('ui.home.recent')}>
      {nodes.length === 0 ? (
        <EmptyState icon={History} title={t('ui.home.recentNone')} />
      ) : (
        <RecentTimeline label={t('ui.home.recent')} activities={nodes} />
      )}
    </Card>
  );
}
