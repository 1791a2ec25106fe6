/**
 * The value of `data` as JSON text of the database. A result contains it instead of parsed data, and it is sent
 * unchanged.
 */
export class RawJson {
  constructor(readonly text: string) {}
}

interface Result {
  readonly errors?: unknown;
  readonly data?: unknown;
  readonly extensions?: unknown;
}

/** A result as JSON, with raw data inserted as text. */
export function stringifyResult(result: Result): string {
  const { data, errors, extensions } = result;
  if (!(data instanceof RawJson)) return `${JSON.stringify(result)}\n`;
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data.text}${after}}\n`;
}
