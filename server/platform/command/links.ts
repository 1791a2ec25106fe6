import type { Rows } from '../db/transaction.ts';
import { type Secrets, sameSecret } from '../secrets.ts';

const ID_BYTES = 16;
const MARK_BYTES = 16;

export interface SignedSubject {
  readonly state: 'OK' | 'NOT_YET' | 'EXPIRED' | 'REVOKED';
  readonly customerId: string;
  readonly customerName: string;
  /** Null if no organization issued the link. */
  readonly issuerOrgId: string | null;
  readonly expiresAt: Date;
}

/** A link whose token is a signature: it can be shown again and opened often. Only its subject decides its validity. */
export interface SignedLinks {
  readonly purpose: string;
  /** The subject by its id, read as the system; null if no such subject exists. */
  subject(tx: Rows, id: string, now: Date): Promise<SignedSubject | null>;
}

const markOf = ({ sign }: Secrets, purpose: string, id: string): Buffer =>
  Buffer.from(sign(`link:${purpose}`, id), 'base64url').subarray(0, MARK_BYTES);

/** The token of a subject's link: the id and 128 bits of a signature, as 43 URL-safe characters. */
export const signedToken = (secrets: Secrets, purpose: string, id: string): string =>
  Buffer.concat([
    Buffer.from(id.replaceAll('-', ''), 'hex'),
    markOf(secrets, purpose, id),
  ]).toString('base64url');

/** The id in a token; null if the token was not signed for this purpose. */
export function signedId(secrets: Secrets, purpose: string, token: string): string | null {
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return sameSecret(token, signedToken(secrets, purpose, id)) ? id : null;
}
