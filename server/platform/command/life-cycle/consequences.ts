import type { UnitOfWork } from '../../db/transaction.ts';
import { mutationName } from '../../machine.ts';
import { DomainEventEntity } from '../records.entity.ts';
import { type Change, tracked } from '../tracked.ts';
import type { Aggregate, LifeCycle, Tx } from '../types.ts';
import {
  carryDeadlines,
  type Instants,
  type News,
  newsOf,
  startDeadlines,
} from './row-deadlines.ts';

export interface Happened<R extends Aggregate> {
  readonly row: R;
  readonly event: string;
  readonly from: string | null;
  readonly input: unknown;
  readonly changes: readonly Change[];
  readonly before: Instants;
}

interface Recorded<R extends Aggregate> extends Happened<R> {
  readonly news: News;
}

export async function record<R extends Aggregate>(
  tx: Tx,
  life: LifeCycle<R>,
  happened: readonly Happened<R>[],
): Promise<Recorded<R>[]> {
  const recorded = await Promise.all(
    happened.map(async (one) => ({ ...one, news: await newsOf(tx, life, one.row) })),
  );
  tx.insert(
    DomainEventEntity,
    recorded.map(({ row, event, from, input, changes, news }) => ({
      id: tx.newId(),
      createdAt: tx.now,
      subjectType: life.machine.type,
      subjectId: row.id,
      event,
      fromState: from,
      toState: row.status,
      subjectVersion: row.version,
      actorName: tx.viewer.actorName,
      actorSide: tx.viewer.side,
      via: tx.viewer.via,
      requestId: tx.requestId,
      detail: { ...dueIn(input), ...tracked.detail(changes) },
      ...news,
      ...(life.unheard?.includes(event) && { customerId: null }),
    })),
  );
  return recorded;
}

export async function follow<R extends Aggregate>(
  tx: Tx,
  unit: UnitOfWork,
  life: LifeCycle<R>,
  recorded: readonly Recorded<R>[],
): Promise<void> {
  const { machine } = life;
  for (const { row, from, before, news } of recorded) {
    const continuing = await carryDeadlines(tx, life, row, from, before);
    await startDeadlines(tx, life, row, continuing, news);
    if (from !== null && from !== row.status)
      tx.domain.discussed.get(machine.type)?.follow(tx, row, from);
  }
  await unit.flush();
  for (const { row, event, from, input, changes } of recorded) {
    await react(tx, life, row, event);
    tx.audit({
      action: mutationName(machine.type, event),
      subjectType: machine.type,
      subjectId: row.id,
      detail: {
        from,
        to: row.status,
        version: row.version,
        ...life.audited?.(row),
        ...reasonIn(input),
        ...dueIn(input),
        ...tracked.detail(changes),
      },
    });
  }
}

/** Runs the reactions of later modules to an event or a reminder, in the order of the modules. */
export async function react(tx: Tx, life: LifeCycle, row: Aggregate, event: string): Promise<void> {
  for (const reaction of tx.domain.reactions(life, event)) await reaction.react(tx, row, event);
}

/** The time at which a clock event was due: after an outage it is much earlier than the event. */
function dueIn(input: unknown): { dueAt?: string } {
  const { dueAt } = input as { dueAt?: unknown };
  return dueAt instanceof Date ? { dueAt: dueAt.toISOString() } : {};
}

function reasonIn(input: unknown): { reason?: string } {
  const { reason } = input as { reason?: string };
  return reason === undefined ? {} : { reason };
}
