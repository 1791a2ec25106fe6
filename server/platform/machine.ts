import type { ReasonCode } from './reasons.ts';
import type { Role } from './viewer.ts';

/** A guard: the event is refused with `code` while the fact named by `when` is true for the row. */
export interface Guard {
  readonly code: ReasonCode;
  readonly when: string;
  /** Values for the message: placeholder → name of a text fact. */
  readonly params?: Readonly<Record<string, string>>;
}

/** One row of a transition table. `from: [null]` creates the aggregate. */
export interface Transition<S extends string, E extends string> {
  readonly event: E;
  readonly from: readonly (S | null)[];
  /** Target state, or the states from which the command chooses. */
  readonly to: S | readonly S[];
  readonly by: readonly Role[];
  readonly guards?: readonly Guard[];
}

/** A deadline of a state: its instant, the side that must act, and the event at expiry. */
export interface DueRule<S extends string, E extends string> {
  readonly state: S;
  /** The event that the clock fires at expiry; null for a deadline that changes no state. */
  readonly event: E | null;
  readonly kind: 'CALENDAR_DAYS' | 'BUSINESS_DAYS' | 'INSTANT';
  readonly acts: 'PARTNER' | 'SELLER' | 'OPERATOR' | 'CUSTOMER' | null;
  /** Property of the aggregate that holds the instant. The command sets it on entering the state. */
  readonly at: string;
  /** Further properties with the same instant, which move with it: for display and ordering. */
  readonly copies?: readonly string[];
  /** Whether the instant may be null: then there is no deadline. */
  readonly optional?: true;
}

/** A reminder: the parties are notified some days before an instant. The aggregate does not change. */
export interface ReminderRule<S extends string> {
  readonly state: S;
  /** Property of the aggregate that holds the instant. */
  readonly before: string;
  /** Days of 24 hours between the reminder and the instant; half a day is 0.5, the instant itself 0. */
  readonly days: readonly number[];
  /** Whether the parties are also reminded every morning after the instant, until the state changes. */
  readonly dailyAfter?: boolean;
  /** Whether the instant may be null: then nobody is reminded. */
  readonly optional?: true;
}

/**
 * Reasons for which deadlines are paused: an open appeal freezes the flow (domain §4.6), a refund may end it, and a
 * dispute is an answer (domain §4.8).
 */
export const PAUSE_REASONS = ['APPEAL', 'REFUND', 'DISPUTE'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** A state that pauses the deadlines of the state before it; they run again in the state after it. */
export interface PauseRule<S extends string> {
  readonly state: S;
  readonly reason: PauseReason;
}

export interface Machine<S extends string = string, E extends string = string> {
  /** SDL type name, for example `PartnerBinding`. Mutation names consist of it and the event. */
  readonly type: string;
  readonly states: readonly S[];
  readonly transitions: readonly Transition<S, E>[];
  readonly due: readonly DueRule<S, E>[];
  readonly reminders: readonly ReminderRule<S>[];
  readonly pauses: readonly PauseRule<S>[];
  /** Roles that can act before a side's deadline expires, with the deadline's event; null for one without. */
  readonly actors: readonly { readonly role: Role; readonly event: E | null }[];
  /** The row of the table for an event in a state; undefined if the table has no such row. */
  transitionOf(event: E, from: S | null): Transition<S, E> | undefined;
}

/**
 * Checks a transition table when it is loaded and returns it. Throws on an unknown state, an event
 * without a role, an (event, state) pair with two rows, an unreachable state, a clock rule whose
 * event cannot leave its state, or a deadline of a state that pauses.
 */
export function machine<const S extends string, const E extends string>(table: {
  type: string;
  states: readonly S[];
  transitions: readonly Transition<S, E>[];
  due?: readonly DueRule<S, E>[];
  reminders?: readonly ReminderRule<S>[];
  pauses?: readonly PauseRule<S>[];
}): Machine<S, E> {
  const { type, states, transitions, due = [], reminders = [], pauses = [] } = table;
  const fail = (message: string): never => {
    throw new Error(`State machine ${type}: ${message}`);
  };
  const known = new Set<string>(states);
  const seen = new Set<string>();
  for (const row of transitions) {
    if (row.by.length === 0) fail(`event ${row.event} names no role`);
    for (const state of [...row.from, ...targets(row)]) {
      if (state !== null && !known.has(state))
        fail(`event ${row.event} names the unknown state ${state}`);
    }
    for (const from of row.from) {
      const pair = `${row.event} from ${from}`;
      if (seen.has(pair)) fail(`two rows for ${pair}`);
      seen.add(pair);
    }
  }
  const reached = new Set<string | null>([null]);
  for (let grew = true; grew; ) {
    const before = reached.size;
    for (const row of transitions) {
      if (row.from.some((from) => reached.has(from)))
        for (const to of targets(row)) reached.add(to);
    }
    grew = reached.size > before;
  }
  for (const state of states) if (!reached.has(state)) fail(`state ${state} is unreachable`);
  for (const rule of due) {
    const leaves = transitions.some(
      (row) => row.event === rule.event && row.from.includes(rule.state),
    );
    if (rule.event !== null && !leaves)
      fail(`the clock's ${rule.event} cannot leave ${rule.state}`);
  }
  for (const { state, days } of reminders) {
    if (!known.has(state)) fail(`a reminder names the unknown state ${state}`);
    if (days.length === 0) fail(`the reminder of ${state} names no day`);
  }
  for (const { state } of pauses) {
    if (!known.has(state)) fail(`a pause names the unknown state ${state}`);
    if ([...due, ...reminders].some((rule) => rule.state === state))
      fail(`${state} pauses the deadlines of other states and cannot have its own`);
  }
  return {
    type,
    states,
    transitions,
    due,
    reminders,
    pauses,
    actors: due.flatMap(({ state, event, acts }) =>
      transitions
        .filter(({ from }) => acts !== null && from.includes(state))
        .flatMap(({ by }) => by.map((role) => ({ role, event }))),
    ),
    transitionOf: (event, from) =>
      transitions.find((row) => row.event === event && row.from.includes(from)),
  };
}

/** The pause of a state; undefined if the state's deadlines run. */
export const pauseIn = <S extends string>(
  { pauses }: Machine<S, string>,
  state: S,
): PauseRule<S> | undefined => pauses.find((rule) => rule.state === state);

const REMIND = 'remind-';

const LATE = `${REMIND}late`;
const isReminder = (event: string | null): boolean => event?.startsWith(REMIND) === true;

/** The clock events that remind the parties of an instant. */
export const reminder = {
  /** The event of the reminder that comes every morning after the instant. */
  LATE,
  /** The event of a number of days before the instant, for example `remind-7`. */
  event: (days: number): string => `${REMIND}${days}`,
  is: isReminder,
  /** The days of a reminder's event; null for every other event, also for `LATE`. */
  days: (event: string): number | null =>
    isReminder(event) && event !== LATE ? Number(event.slice(REMIND.length)) : null,
};

export const targets = <S extends string>(row: Transition<S, string>): readonly S[] =>
  typeof row.to === 'string' ? [row.to] : row.to;

/** The field that holds an object of a type: `CspAuthorization` → `cspAuthorization`. */
export const fieldOf = (type: string): string => type.charAt(0).toLowerCase() + type.slice(1);

/** Name of the mutation that carries an event: `PartnerBinding` + `requestUnbind` → `partnerBindingRequestUnbind`. */
export const mutationName = (type: string, event: string): string =>
  fieldOf(type) + event.charAt(0).toUpperCase() + event.slice(1);

/** The table as a Mermaid state diagram, for the documentation. */
export function diagram(table: Machine): string {
  const lines = table.transitions.flatMap((row) =>
    row.from.flatMap((from) =>
      targets(row).map((to) => `  ${from ?? '[*]'} --> ${to}: ${row.event}`),
    ),
  );
  return ['stateDiagram-v2', ...lines].join('\n');
}
