import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useSubscription } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../lib/lazy.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import type { TopBarItemProps } from '../../shell/feature.ts';
import { QuietButton } from '../../shell/QuietButton.tsx';
import { Count } from '../../ui/display/Badge.tsx';
import { useReadElsewhere } from './read-elsewhere.ts';

const Unread = graphql(`
  fragment NotificationBell_query on Query {
    notifications(first: 1, filter: { isUnread: true }) { count { value isExact } }
  }
`);

const Added = graphql(`
  subscription NotificationAdded { notificationAdded { id readAt } }
`);

/** Largest number shown in the top bar. */
const MOST = 99;

const Panel = lazyComponent(() => import('./NotificationPanel.tsx'), 'NotificationPanel');

/** The bell with the number of unread notifications. A buyer receives mails instead. */
export function NotificationBell(props: TopBarItemProps) {
  return sideOf(useSession()) === 'BUYER' ? null : <LiveBell {...props} />;
}

function LiveBell({ query, reload }: TopBarItemProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  useSubscription({ query: Added });
  useReadElsewhere(reload);
  const count = readFragment(Unread, query)?.notifications.count.value ?? 0;
  return (
    <>
      <span onPointerEnter={() => preload(Panel)}>
        <QuietButton
          icon={Bell}
          label={count > 0 ? t('ui.notifications.unread', { count }) : t('ui.notifications')}
          onPress={() => setOpen(true)}
        >
          {count > 0 && <Count>{count > MOST ? `${MOST}+` : count}</Count>}
        </QuietButton>
      </span>
      {isOpen && <Panel onClose={() => setOpen(false)} />}
    </>
  );
}
