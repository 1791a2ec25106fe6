import { field } from '../../platform/command/input.ts';

/** Host by name, without user or password, which would disguise the real host. */
const LINK = /^https:\/\/(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/i;

/** Address of a web page: https, at most 500 characters; otherwise INVALID_FORMAT or TOO_LONG. */
export const linkInput = (description: string) =>
  field.text(description, { max: 500, pattern: LINK });
