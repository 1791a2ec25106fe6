import { DB_ROLES } from '../db/tenancy.ts';

/**
 * SQL of `enqueue_job(task, payload, delay, key)`: wakes a worker after `delay`, inside the caller's transaction. The
 * function runs as the owner, because the application role may not use the queue's tables. Without an installed queue
 * it does nothing: a job is a hint, and the sweep of every minute finds all work. It takes a delay and not a time,
 * because the demo's clock may differ from the database's.
 */
export const ENQUEUE_JOB_SQL = `
create or replace function enqueue_job(task text, payload json, delay interval, key text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if to_regproc('graphile_worker.add_job') is not null then
    perform graphile_worker.add_job(task, payload, run_at => now() + delay, job_key => key, max_attempts => 5);
  end if;
end $$;
alter function enqueue_job(text, json, interval, text) owner to ${DB_ROLES.owner};
revoke all on function enqueue_job(text, json, interval, text) from public;
grant execute on function enqueue_job(text, json, interval, text) to ${DB_ROLES.app};
`;
