/** Period in which a discount is, or was, the price of one customer for one specification. */
export interface Span {
  readonly validFrom: Date;
  /** End of the validity, or the instant of a revocation or of becoming unusable. */
  readonly validUntil: Date;
  /** Standing outside of the period, if something other than time ended it. */
  readonly broken: 'REVOKED' | 'UNUSABLE' | null;
}

export type SpanStanding = 'WINS' | 'NOT_YET_STARTED' | 'ENDED' | 'REVOKED' | 'UNUSABLE';

/**
 * Returns the standing of a period at an instant. Periods of one specification never overlap, so at most one
 * wins (domain §4.4).
 */
export function standingOf({ validFrom, validUntil, broken }: Span, at: Date): SpanStanding {
  if (at < validFrom) return broken && validUntil <= validFrom ? broken : 'NOT_YET_STARTED';
  return at < validUntil ? 'WINS' : (broken ?? 'ENDED');
}

export interface Window {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/**
 * Returns the gap between the periods before and after an instant that no period covers. Empty periods do not
 * count.
 */
export function gapAround(spans: readonly Span[], at: Date): Window {
  const real = spans.filter(({ validFrom, validUntil }) => validFrom < validUntil);
  const ends = real.map(({ validUntil }) => validUntil.getTime()).filter((end) => end <= +at);
  const starts = real.map(({ validFrom }) => validFrom.getTime()).filter((start) => start > +at);
  return {
    validFrom: ends.length > 0 ? new Date(Math.max(...ends)) : null,
    validUntil: starts.length > 0 ? new Date(Math.min(...starts)) : null,
  };
}
