interface Result<D> {
  data?: D;
  fetching: boolean;
  stale: boolean;
}

/**
 * The result of a page about one record, without data while the record is still on its way: the cache
 * answers a nullable look-up that it does not know with null first, which is not yet "not found".
 */
export function recordResult<D, R extends Result<D>>(result: R, record: unknown): R {
  const coming = !record && (result.fetching || result.stale);
  return coming ? { ...result, data: undefined } : result;
}

/** Whether a text from the URL can be the id of a record of this type, by its prefix; the API refuses others as malformed. */
export const isId = (prefix: string, id: string): boolean =>
  new RegExp(`^${prefix}_[0-9a-f-]{36}$`).test(id);
