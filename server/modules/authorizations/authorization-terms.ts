import { calendar } from '../../platform/calendar.ts';
import { refuse } from '../../platform/errors.ts';
import { Ratio } from '../../platform/money.ts';

export interface Period {
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/**
 * Returns the validity of a new authorization. It never starts in the past: a start earlier today, or none,
 * means now. Throws START_BEFORE_TODAY for an earlier day, END_IN_PAST, END_BEFORE_START.
 */
export function periodFrom(now: Date, from: Date | undefined, validUntil: Date): Period {
  if (from && from < calendar.startOfDay(now)) throw refuse('START_BEFORE_TODAY', 'validFrom');
  const validFrom = from && from > now ? from : now;
  mustEndLater(now, { validFrom, validUntil });
  return { validFrom, validUntil };
}

/** Throws END_IN_PAST or END_BEFORE_START for an end that leaves an empty validity. */
export function mustEndLater(now: Date, { validFrom, validUntil }: Period): void {
  if (validUntil <= now) throw refuse('END_IN_PAST', 'validUntil');
  if (validUntil <= validFrom) throw refuse('END_BEFORE_START', 'validUntil');
}

/** Returns the state of an authorization that is granted now. */
export const stateFrom = (now: Date, validFrom: Date): 'ACTIVE' | 'SCHEDULED' =>
  validFrom <= now ? 'ACTIVE' : 'SCHEDULED';

export const exceeds = (rate: string, limit: string): boolean =>
  Ratio.of(rate).compare(Ratio.of(limit)) > 0;

/** Throws SHARE_ABOVE_MAXIMUM with the product's largest share (domain §1, share ratio). */
export function mustBeWithin(
  shareRatio: string,
  maxShareRatio: string,
  field = 'shareRatio',
): void {
  if (exceeds(shareRatio, maxShareRatio)) {
    throw refuse('SHARE_ABOVE_MAXIMUM', field, { maximum: Ratio.text(maxShareRatio) });
  }
}
