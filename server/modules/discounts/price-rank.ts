/** A discount of one customer on one specification: from when until when it is, or was, its price. */
export interface Span {
  readonly validFrom: Date;
  /** Its end, or the instant at which it was revoked or became unusable. */
  readonly validUntil: Date;
  /** How it stands when the instant lies outside of the span, by a cause other than time. */
  readonly broken: 'REVOKED' | 'UNUSABLE' | null;
}

export type SpanStanding = 'WINS' | 'NOT_YET_STARTED' | 'ENDED' | 'REVOKED' | 'UNUSABLE';

/** Spans of one place never overlap, so that at most one of them wins (domain §4.4). */
export function standingOf({ validFrom, validUntil, broken }: Span, at: Date): SpanStanding {
  if (at < validFrom) return broken && validUntil <= validFrom ? broken : 'NOT_YET_STARTED';
  return at < validUntil ? 'WINS' : (broken ?? 'ENDED');
}

export interface Window {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/** Between the spans before and after an instant that none of them covers. Empty spans do not count. */
export function gapAround(spans: readonly Span[], at: Date): Window {
  const real = spans.filter(({ validFrom, validUntil }) => validFrom < validUntil);
  const ends = real.map(({ validUntil }) => validUntil.getTime()).filter((end) => end <= +at);
  const starts = real.map(({ validFrom }) => validFrom.getTime()).filter((start) => start > +at);
  return {
    validFrom: ends.length > 0 ? new Date(Math.max(...ends)) : null,
    validUntil: starts.length > 0 ? new Date(Math.min(...starts)) : null,
  };
}
