const BEFORE_WORK = /^\/(?:sign-in|second-factor)\b/;

/** Limits the address after sign-in to paths of this portal. */
export const safeNext = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) && !BEFORE_WORK.test(value)
    ? value
    : undefined;
