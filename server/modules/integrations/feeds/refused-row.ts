import { UpstreamFailure } from '../../../sources/transport/index.ts';
import type { RowProblem } from '../feed/feed.ts';

/**
 * The problem of a row that the upstream lists but refuses to show, so that it does not stop the rows after it. `path`
 * names the object. Throws any failure that the other rows may have, too.
 */
export function refusalOf(error: unknown, path: string): { readonly problem: RowProblem } {
  if (!(error instanceof UpstreamFailure && error.refusesObject)) throw error;
  return { problem: { code: error.code ?? error.kind, path } };
}
