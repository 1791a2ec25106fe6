import { rowSubscription, type Subscription } from '../../platform/live/subscription.ts';
import { notification } from './notification.read.ts';
import { NOTIFICATION_TOPIC } from './notify.write.ts';

export const notificationAdded: Subscription = rowSubscription({
  name: 'notificationAdded',
  description: 'The viewer is told of something new (新通知).',
  topic: NOTIFICATION_TOPIC,
  reads: () => notification,
});
