import type { Fire } from '../../jobs/sweeper.ts';
import { systemViewer } from '../../viewer.ts';
import { transact } from '../pipeline.ts';
import type { CommandDeps } from '../types.ts';
import { fireByClock } from './life-cycle.ts';

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
