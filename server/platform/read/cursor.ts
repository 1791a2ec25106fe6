import { badInput } from '../errors.ts';

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

/** Reads a cursor back. Throws BAD_USER_INPUT unless it belongs to this ordering. */
export function decodeCursor(text: string, order: string, width: number): Cursor {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    parsed = null;
  }
  const valid =
    Array.isArray(parsed) &&
    parsed.length === width + 1 &&
    parsed[0] === order &&
    parsed.every((v) => typeof v === 'string');
  if (!valid) throw badInput('The cursor does not belong to this list and ordering.');
  return { order, values: (parsed as string[]).slice(1) };
}
