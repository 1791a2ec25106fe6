import type { Rows } from '../db/transaction.ts';
import { type Secrets, sameSecret } from '../secrets.ts';

const ID_BYTES = 16;
const MARK_BYTES = 16;

/** Current facts about the subject of a signed link. */
export interface SignedSubject {
  readonly state: 'OK' | 'NOT_YET' | 'EXPIRED' | 'REVOKED';
  /** Customer whose data the link opens. */
  readonly customerId: string;
  readonly customerName: string;
  /** Organization that issues the link. */
  readonly issuerOrgId: string;
  /** Time at which the link expires. */
  readonly expiresAt: Date;
}

/**
 * A kind of link whose token is a signature over its subject. The link can be shown again at any time and
 * opened any number of times. Only its subject decides whether the link is still valid.
 */
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
