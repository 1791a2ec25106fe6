import Big from 'big.js';
import type { TaskList_ConnectionFragment } from '../../../gql/graphql.ts';
import { HOUR } from '../../../lib/dates.ts';
import type { MoneyLike } from '../../../lib/format.ts';
import type { Side } from '../../../lib/session.ts';

type Deadline = TaskList_ConnectionFragment['nodes'][number];

/** A right or price that ends soon, and the sales of twelve months that depend on it. */
export interface Lapse {
  type: 'CspAuthorization' | 'JointSalesAuthorization' | 'ExclusiveDiscount';
  id: string;
  label: string;
  until: string;
  worth?: MoneyLike | null;
}

/** A deadline or a lapse, as one row. */
export interface Task extends Pick<Deadline, 'subjectType' | 'subjectId' | 'label' | 'dueAt'> {
  id: string;
  /** Type, event and acting side: the key of its texts and steps. */
  kind: string;
  event?: string | null;
  /** Whether the viewer's side must or can act. */
  acts: boolean;
  isProvisional?: boolean;
  pausedSince?: string | null;
  pauseReason?: string | null;
  amount?: MoneyLike | null;
  /** Whether `amount` is what depends on the object, not what it is about. */
  isWorth?: boolean;
}

/** Rows of one kind that are folded into one. */
export interface TaskSet {
  kind: string;
  tasks: readonly Task[];
}

export const GROUPS = [
  { id: 'over', until: 0 },
  { id: 'red', until: 6 * HOUR },
  { id: 'amber', until: 24 * HOUR },
  { id: 'week', until: 7 * 24 * HOUR },
  { id: 'later', until: Number.POSITIVE_INFINITY },
  { id: 'paused', until: Number.POSITIVE_INFINITY },
] as const;
export type GroupId = (typeof GROUPS)[number]['id'];

const kindOf = (type: string, event: string | null | undefined, side?: string | null): string =>
  `${type}.${event ?? 'remind'}.${side ?? 'NONE'}`;

/**
 * Deadlines and lapses as tasks, soonest first. The deadline of a lapse is the lapse itself. `side`: the viewer's, null
 * for a role that never acts.
 */
export function tasksOf(
  deadlines: readonly Deadline[],
  lapses: readonly Lapse[],
  side: Side | null,
): Task[] {
  const lapsing = new Set(lapses.map(({ id }) => id));
  return [
    ...deadlines
      .filter(({ subjectId, event }) => !(event === 'end' && lapsing.has(subjectId)))
      .map((one) => ({
        ...one,
        kind: kindOf(one.subjectType, one.event, one.actsSide),
        // Viewers who cannot act see a plain link.
        acts: one.actsSide === side,
      })),
    ...lapses.map(({ id, type, label, until, worth }) => ({
      id: `${id}-end`,
      kind: kindOf(type, 'end'),
      subjectType: type,
      subjectId: id,
      event: 'end',
      label,
      dueAt: until,
      acts: side !== null,
      amount: worth,
      isWorth: true,
    })),
  ].toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
}

export const groupOf = ({ dueAt, pausedSince }: Task, now: number): GroupId =>
  pausedSince
    ? 'paused'
    : (GROUPS.find(({ until }) => Date.parse(dueAt) - now < until)?.id ?? 'later');

/** From this many on, rows of one kind are one row. */
const FOLDED = 3;

/** Rows in their order; equal ones are folded at the place of the first. */
export function fold(tasks: readonly Task[]): (Task | TaskSet)[] {
  return tasks.flatMap((task): (Task | TaskSet)[] => {
    const set = tasks.filter(({ kind }) => kind === task.kind);
    if (set.length < FOLDED) return [task];
    return set[0] === task ? [{ kind: task.kind, tasks: set }] : [];
  });
}

/** Sum of the amounts of tasks; null if one of them has none. */
export function amountOf(tasks: readonly Task[]): MoneyLike | null {
  const [first] = tasks;
  if (!first?.amount || tasks.some(({ amount }) => !amount)) return null;
  const sum = tasks.reduce((total, { amount }) => total.plus(amount!.amount), new Big(0));
  return { ...first.amount, amount: sum.toFixed(2) };
}
