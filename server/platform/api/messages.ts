import type { Params, UserError } from '../errors.ts';
import { message } from '../mail/catalog.ts';
import type { FileCode, ReasonCode } from '../reasons.ts';
import type { UserErrorType } from '../schema/types.ts';

/**
 * The English text of a code, for callers without a catalog. If a value of the text is missing, the text is the code,
 * so that the refusal itself does not fail.
 */
export function messageOf(code: FileCode | ReasonCode, params: Params): string {
  const key = [`error.${code}`, `file.${code}`].find(message.exists);
  if (!key) return code;
  try {
    return message('en', key, params);
  } catch {
    return code;
  }
}

/** A problem as the API returns it. */
export const userErrorOf = ({ code, field, params }: UserError): UserErrorType => ({
  code,
  field: field && [...field],
  message: messageOf(code, params),
  params: Object.entries(params).map(([key, value]) => ({ key, value: String(value) })),
});
