const BEFORE_WORK = /^\/(?:sign-in|second-factor)\b/;

/** Only a path of this portal may follow a sign-in. */
export const safeNext = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) && !BEFORE_WORK.test(value)
    ? value
    : undefined;
