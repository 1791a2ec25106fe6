import { type InferEntity, p } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';
import { instant } from '../db/columns.ts';

/**
 * Which job workers are alive. No tenant's data, hence no row-level security: a server's own record of
 * its worker names, written and read by the worker alone.
 */
export const WorkerHeartbeatEntity = aggregate({
  name: 'WorkerHeartbeat',
  tableName: 'worker_heartbeat',
  parties: {},
  policies: [],
  properties: {
    id: p.uuid().primary(),
    workers: p.array().columnType('text[]'),
    beatAt: instant(),
  },
});
export type WorkerHeartbeat = InferEntity<typeof WorkerHeartbeatEntity>;
