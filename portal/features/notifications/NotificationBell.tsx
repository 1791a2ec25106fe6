import { Bell } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useQuery, useSubscription } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { later, preload } from '../../lib/later.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { QuietButton } from '../../shell/QuietButton.tsx';
import { Count } from '../../ui/display/Badge.tsx';
import { useReadElsewhere } from './read-elsewhere.ts';
import { Unread } from './unread.ts';

const Added = graphql(`
  subscription NotificationAdded { notificationAdded { id readAt } }
`);

/** Largest number shown in the top bar. */
const MOST = 99;

const Panel = later(() => import('./NotificationPanel.tsx'), 'NotificationPanel');

/** The bell with the number of unread notifications. A buyer receives mails instead. */
export function NotificationBell() {
  return sideOf(useSession()) === 'BUYER' ? null : <LiveBell />;
}

function LiveBell() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [{ data }, load] = useQuery({ query: Unread, requestPolicy: 'cache-and-network' });
  useSubscription({ query: Added });
  useReadElsewhere(useCallback(() => load({ requestPolicy: 'network-only' }), [load]));
  const count = data?.notifications.count.value ?? 0;
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
