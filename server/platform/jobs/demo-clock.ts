import { type Clock, ShiftedClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { refuse } from '../errors.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';

/** The demo's clock. People move it forward to see the effects of time. It survives a restart. */
export interface DemoClock extends Clock {
  /** Moves the clock. Throws IN_THE_PAST for a time before now: a fired deadline cannot be undone. */
  moveTo(at: Date): Promise<void>;
}

/** Opens the demo's clock at its stored offset. */
export async function openDemoClock(db: Database, base?: Clock): Promise<DemoClock> {
  const clock = new ShiftedClock(base);
  const viewer = systemViewer('demo clock');
  const [stored] = await db.transaction(viewer, (tx) =>
    tx.rows<{ offset: string }>(sql`select offset_ms::text as "offset" from demo_clock`),
  );
  clock.offsetMs = Number(stored?.offset ?? 0);

  return {
    now: () => clock.now(),
    async moveTo(at) {
      const ahead = at.getTime() - clock.now().getTime();
      if (ahead < 0) throw refuse('IN_THE_PAST', 'at');
      const offset = clock.offsetMs + ahead;
      await db.transaction(viewer, (tx) =>
        tx.rows(sql`
          insert into demo_clock (id, offset_ms) values (1, ${offset})
          on conflict (id) do update set offset_ms = excluded.offset_ms`),
      );
      clock.offsetMs = offset;
    },
  };
}
