import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';

const BEAT_MS = 10_000;
const LEASE = `interval '45 seconds'`;

/**
 * Frees jobs of workers that were killed: the queue itself would keep them locked for four hours. Times
 * are the database's own, the same for every server and untouched by the demo's clock. A lock younger
 * than the lease may belong to a worker that has not yet told its name.
 */
const RESCUE = `
  select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
  from graphile_worker.jobs
  where locked_at < now() - ${LEASE} and not exists (
    select from worker_heartbeat where beat_at > now() - ${LEASE} and locked_by = any(workers)
  )
  having count(*) > 0`;

export interface Heartbeat {
  /** Given to the queue's runner, which tells its workers' names there. */
  readonly events: WorkerEvents;
  /** To be called when the runner has ended: what it had taken is free from here on. */
  stop(): Promise<void>;
}

/** Records every ten seconds that this process's workers live, and frees the jobs of dead ones. */
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
      // A queue that gave up may leave a job behind that it had taken.
      await pool.query('select graphile_worker.force_unlock_workers($1)', [[...workers]]);
    },
  };
}
