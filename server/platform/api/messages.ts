import type { Params } from '../errors.ts';
import { hasMessage, message } from '../mail/catalog.ts';

/**
 * The English text of an error code, for callers without a catalog. If a value of the text is missing, the text is
 * the code, so that the refusal itself does not fail.
 */
export function messageOf(code: string, params: Params): string {
  if (!hasMessage(`error.${code}`)) return code;
  try {
    return message('en', `error.${code}`, params);
  } catch {
    return code;
  }
}
