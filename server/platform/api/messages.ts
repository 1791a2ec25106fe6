import type { Params } from '../errors.ts';
import { hasMessage, message } from '../mail/catalog.ts';
import type { FileCode, ReasonCode } from '../reasons.ts';

/**
 * The English text of a code, for callers without a catalog. If a value of the text is missing, the text is the code,
 * so that the refusal itself does not fail.
 */
export function messageOf(code: FileCode | ReasonCode, params: Params): string {
  const key = [`error.${code}`, `file.${code}`].find(hasMessage);
  if (!key) return code;
  try {
    return message('en', key, params);
  } catch {
    return code;
  }
}
