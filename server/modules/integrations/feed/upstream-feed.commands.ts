import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { upstreamFeedLife } from './upstream-feed.life.ts';

export const upstreamFeedCommands: readonly AnyCommand[] = [
  eventCommand(upstreamFeedLife, 'sync', {
    description:
      'Runs a feed now (立即同步); while its circuit is open, tries it now. The run continues in the background.',
  }),
  eventCommand(upstreamFeedLife, 'switchOff', {
    description: 'Switches a feed off (停用): its API is not called.',
  }),
  eventCommand(upstreamFeedLife, 'switchOn', {
    description: 'Switches a feed on (启用).',
  }),
];
