import { DeadlineEntity } from './deadline.entity.ts';
import { DeadlineOutcomeEntity } from './deadline-outcome.entity.ts';
import { DemoClockEntity } from './demo-clock.entity.ts';
import { OutboxMessageEntity } from './outbox.entity.ts';
import { WorkerHeartbeatEntity } from './worker-heartbeat.entity.ts';

export const jobEntities = [
  DeadlineEntity,
  DeadlineOutcomeEntity,
  OutboxMessageEntity,
  WorkerHeartbeatEntity,
  DemoClockEntity,
] as const;
