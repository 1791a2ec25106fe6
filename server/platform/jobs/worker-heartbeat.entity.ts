import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';

/**
 * The job workers that are alive. No row-level security, because the row is no tenant's data: only the worker writes
 * and reads its names.
 */
export const WorkerHeartbeatEntity = aggregate({
  name: 'WorkerHeartbeat',
  parties: {},
  policies: [],
  properties: {
    id: p.uuid().primary(),
    workers: p.array().columnType('text[]'),
    beatAt: p.instant(),
  },
});
export type WorkerHeartbeat = InferEntity<typeof WorkerHeartbeatEntity>;
