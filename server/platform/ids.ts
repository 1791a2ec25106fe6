import { randomUUID } from 'node:crypto';
import { PublicError } from './errors.ts';

/** Source of randomness. It is injected, so that runs with one seed give equal results. */
export type RandomBytes = (size: number) => Uint8Array;

/**
 * A UUID version 7, ordered by time. The caller makes it, so that a retry can carry the same id. Ids of one
 * instant are ordered by the lowest 12 bits of `sequence`; without `sequence` their order is random.
 */
export function uuidv7(now: Date, random?: RandomBytes, sequence?: number): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  const noise = random ? uuidv4(random(16)) : randomUUID();
  const order = sequence === undefined ? noise.slice(15, 18) : hexOf(sequence & 0xfff, 3);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${noise.slice(19)}`;
}

/** A UUID version 4 from 16 random bytes, because `randomUUID` accepts no source of randomness. */
function uuidv4(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = hexOf((bytes[8]! & 0x3f) | 0x80, 2);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20)}`;
}

const hexOf = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** Splits a global id; null for any other text. */
function parse(value: string): { prefix: string; id: string } | null {
  const at = value.indexOf('_');
  const id = value.slice(at + 1);
  return at > 0 && UUID.test(id) ? { prefix: value.slice(0, at), id } : null;
}

/** The UUID of a global id of the given type. Throws BAD_USER_INPUT for any other text or type. */
function decode(prefix: string, value: string): string {
  const parsed = parse(value);
  if (parsed?.prefix !== prefix)
    throw PublicError.badInput(`Not an id of the expected type "${prefix}_…".`);
  return parsed.id;
}

/** Decodes a global id of any type. Throws BAD_USER_INPUT for another text. */
function decodeAny(value: string): string {
  const parsed = parse(value);
  if (!parsed) throw PublicError.badInput('Not a global id.');
  return parsed.id;
}

/** A global id of the API: the type's prefix, an underscore and the UUID. */
export const globalId = Object.assign((prefix: string, id: string): string => `${prefix}_${id}`, {
  parse,
  decode,
  decodeAny,
});
