import { BellOff, CheckCheck, Settings2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { Drawer } from '../../ui/overlays/Drawer.tsx';
import { type Notification, NotificationGroup } from './NotificationGroup.tsx';
import styles from './Notifications.module.css';
import { useReadElsewhere } from './read-elsewhere.ts';

const Told = graphql(`
  query NotificationPanel($first: Int!, $isUnread: Boolean) {
    notifications(first: $first, filter: { isUnread: $isUnread }) {
      nodes { id createdAt subjectType subjectId label event actorName readAt }
      pageInfo { hasNextPage }
    }
  }
`);

const MarkRead = graphql(`
  mutation NotificationMarkRead($input: NotificationMarkReadInput!) {
    notificationMarkRead(input: $input) { marked userErrors { code } }
  }
`);

const MarkAllRead = graphql(`
  mutation NotificationMarkAllRead($input: NotificationMarkAllReadInput!) {
    notificationMarkAllRead(input: $input) { marked userErrors { code } }
  }
`);

const FIRST = 30;
const MOST = 100;

/** Groups notifications by object, the object of the newest first. */
function bySubject(nodes: readonly Notification[]): (readonly Notification[])[] {
  const groups = new Map<string, Notification[]>();
  for (const node of nodes)
    groups.set(node.subjectId, [...(groups.get(node.subjectId) ?? []), node]);
  return [...groups.values()];
}

export function NotificationPanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [unread, setUnread] = useState(false);
  const [first, setFirst] = useState(FIRST);
  const [result, load] = useQuery({
    query: Told,
    variables: { first, isUnread: unread || null },
    requestPolicy: 'cache-and-network',
  });
  const [, markRead] = useMutation(MarkRead);
  const [, markAllRead] = useMutation(MarkAllRead);
  const reload = useCallback(() => load({ requestPolicy: 'network-only' }), [load]);
  useReadElsewhere(reload);
  const newest = result.data?.notifications.nodes[0];
  return (
    <Drawer isOpen onOpenChange={onClose} title={t('ui.notifications')} closeLabel={t('ui.close')}>
      <div className={styles.tools}>
        <Segmented
          label={t('ui.notifications.show')}
          value={unread ? 'unread' : 'all'}
          onChange={(id) => setUnread(id === 'unread')}
          options={[
            { id: 'all', label: t('ui.notifications.all') },
            { id: 'unread', label: t('ui.notifications.onlyUnread') },
          ]}
        />
        <Button
          size="sm"
          variant="ghost"
          icon={CheckCheck}
          isDisabled={!newest}
          onPress={() => newest && void markAllRead({ input: { until: newest.createdAt } })}
        >
          {t('ui.notifications.markAll')}
        </Button>
        <RouteButton
          size="sm"
          variant="ghost"
          icon={Settings2}
          to="/account/notifications"
          onClick={onClose}
        >
          {t('ui.notifications.rules')}
        </RouteButton>
      </div>
      <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={5} height={64} />}>
        {({ notifications: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 && (
              <EmptyState icon={BellOff} title={t('ui.notifications.none')}>
                {t('ui.notifications.noneText')}
              </EmptyState>
            )}
            {bySubject(nodes).map((told) => (
              <NotificationGroup
                key={told[0]!.subjectId}
                told={told}
                onFollow={onClose}
                onRead={(ids) => void markRead({ input: { ids: [...ids] } })}
              />
            ))}
            {pageInfo.hasNextPage && first < MOST && (
              <div className={styles.more}>
                <Button size="sm" onPress={() => setFirst(MOST)}>
                  {t('ui.notifications.more')}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryGate>
    </Drawer>
  );
}
