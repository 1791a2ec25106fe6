import { DAY } from '../../../platform/clock.ts';
import type { LifeCycle } from '../../../platform/command/types.ts';
import { reminder } from '../../../platform/machine.ts';
import type { Audience, Subject } from '../notification/audiences.read.ts';
import type { Channel, ChannelRule } from './channels.ts';

export const AT_ONCE: readonly Channel[] = ['PORTAL', 'MAIL'];
export const NEXT_MORNING: readonly Channel[] = ['PORTAL', 'DIGEST'];

/** Owners follow everything but act on little of it. */
export const ownerLater = { unless: { 'csp.owner': NEXT_MORNING } } as const;

/** Somebody waits for the reader's decision. */
export const decision = { channels: ['PORTAL'], duty: 'DECISION' } as const;

export interface NotifiedEvents {
  readonly on: LifeCycle;
  readonly events: readonly string[];
  /** Restricts the events to those that lead to this state. */
  readonly state?: string;
  /** Restricts the events to those of some objects. */
  readonly of?: (row: Subject) => boolean;
  readonly tell: readonly Audience[];
  /** Whether the actor's whole organization is left out: it sees the event anyway. */
  readonly onlyOthers?: true;
}

/** Events for which the channels are chosen together, with their defaults. */
export interface NotificationKind extends ChannelRule {
  readonly description: string;
  readonly of: readonly NotifiedEvents[];
}

/** Returns the reminders of an aggregate, which are events. */
export const reminders = ({ machine }: { machine: LifeCycle['machine'] }): string[] => [
  ...new Set(
    machine.reminders.flatMap(({ days, dailyAfter }) => [
      ...days.map(reminder.event),
      ...(dailyAfter ? [reminder.LATE] : []),
    ]),
  ),
];

export const on = (
  life: LifeCycle,
  events: readonly string[],
  ...tell: readonly Audience[]
): NotifiedEvents => ({
  on: life,
  events,
  tell,
});

export const isLead = (row: Subject): boolean => row.isLead === true;

/** A refund that the upstream reports later belongs to a history that is being loaded. */
export const isReportedInTime = ({
  upstreamOrderId = null,
  createdAt,
  placedAt,
}: Subject): boolean =>
  upstreamOrderId !== null && createdAt!.getTime() - placedAt!.getTime() < 7 * DAY;
