import { PublicError } from '../errors.ts';

/** A keyset position: the ordering it belongs to and the values of its columns. */
export interface Cursor {
  readonly order: string;
  readonly values: readonly string[];
}

export function encodeCursor(order: string, values: readonly unknown[]): string {
  const texts = values.map((value) =>
    value instanceof Date ? value.toISOString() : String(value),
  );
  return Buffer.from(JSON.stringify([order, ...texts])).toString('base64url');
}

const INSTANT = /^[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a text is an existing instant. `Date` shifts a day such as 30 February; PostgreSQL refuses it. */
function isInstant(text: string): boolean {
  const at = INSTANT.test(text) ? new Date(text) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString() === text;
}
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whether PostgreSQL accepts the text as a value of the type. A client's text must not cause an SQL error. */
function fits(type: string, text: string): boolean {
  if (type === 'timestamptz') return isInstant(text);
  if (type === 'uuid') return UUID.test(text);
  if (type === 'int') return /^-?\d{1,9}$/.test(text);
  if (type === 'bigint') return /^-?\d{1,18}$/.test(text);
  return !text.includes('\0');
}

/**
 * Decodes a cursor; `types` are the types of the ordering's columns. Throws BAD_USER_INPUT if the cursor does not
 * belong to this ordering.
 */
export function decodeCursor(text: string, order: string, types: readonly string[]): Cursor {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    parsed = null;
  }
  const valid =
    Array.isArray(parsed) &&
    parsed.length === types.length + 1 &&
    parsed[0] === order &&
    parsed.every((v) => typeof v === 'string') &&
    types.every((type, i) => fits(type, parsed[i + 1]!));
  if (!valid) throw PublicError.badInput('The cursor does not belong to this list and ordering.');
  return { order, values: (parsed as string[]).slice(1) };
}
