import type { DomainModule } from '../../platform/graphql/domain.ts';
import { deadline } from './deadline.read.ts';
import { deadlineChanged } from './deadline-change.subscription.ts';
import { notificationCommands } from './notification.commands.ts';
import { NotificationEntity } from './notification.entity.ts';
import { notification } from './notification.read.ts';
import { notificationAdded } from './notification-added.subscription.ts';
import { notificationDays } from './notification-purge.commands.ts';
import { notifying } from './notify.commands.ts';
import { recentActivity } from './recent-activity.read.ts';

export { purgeNotifications } from './notification-purge.commands.ts';

/**
 * Tells people what waits for them and what happened in their affairs. It owns what each member was told
 * and has read; everything else it only reads from what the command pipeline writes for every module.
 */
export const notifications: DomainModule = {
  name: 'notifications',
  entities: [NotificationEntity],
  reads: [deadline, recentActivity, notification],
  commands: notificationCommands,
  reactions: notifying,
  subscriptions: [deadlineChanged, notificationAdded],
  policies: [notificationDays],
};
