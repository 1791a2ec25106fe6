import type pg from 'pg';
import { tokens } from '../../server/platform/secrets.ts';

/** A caller's key as a server needs it. */
export interface Key {
  readonly id: string;
  readonly org_id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly role: string;
}

const KEY = /^Bearer pg_live_([0-9a-f]{8})_([\w-]{43})$/;
const TEXT = `select k.id, k.org_id, k.name, k.secret_hash, k.role from api_key k join organization o on o.id = k.org_id
  where k.prefix = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and o.status = 'ACTIVE'`;

/** Looks up and compares a request's API key like the product; null for an invalid one. */
export async function keyOf(
  client: pg.Client | pg.Pool,
  authorization: string | undefined,
): Promise<Key | null> {
  const [, prefix, secret] = KEY.exec(authorization ?? '') ?? [];
  const found = await client.query<Key>({ name: 'key', text: TEXT, values: [prefix] });
  const [key] = found.rows;
  return key && tokens.areEqual(tokens.hash(secret ?? ''), key.secret_hash) ? key : null;
}
