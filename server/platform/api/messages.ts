import type { Params } from '../errors.ts';
import { hasMessage, message } from '../mail/catalog.ts';

/**
 * The English text of an error code, for callers without a catalog of their own. A refusal that lacks a
 * value of its text is still a refusal: it is then told by its code.
 */
export function messageOf(code: string, params: Params): string {
  if (!hasMessage(`error.${code}`)) return code;
  try {
    return message('en', `error.${code}`, params);
  } catch {
    return code;
  }
}
