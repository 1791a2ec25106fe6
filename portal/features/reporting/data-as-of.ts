import { graphql } from '../../gql/gql.ts';
import { HOUR, isoDay } from '../../lib/dates.ts';

/** The days that figures cover. */
export const CoveredDays = graphql(`query DataAsOf { dataAsOf { until nextAt } }`);

/** Hour from which the day before is shown, by the default of its policy. */
const READY_HOUR = 8;

/**
 * First day that figures do not cover yet, as far as the clock tells. With it the figures are asked beside the days
 * that they cover; where the answer differs, they are asked once more.
 */
export const expectedUntil = (now: number): string => isoDay(now - READY_HOUR * HOUR);
