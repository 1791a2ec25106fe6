import type { Tx } from '../../platform/command/types.ts';
import { PublicError } from '../../platform/errors.ts';

/** Returns the member; a program has neither saved views nor favorites. */
export function memberOf({ viewer }: Tx): string {
  if (!viewer.memberId)
    throw PublicError.forbidden(
      'Only members have saved views and favorites; an API key has none.',
    );
  return viewer.memberId;
}
