import type { Params } from '../errors.ts';
import { hasMessage, message } from '../mail/catalog.ts';

/** The English text of an error code, for callers without a catalog of their own. */
export const messageOf = (code: string, params: Params): string =>
  hasMessage(`error.${code}`) ? message('en', `error.${code}`, params) : code;
