import { createRoute } from '@tanstack/react-router';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { rootRoute } from '../../shell/root.tsx';
import { MailboxButton } from './MailboxButton.tsx';
import { NotificationBell } from './NotificationBell.tsx';
import { notificationOptimism, notificationUpdates } from './updates.ts';

/** The demo's mailbox. It belongs to no session: the mails in it are those of everybody. */
export const mailboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  component: page(() => import('./MailboxPage.tsx'), 'MailboxPage'),
});

export const publicRoutes = [mailboxRoute] as const;

export const feature: Feature = {
  topBar: [NotificationBell, MailboxButton],
  updates: notificationUpdates,
  optimistic: notificationOptimism,
};
