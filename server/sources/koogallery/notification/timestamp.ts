const UTC = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})$/;

/**
 * Reads the time of a request: 17 digits are `yyyyMMddHHmmssSSS` (V1), 13 digits are milliseconds and 10 digits are
 * seconds since 1970 (V2 and kit; the documents name both units). The time zone is UTC unless `offsetMs` names another.
 * Returns null for any other text and for a date that does not exist.
 */
export function instantOf(text: string, offsetMs = 0): Date | null {
  if (/^\d{13}$/.test(text)) return new Date(Number(text));
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000);
  const parts = UTC.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, ms] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
  const at = new Date(iso);
  // "20260231…" is no date; `Date` would read it as 3 March or not at all.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== iso) return null;
  return new Date(at.getTime() - offsetMs);
}

/** Time by which a request may be older or newer than the receiver's clock (domain §6.3). */
export const WINDOW_MS = 60_000;

export const isTimely = (at: Date, now: Date): boolean =>
  Math.abs(now.getTime() - at.getTime()) <= WINDOW_MS;
