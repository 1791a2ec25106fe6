import type { Rows } from '../db/transaction.ts';
import { type Secrets, tokens } from '../secrets.ts';

const ID_BYTES = 16;
const MARK_BYTES = 16;

type LinkState = 'OK' | 'NOT_YET' | 'EXPIRED' | 'REVOKED';

interface Customer {
  readonly customerId: string;
  readonly customerName: string;
  /** Null if no organization issued the link. */
  readonly issuerOrgId: string | null;
  readonly expiresAt: Date;
}

interface SignedSubject extends Customer {
  readonly subjectId: string;
  readonly state: LinkState;
}

/** Links whose token is a signature: they can be shown again and opened often. Only their subject decides their validity. */
export interface SignedLinks {
  readonly purpose: string;
  token(secrets: Secrets, id: string): string;
  /** Path of a subject's link below the portal's address. */
  path(secrets: Secrets, id: string): string;
  /** The subject of a token, read as the system; null if the token is of other links or its subject cannot be seen. */
  find(tx: Rows, secrets: Secrets, token: string, now: Date): Promise<SignedSubject | null>;
}

interface Declared<S extends string> {
  readonly purpose: string;
  /** Path of the page that the links open, without the token. */
  readonly page: string;
  /** State of the link in each state in which the customer may see the subject. */
  readonly states: Readonly<Partial<Record<S, LinkState>>>;
  /** The subject by its id; null if none exists. */
  subject(tx: Rows, id: string, now: Date): Promise<(Customer & { readonly status: S }) | null>;
}

/**
 * The valid tokens of a subject's link, that of the present key first. A token is the id and 128 bits of a signature, as
 * 43 URL-safe characters.
 */
const tokensOf = (secrets: Secrets, purpose: string, id: string): string[] =>
  secrets
    .signatures(`link:${purpose}`, id)
    .map((signature) =>
      Buffer.concat([
        Buffer.from(id.replaceAll('-', ''), 'hex'),
        Buffer.from(signature, 'base64url').subarray(0, MARK_BYTES),
      ]).toString('base64url'),
    );

const signedToken = (secrets: Secrets, purpose: string, id: string): string =>
  tokensOf(secrets, purpose, id)[0]!;

/** The id in a token; null if the token was not signed for this purpose. */
function signedId(secrets: Secrets, purpose: string, token: string): string | null {
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const valid = tokensOf(secrets, purpose, id);
  return valid.some((one) => tokens.areEqual(token, one)) ? id : null;
}

export const signedLinks = <S extends string>({
  purpose,
  page,
  states,
  subject,
}: Declared<S>): SignedLinks => ({
  purpose,
  token: (secrets, id) => signedToken(secrets, purpose, id),
  path: (secrets, id) => `${page}/${signedToken(secrets, purpose, id)}`,
  async find(tx, secrets, token, now) {
    const subjectId = signedId(secrets, purpose, token);
    const found = subjectId && (await subject(tx, subjectId, now));
    const state = found && states[found.status];
    if (!found || !state) return null;
    const { customerId, customerName, issuerOrgId, expiresAt } = found;
    // The clock event of the end may be a minute late.
    const isOver = state === 'OK' && expiresAt <= now;
    const shown = isOver ? 'EXPIRED' : state;
    return { subjectId, state: shown, customerId, customerName, issuerOrgId, expiresAt };
  },
});
