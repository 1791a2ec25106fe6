import { createRoute } from '@tanstack/react-router';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute, rootRoute } from '../../shell/root.tsx';
import { MailboxButton } from './MailboxButton.tsx';
import { NotificationBell } from './NotificationBell.tsx';
import { notificationOptimism, notificationUpdates } from './updates.ts';

/** The demo's mailbox. It belongs to no session: it shows the mails of everybody. */
export const mailboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  ...page(() => import('./MailboxPage.tsx'), 'MailboxPage'),
});

export const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/account/notifications',
  ...page(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});

/** Mails name an object by type and id; only the portal knows its page. */
export const openRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/open/$type/$id',
  ...page(() => import('./OpenPage.tsx'), 'OpenPage'),
});

export const routes = [settingsRoute, openRoute] as const;
export const publicRoutes = [mailboxRoute] as const;

export const feature: Feature = {
  topBar: [NotificationBell, MailboxButton],
  updates: notificationUpdates,
  optimistic: notificationOptimism,
};
