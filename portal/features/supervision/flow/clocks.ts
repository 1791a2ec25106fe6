import { graphql } from '../../../gql/gql.ts';
import type { SupervisionClocks_SupervisionFragment } from '../../../gql/graphql.ts';
import { HOUR } from '../../../lib/dates.ts';
import type { TimeScaleProps } from '../../../ui/display/TimeScale.tsx';

export const SupervisionClocks = graphql(`
  fragment SupervisionClocks_supervision on Supervision {
    id status template actsSide clockSince dueAt paidAt promisedDays deliverBy deliveredAt isOverdue isStalled
    frozenAt frozenNode signedOffAt autoAcceptAt isPhoneConfirmed endedAt rejectedAt
  }
`);
export type S = SupervisionClocks_SupervisionFragment;

export interface Clock {
  id: 'promise' | 'turn' | 'accept' | 'frozen';
  from: number;
  until: number;
  /** Instant that the clock shows: the present, or the one at which it stopped. */
  shown: number;
  isPaused: boolean;
  isOver: boolean;
}

/** The clocks of a delivery at `now`: promised time, automatic acceptance, and the side's turn. */
export function clocksOf(s: S, now: number): Clock[] {
  const ms = (instant: string | null | undefined) => (instant ? Date.parse(instant) : null);
  const [frozen, ended] = [ms(s.frozenAt), ms(s.endedAt)];
  const clock = (
    id: Clock['id'],
    from: number | null,
    until: number | null,
    stopped: number | null,
  ): Clock[] =>
    from === null || until === null || until <= from
      ? []
      : [
          {
            id,
            from,
            until,
            shown: stopped ?? now,
            isPaused: frozen !== null,
            isOver: (stopped ?? now) > until,
          },
        ];
  const delivered = ms(s.deliveredAt);
  const promise = clock('promise', ms(s.paidAt), ms(s.deliverBy), delivered ?? frozen ?? ended);
  if (ended !== null) return promise;
  if (frozen !== null) {
    const since = ms(s.clockSince);
    return [...promise, ...clock('frozen', since, frozen, frozen)];
  }
  if (s.autoAcceptAt)
    return [...promise, ...clock('accept', ms(s.signedOffAt), ms(s.autoAcceptAt), null)];
  // A seller that is delivering has the promise as its only clock.
  const isPromise = s.dueAt === s.deliverBy && delivered === null;
  return isPromise ? promise : [...promise, ...clock('turn', ms(s.clockSince), ms(s.dueAt), null)];
}

/** Red in the last six hours and after the end, amber in the last day. */
export function toneOf(
  { shown, until, isPaused, isOver, id }: Clock,
  s: S,
): TimeScaleProps['tone'] {
  if (isPaused) return 'idle';
  if (id === 'promise' && s.deliveredAt) return isOver || s.isOverdue ? 'bad' : 'review';
  if (isOver || until - shown < 6 * HOUR) return 'bad';
  return until - shown < 24 * HOUR ? 'waiting' : 'review';
}
