import type { DomainModule } from '../../platform/graphql/domain.ts';
import { deadline } from './deadline.read.ts';
import { deadlineChanged } from './deadline-change.subscription.ts';

/**
 * Tells people what waits for them. It only reads what the command pipeline writes for every module:
 * deadlines, later events and the mails they cause.
 */
export const notifications: DomainModule = {
  name: 'notifications',
  reads: [deadline],
  subscriptions: [deadlineChanged],
};
