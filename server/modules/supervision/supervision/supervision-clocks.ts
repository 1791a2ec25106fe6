import { DAY } from '../../../platform/clock.ts';
import { DELIVERED, DELIVERING, type Node } from './flows.machine.ts';
import type { Supervision } from './supervision.entity.ts';
import { actorIn } from './supervision.machine.ts';

/** Numbers of the rules by which the clocks run. */
export interface ClockRules {
  readonly stalledDays: number;
  readonly warnShare: number;
}

const plus = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);
const future = (at: Date, now: Date): Date | null => (at > now ? at : null);

/** Promised time of delivery: payment plus the average delivery time in days of 24 hours. */
export const promiseOf = (paidAt: Date, days: number | null): Date | null =>
  days === null ? null : plus(paidAt, days);

/** Starts the clocks of a node that the flow enters now. */
export function startClocks(row: Supervision, node: Node, now: Date, rules: ClockRules): void {
  countPause(row, now);
  Object.assign(row, {
    actor: actorIn(node),
    clockSince: now,
    stallAt: plus(now, rules.stalledDays),
    isStalled: false,
    autoAcceptAt: null,
    nudgedAt: null,
  });
  runPromise(row, node, now, rules);
  row.dueAt = dueIn(row, node, rules);
}

/** The promise is kept while the delivery waits for review or acceptance, and runs again when the flow returns. */
function runPromise(row: Supervision, node: Node, now: Date, { warnShare }: ClockRules): void {
  const isDelivered = DELIVERED.includes(node);
  row.deliveredAt = isDelivered ? (row.deliveredAt ?? now) : null;
  row.warnAt = null;
  row.overdueAt = null;
  if (isDelivered || !row.deliverBy) return;
  const length = row.deliverBy.getTime() - row.paidAt.getTime();
  row.warnAt = future(new Date(row.paidAt.getTime() + Math.round(length * warnShare)), now);
  row.overdueAt = future(row.deliverBy, now);
  row.isOverdue ||= row.overdueAt === null;
}

/** The time by which the side in turn should act: the promise, the automatic acceptance, or the end of patience. */
export function dueIn(row: Supervision, node: Node, { stalledDays }: ClockRules): Date {
  const stalled = plus(row.clockSince, stalledDays);
  if (DELIVERING.includes(node)) return row.deliverBy ?? stalled;
  return row.autoAcceptAt ?? stalled;
}

/**
 * Moves the clocks by the pause until now, so that each keeps its elapsed time. Instants at which a clock fires move
 * with their deadlines.
 */
function countPause(row: Supervision, now: Date): void {
  if (!row.pausedAt) return;
  const pause = now.getTime() - row.pausedAt.getTime();
  row.clockSince = new Date(row.clockSince.getTime() + pause);
  if (row.deliverBy) row.deliverBy = new Date(row.deliverBy.getTime() + pause);
  row.pausedAt = now;
}

/** Lets the clocks run again. */
export function endPause(row: Supervision, now: Date): void {
  countPause(row, now);
  row.pausedAt = null;
}

/** No clock runs any more. */
export function stopClocks(row: Supervision): void {
  Object.assign(row, {
    actor: null,
    stallAt: null,
    warnAt: null,
    overdueAt: null,
    autoAcceptAt: null,
    dueAt: null,
    pausedAt: null,
    isStalled: false,
  });
}
