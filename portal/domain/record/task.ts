import type { ReactNode } from 'react';
import type { DeadlineLike, MoneyLike } from '../../lib/format.ts';

/** Something about a record that somebody has to do, with its clock and its worth. */
export interface RecordTask {
  id: string;
  /** Absent: without a time. */
  deadline?: DeadlineLike | null;
  title: string;
  /** The object of the task, as a link where there is a page. */
  name?: ReactNode;
  /** Consequence of the end, or the blocker. */
  note?: ReactNode;
  worth?: MoneyLike | null;
  /** Whether the viewer can do it. */
  isOwn?: boolean;
  action?: ReactNode;
}

const END = '9999';
const dueAt = ({ deadline }: RecordTask): string => deadline?.dueAt ?? END;

/** The tasks by time left; paused ones and those without a time come last. */
export const byTimeLeft = (tasks: readonly RecordTask[]): RecordTask[] =>
  tasks.toSorted(
    (a, b) =>
      Number(Boolean(a.deadline?.pausedSince)) - Number(Boolean(b.deadline?.pausedSince)) ||
      dueAt(a).localeCompare(dueAt(b)),
  );

/** The most urgent task that the viewer can do, or else the most urgent one. */
export const nextOf = (tasks: readonly RecordTask[]): RecordTask | null =>
  tasks.find(({ isOwn, deadline }) => isOwn && !deadline?.pausedSince) ?? tasks[0] ?? null;
