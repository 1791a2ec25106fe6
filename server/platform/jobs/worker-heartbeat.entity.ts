import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant } from '../db/columns.ts';

/**
 * Which job workers are alive. No tenant's data, hence no row-level security: a server's own record of
 * its worker names, written and read by the worker alone.
 */
export const WorkerHeartbeatEntity = defineEntity({
  name: 'WorkerHeartbeat',
  tableName: 'worker_heartbeat',
  properties: {
    id: p.uuid().primary(),
    workers: p.array().columnType('text[]'),
    beatAt: instant(),
  },
});
export type WorkerHeartbeat = InferEntity<typeof WorkerHeartbeatEntity>;
