/**
 * The value of `data` as text, as the database wrote it. It stands in a result in the place of data, and
 * goes out as it is.
 */
export class RawJson {
  constructor(readonly text: string) {}
}

interface Result {
  readonly errors?: unknown;
  readonly data?: unknown;
  readonly extensions?: unknown;
}

/** A result as JSON; raw data is spliced in. */
export function stringifyResult(result: Result): string {
  const { data, errors, extensions } = result;
  if (!(data instanceof RawJson)) return `${JSON.stringify(result)}\n`;
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data.text}${after}}\n`;
}
