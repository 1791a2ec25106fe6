import { randomBytes } from 'node:crypto';
import { badInput } from './errors.ts';

/** Source of randomness, injected so that a seeded run is the same run. */
export type RandomBytes = (size: number) => Uint8Array;

/**
 * A UUID version 7: time-ordered, made by the caller, so a retry can carry the same id. Ids of one instant
 * are in the order of `sequence`, its lowest 12 bits; without it they are in no order.
 */
export function uuidv7(now: Date, random: RandomBytes = randomBytes, sequence?: number): string {
  const bytes = new Uint8Array(16);
  bytes.set(random(16));
  const ms = BigInt(now.getTime());
  for (let i = 0; i < 6; i++) bytes[i] = Number((ms >> BigInt(8 * (5 - i))) & 0xffn);
  if (sequence !== undefined) {
    bytes[6] = (sequence >> 8) & 0x0f;
    bytes[7] = sequence & 0xff;
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A global id as clients see it: the type's prefix, an underscore, the UUID. */
export const globalId = (prefix: string, id: string): string => `${prefix}_${id}`;

/** Splits a global id; null when it is none. */
export function parseGlobalId(value: string): { prefix: string; id: string } | null {
  const at = value.indexOf('_');
  const id = value.slice(at + 1);
  return at > 0 && UUID.test(id) ? { prefix: value.slice(0, at), id } : null;
}

/** The UUID in a global id that must be of one type. Throws BAD_USER_INPUT for any other text or type. */
export function decodeId(prefix: string, value: string): string {
  const parsed = parseGlobalId(value);
  if (parsed?.prefix !== prefix) throw badInput(`Not an id of the expected type "${prefix}_…".`);
  return parsed.id;
}
