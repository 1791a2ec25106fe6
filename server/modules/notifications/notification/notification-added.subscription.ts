import { subscription } from '../../../platform/live/subscription.ts';
import { notification } from './notification.read.ts';
import { NOTIFICATION_TOPIC } from './notify.write.ts';

export const notificationAdded = subscription.row({
  name: 'notificationAdded',
  description: 'New notifications of the viewer (新通知).',
  topic: NOTIFICATION_TOPIC,
  reads: () => notification,
});
