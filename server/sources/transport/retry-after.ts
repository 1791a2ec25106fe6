/**
 * Reads the header `Retry-After`: the milliseconds for which an answer asks the caller to wait, given in seconds or as a
 * date. Null without the header and for any other text.
 */
export function retryAfterMs(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const until = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(until) ? null : Math.max(until - now.getTime(), 0);
}
