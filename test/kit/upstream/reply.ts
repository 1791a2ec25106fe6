/** An answer of a simulated API: a status and a JSON body. */
export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Style in which an API names the code and the text of its errors. */
export type ErrorStyle = 'BSS' | 'KOOGALLERY' | 'MAIL' | 'SMS';

export const ok = (body: Record<string, unknown>): Reply => ({ status: 200, body });

/** An error as the API's own style writes it. */
export function failed(style: ErrorStyle, status: number, code: string, text: string): Reply {
  const names = {
    BSS: ['error_code', 'error_msg'],
    KOOGALLERY: ['resultCode', 'resultMsg'],
    MAIL: ['result_code', 'result_msg'],
    SMS: ['code', 'description'],
  } as const;
  const [codeName, textName] = names[style];
  return { status, body: { [codeName]: code, [textName]: text } };
}

/** A parameter that the API refuses. */
export class BadParameter extends Error {}

const DECIMAL = /^-?\d+(\.\d+)?$/;
// The digits of an amount are served as they are: a JavaScript number would lose trailing zeros, and digits.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** JSON in which every field with `amount` in its name is a number with the digits of its text. */
export const wireJson = (body: unknown): string =>
  JSON.stringify(body, (name, value) =>
    typeof value === 'string' && name.includes('amount') && DECIMAL.test(value)
      ? rawJSON(value)
      : value,
  );

/** Parameters of a call: of the query, or of the JSON body. Absent, null and empty mean the same. */
export class Parameters {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  text(name: string): string | null {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'object') throw new BadParameter(`${name} must be a text`);
    return String(value);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === null) throw new BadParameter(`${name} is missing`);
    return value;
  }

  matching(name: string, pattern: RegExp): string | null {
    const value = this.text(name);
    if (value !== null && !pattern.test(value)) throw new BadParameter(`${name} is malformed`);
    return value;
  }

  whole(name: string, fallback: number, from: number, to: number): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < from || value > to)
      throw new BadParameter(`${name} must be between ${from} and ${to}`);
    return value;
  }

  list(name: string): unknown[] {
    const value = this.values[name];
    if (!Array.isArray(value)) throw new BadParameter(`${name} must be a list`);
    return value;
  }

  /** Values of several parameters, as a key of a cache. */
  key(names: readonly string[]): string {
    return JSON.stringify(names.map((name) => this.text(name)));
  }
}

const MAX_OFFSET = 40_000_000;

/** Rows from `offset` on, `limit` of them; `offset` counts rows. */
export function pageOf<R>(rows: readonly R[], parameters: Parameters): R[] {
  const offset = parameters.whole('offset', 0, 0, MAX_OFFSET);
  return rows.slice(offset, offset + parameters.whole('limit', 10, 1, 100));
}
