import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';

const BEAT_MS = 10_000;
const LEASE = `interval '45 seconds'`;

/**
 * Frees the jobs of killed workers, which the queue itself would keep locked for four hours. Times are the
 * database's: equal for every server and independent of the demo's clock. A lock younger than the lease may belong to
 * a worker that is not registered yet.
 */
const RESCUE = `
  select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
  from graphile_worker.jobs
  where locked_at < now() - ${LEASE} and not exists (
    select from worker_heartbeat where beat_at > now() - ${LEASE} and locked_by = any(workers)
  )
  having count(*) > 0`;

export interface Heartbeat {
  /** Emitter for the queue's runner, which announces its workers there. */
  readonly events: WorkerEvents;
  /** Ends the heartbeat and frees the jobs of this process. Call it after the runner has ended. */
  stop(): Promise<void>;
}

/** Records every ten seconds that this process's workers are alive, and frees the jobs of dead workers. */
export async function startHeartbeat(pool: pg.Pool, log: Logger): Promise<Heartbeat> {
  const id = randomUUID();
  const workers = new Set<string>();
  const events = new EventEmitter() as WorkerEvents;
  events.on('worker:create', ({ worker }) => workers.add(worker.workerId));

  const beat = async (): Promise<void> => {
    await pool.query(
      `insert into worker_heartbeat (id, workers, beat_at) values ($1, $2, now())
       on conflict (id) do update set workers = excluded.workers, beat_at = excluded.beat_at`,
      [id, [...workers]],
    );
    await pool.query(RESCUE);
    await pool.query(`delete from worker_heartbeat where beat_at < now() - interval '1 day'`);
  };
  await beat();

  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(beat).catch((error) => log.warn({ err: error }, 'heartbeat missed'));
  }, BEAT_MS);
  timer.unref();

  return {
    events,
    async stop() {
      clearInterval(timer);
      await running;
      await pool.query('delete from worker_heartbeat where id = $1', [id]);
      // A failed queue may leave a job locked.
      await pool.query('select graphile_worker.force_unlock_workers($1)', [[...workers]]);
    },
  };
}
