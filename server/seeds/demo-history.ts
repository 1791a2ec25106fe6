import { calendar } from '../platform/calendar.ts';
import { fireClockEvent } from '../platform/command/life-cycle/clock-events.ts';
import { repeatOnConflict, runCommand, transact } from '../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../platform/command/types.ts';
import type { Database } from '../platform/db/database.ts';
import { isLocked } from '../platform/db/failures.ts';
import { type Sql, sql } from '../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../platform/viewer.ts';

/** One act in the history at its time. */
interface Step {
  readonly at: Date;
  /** Steps of one thread run one after another; threads of one day run concurrently. */
  readonly thread: string;
  run(at: Date): Promise<void>;
}

export const SEED_VIEWER = systemViewer('story');
const AT_ONCE = 4;
const ATTEMPTS = 5;

/**
 * A history that runs through the product's commands, each at its own time. Every command has a stable
 * idempotency key, so an interrupted history can run again from its beginning: a finished command returns
 * its stored outcome, and an unfinished one runs now.
 */
export class DemoHistory {
  private readonly steps: Step[] = [];

  private readonly deps: CommandDeps;

  /** `now`: end of the history, which is the time of its first run. */
  constructor(
    deps: CommandDeps,
    readonly now: Date,
  ) {
    this.deps = { ...deps, db: withoutDiskWait(deps.db) };
  }

  /** A time of day in Shanghai, `days` before the first run. */
  at(days: number, time: string): Date {
    return calendar.instantAt(calendar.plusDays(calendar.localDate(this.now), -days), time);
  }

  /** Adds a step. Throws if its time is after the end of the history. */
  plan(thread: string, at: Date, run: (at: Date) => Promise<void>): void {
    if (at > this.now)
      throw new Error(
        `The demo history has a step after its end: ${thread} at ${at.toISOString()}`,
      );
    this.steps.push({ thread, at, run });
  }

  /**
   * Runs the steps in the order of their times, day by day, and fires the clocks between the days. After an
   * interruption, a due clock waits until the steps have reached its day.
   */
  async run(onMonth: (month: string) => void): Promise<void> {
    const steps = this.steps.splice(0).sort((a, b) => a.at.getTime() - b.at.getTime());
    const days = Map.groupBy(steps, (step) => calendar.startOfDay(step.at).getTime());
    let reported = '';
    for (const [day, ofDay] of days) {
      const month = calendar.monthOf(new Date(day));
      if (month !== reported) onMonth(month);
      reported = month;
      await this.fireClocks(new Date(day));
      await forEachConcurrently(
        [...Map.groupBy(ofDay, (step) => step.thread).values()],
        async (thread) => {
          for (const step of thread) await step.run(step.at);
        },
      );
    }
    await this.fireClocks(this.now);
  }

  /** Runs a command as `viewer`, with a key made from the thread. Throws if the command is refused. */
  async command(
    viewer: Viewer,
    at: Date,
    thread: string,
    name: string,
    input: Record<string, unknown>,
  ): Promise<Readonly<Record<string, string>>> {
    const spec = this.deps.domain.commands.get(name);
    if (!spec) throw new Error(`The demo history calls the unknown command ${name}`);
    const call = {
      input,
      idempotencyKey: `story:${thread}:${name}`,
      requestId: `story-${thread}`,
    };
    const { values, userErrors } = await runCommand(this.depsAt(at), viewer, spec, call);
    if (userErrors.length > 0) {
      throw new Error(
        `The demo history's ${name} of ${thread} was refused: ${userErrors.map(({ code, field }) => `${code} ${field ?? ''}`).join(', ')}`,
      );
    }
    return values as Readonly<Record<string, string>>;
  }

  /** Dependencies of a command that runs at `at`. */
  depsAt(at: Date): CommandDeps {
    return { ...this.deps, clock: { now: () => at } };
  }

  /**
   * Runs one transaction of the system at `at`. The work must check for existing rows first, since it may
   * run again.
   */
  async system<T>(at: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
    return await repeatOnConflict(() => transact(this.depsAt(at), SEED_VIEWER, 'story', work));
  }

  /** Reads as the system. */
  async rows<R>(query: Sql): Promise<R[]> {
    return await this.deps.db.transaction(SEED_VIEWER, (tx) => tx.rows<R>(query));
  }

  /** Fires every clock due until then, each at its own due time, so that its events carry that time. */
  private async fireClocks(until: Date): Promise<void> {
    for (;;) {
      const due = await this.rows<{
        id: string;
        type: string;
        subject: string;
        event: string;
        dueAt: Date;
      }>(sql`
        select id, subject_type as type, subject_id as subject, event, due_at as "dueAt"
        from deadline
        where fired_at is null and event is not null and paused_since is null and due_at <= ${until}
        order by due_at, id limit 50`);
      if (due.length === 0) return;
      for (const { id, type, subject, event, dueAt } of due) {
        await fireClockEvent(this.depsAt(dueAt))(type, event, subject, id);
      }
    }
  }
}

/**
 * The same database with asynchronous commits. After a power failure the last transactions may be missing;
 * the history then runs them again.
 */
function withoutDiskWait(db: Database): Database {
  return {
    ...db,
    transaction: (viewer, work, now) =>
      repeatWhenBusy(() =>
        db.transaction(
          viewer,
          (tx) => {
            tx.write(sql`set local synchronous_commit = off`);
            return work(tx);
          },
          now,
        ),
      ),
  };
}

/** Repeats a transaction that took longer than a request may: a first start shares the machine with the portal's build. */
async function repeatWhenBusy<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      const isBusy = isLocked(error) || (error as { code?: unknown }).code === 'UNAVAILABLE';
      if (!isBusy || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Does `work` for each item, four at a time. After a failure, rejects only when no work is running any more. */
export async function forEachConcurrently<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  };
  const done = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
