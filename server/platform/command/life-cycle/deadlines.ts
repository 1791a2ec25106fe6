import {
  clearDeadlines,
  DEADLINE_TOPIC,
  restartDeadlines,
  type Subject,
  stopDeadlines,
} from '../../jobs/deadlines.ts';
import type { PauseReason } from '../../machine.ts';
import type { Tx } from '../types.ts';
import { instantsOf, moveInstants, newsOf, startDeadlines } from './row-deadlines.ts';

/**
 * Pauses the running deadlines of an object: they do not expire, and keep the time that is left, until
 * `resume`. A state that `pauses` in the machine does this by itself. Idempotent.
 */
async function pause(tx: Tx, subject: Subject, reason: PauseReason): Promise<void> {
  tx.lock(subject.type, subject.id);
  // The caller may see less than all parties of the object: a signed link opens a single one.
  await tx.asSystem('clocks', (system) => stopDeadlines(system, subject, reason, tx.now));
}

/**
 * Resumes the paused deadlines of an object, and moves them and the object's own instants by the pause: days by its
 * length, working days by its working time, fixed instants not at all. Reminders move with their instant. Idempotent.
 */
async function resume(tx: Tx, subject: Subject): Promise<void> {
  const life = tx.domain.lifeCycle(subject.type);
  if (!life) throw new Error(`A deadline names the unknown type ${subject.type}`);
  await tx.asSystem('clocks', async (system) => {
    const row = await system.get(life, subject.id);
    const before = instantsOf(life.machine, row);
    moveInstants(life.machine, row, await restartDeadlines(system, subject, tx.now));
    await startDeadlines(system, life, row, before, await newsOf(system, life, row));
  });
}

export const deadlines = {
  topic: DEADLINE_TOPIC,
  /** Event of which the parties are notified after a new holiday plan moved a deadline by more than a day. */
  MOVED: 'deadline-moved',
  pause,
  resume,
  clear: clearDeadlines,
};
