import type { DomainModule } from '../../platform/domain.ts';
import { calendarFeedCommands } from './calendar/calendar-feed.commands.ts';
import { CalendarFeedEntity } from './calendar/calendar-feed.entity.ts';
import { deadline } from './deadline/deadline.read.ts';
import { deadlineReport } from './deadline/deadline.report.ts';
import { deadlineChanged } from './deadline/deadline-change.subscription.ts';
import { deadlineOutcome } from './deadline/deadline-outcome.read.ts';
import { DigestPreviewResolver } from './digest/digest-preview.resolver.ts';
import { event } from './event/event.read.ts';
import { recentActivity } from './event/recent-activity.read.ts';
import { mobilePolicies } from './mobile/mobile.policies.ts';
import { MobileCodeEntity } from './mobile/mobile-code.entity.ts';
import { mobileNumberCommands } from './mobile/mobile-number.commands.ts';
import { MobileNumberEntity } from './mobile/mobile-number.entity.ts';
import { MobileNumberResolver } from './mobile/mobile-number.resolver.ts';
import { notificationCommands } from './notification/notification.commands.ts';
import { NotificationEntity } from './notification/notification.entity.ts';
import { notification } from './notification/notification.read.ts';
import { notificationAdded } from './notification/notification-added.subscription.ts';
import { notificationDays } from './notification/notification-purge.job.ts';
import { notifying } from './notification/notify.write.ts';
import { NotificationPreferenceEntity } from './settings/notification-preference.entity.ts';
import { notificationSettingsCommands } from './settings/notification-settings.commands.ts';
import { notificationSettingsRoot } from './settings/notification-settings.read.ts';

export { registerCalendarFeed } from './calendar/calendar-feed.route.ts';
export { sendDigests } from './digest/digest.job.ts';
export { mobileCodePurge } from './mobile/mobile-code-purge.job.ts';
export { notificationPurge } from './notification/notification-purge.job.ts';

/**
 * Notifications: informs members about pending decisions and events that concern them, in the portal, by mail
 * and by SMS, on the channels they chose. The module owns the notifications, their read state, the choices and
 * the members' mobile numbers; everything else it reads from the records that the command pipeline writes for every module.
 */
export const notifications: DomainModule = {
  name: 'notifications',
  entities: [
    NotificationEntity,
    NotificationPreferenceEntity,
    CalendarFeedEntity,
    MobileNumberEntity,
    MobileCodeEntity,
  ],
  reads: [deadline, deadlineOutcome, event, recentActivity, notification],
  reports: [deadlineReport],
  commands: [
    ...notificationCommands,
    ...notificationSettingsCommands,
    ...calendarFeedCommands,
    ...mobileNumberCommands,
  ],
  valueRoots: [notificationSettingsRoot],
  resolvers: [DigestPreviewResolver, MobileNumberResolver],
  reactions: notifying,
  subscriptions: [deadlineChanged, notificationAdded],
  policies: [notificationDays, ...mobilePolicies],
};
