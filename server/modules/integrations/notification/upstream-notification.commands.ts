import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { upstreamNotificationLife } from './upstream-notification.life.ts';

export const upstreamNotificationCommands: readonly AnyCommand[] = [
  eventCommand(upstreamNotificationLife, 'replay', {
    description:
      'Processes a notification of the marketplace again (重放): the upstream is asked for its order again. An order that is written already stays.',
  }),
];
