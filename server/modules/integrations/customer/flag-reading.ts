import type { Tx } from '../../../platform/command/types.ts';
import type { FlagReading } from '../../customers/index.ts';
import { scheduleAfter } from '../feed/feed-schedule.ts';
import { TARGET_LAGS, UPSTREAM_APIS, type UpstreamApi } from '../upstream-api.ts';

/** The times of facts that are read from an API now. */
export async function readingOf(tx: Tx, api: UpstreamApi): Promise<FlagReading> {
  const lagMinutes = await TARGET_LAGS[api].value(tx, tx.now);
  const { dailyAt } = UPSTREAM_APIS[api];
  return {
    checkedAt: tx.now,
    staleAfter: scheduleAfter(tx.now, { lagMinutes, dailyAt }).freshUntil,
  };
}
