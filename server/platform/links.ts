import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type Secrets, sameSecret } from './secrets.ts';

const ID_BYTES = 16;
const MARK_BYTES = 16;

/** What a signed link is about, as it stands now. */
export interface SignedSubject {
  readonly state: 'OK' | 'NOT_YET' | 'EXPIRED' | 'REVOKED';
  /** Customer whose space it opens. */
  readonly customerId: string;
  readonly customerName: string;
  /** Organization that hands it out. */
  readonly issuerOrgId: string;
  /** When it ends by itself. */
  readonly expiresAt: Date;
}

/**
 * A kind of link whose token is a signature over its subject. It can be shown again at any time, opens as
 * often as one likes, and its subject alone says whether it is still good.
 */
export interface SignedLinks {
  readonly purpose: string;
  /** Called as the system; null when there is no such subject. */
  subject(em: SqlEntityManager, id: string, now: Date): Promise<SignedSubject | null>;
}

const markOf = ({ sign }: Secrets, purpose: string, id: string): Buffer =>
  Buffer.from(sign(`link:${purpose}`, id), 'base64url').subarray(0, MARK_BYTES);

/** The token of a subject's link: its id and 128 bits of a signature, 43 URL-safe characters like every link's. */
export const signedToken = (secrets: Secrets, purpose: string, id: string): string =>
  Buffer.concat([
    Buffer.from(id.replaceAll('-', ''), 'hex'),
    markOf(secrets, purpose, id),
  ]).toString('base64url');

/** The id that a token names, or null when it was not signed for this purpose. */
export function signedId(secrets: Secrets, purpose: string, token: string): string | null {
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return sameSecret(token, signedToken(secrets, purpose, id)) ? id : null;
}
