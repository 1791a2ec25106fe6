import { claimDeadline } from '../../jobs/deadlines.ts';
import type { Fire } from '../../jobs/sweeper.ts';
import { reminder } from '../../machine.ts';
import { systemViewer } from '../../viewer.ts';
import { transact } from '../pipeline.ts';
import type { CommandDeps, LifeCycle, Tx } from '../types.ts';
import { react } from './consequences.ts';
import { remindAgain } from './row-deadlines.ts';

/** The sweeper's `Fire`: fires the deadline's event on its subject, as the system. */
export const fireClockEvent =
  (deps: CommandDeps): Fire =>
  async (subjectType, event, subjectId, deadlineId) => {
    const life = deps.domain.lifeCycle(subjectType);
    if (!life) throw new Error(`A deadline names the unknown type ${subjectType}`);
    await transact(deps, systemViewer('clock'), `deadline-${deadlineId}`, (tx) =>
      fireByClock(tx, life, subjectId, event, deadlineId),
    );
  };

/** Locks the aggregate before the deadline's row, as every command does; ignores a deadline that has ended. */
async function fireByClock(
  tx: Tx,
  life: LifeCycle,
  id: string,
  event: string,
  deadlineId: string,
): Promise<void> {
  tx.lock(life.machine.type, id);
  const dueAt = await claimDeadline(tx, deadlineId, tx.now);
  if (!dueAt) return;
  const row = await tx.get(life, id);
  if (reminder.is(event)) {
    await react(tx, life, row, event);
    if (event === reminder.LATE) await remindAgain(tx, life, row);
  } else if (life.machine.transitionOf(event, row.status))
    await tx.fire(life, row, event, { dueAt });
}
