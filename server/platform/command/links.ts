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
  /** Token of a subject's link. The receiver must be that of the subject; null for a link that may be handed on. */
  token(secrets: Secrets, id: string, receiver: string | null): string;
  /** Path of a subject's link below the portal's address. */
  path(secrets: Secrets, id: string, receiver: string | null): string;
  /** The subject of a token, read as the system; null if the token is of other links or its subject cannot be seen. */
  find(tx: Rows, secrets: Secrets, token: string, now: Date): Promise<SignedSubject | null>;
}

interface Subject<S extends string> extends Customer {
  readonly status: S;
  /** Mail address of the only person who may hold the link; another address ends it. Null: the link may be handed on. */
  readonly receiver: string | null;
}

interface Declared<S extends string> {
  readonly purpose: string;
  /** Path of the page that the links open, without the token. */
  readonly page: string;
  /** State of the link in each state in which the customer may see the subject. */
  readonly states: Readonly<Partial<Record<S, LinkState>>>;
  /** The subject by its id; null if none exists. */
  subject(tx: Rows, id: string, now: Date): Promise<Subject<S> | null>;
}

const TOKEN = /^[\w-]{43}$/;

/**
 * The valid tokens of a subject's link, that of the present key first. A token is the id and 128 bits of a signature of id
 * and receiver, as 43 URL-safe characters.
 */
const tokensOf = (
  secrets: Secrets,
  purpose: string,
  id: string,
  receiver: string | null,
): string[] =>
  secrets
    .signatures(`link:${purpose}`, receiver === null ? id : `${id} ${receiver.toLowerCase()}`)
    .map((signature) =>
      Buffer.concat([
        Buffer.from(id.replaceAll('-', ''), 'hex'),
        Buffer.from(signature, 'base64url').subarray(0, MARK_BYTES),
      ]).toString('base64url'),
    );

/** The id in a token, whose signature is still to be compared; null if the text has not the form of a token. */
function namedId(token: string): string | null {
  if (!TOKEN.test(token)) return null;
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const signedLinks = <S extends string>({
  purpose,
  page,
  states,
  subject,
}: Declared<S>): SignedLinks => {
  const token: SignedLinks['token'] = (secrets, id, receiver) =>
    tokensOf(secrets, purpose, id, receiver)[0]!;
  return {
    purpose,
    token,
    path: (secrets, id, receiver) => `${page}/${token(secrets, id, receiver)}`,
    async find(tx, secrets, given, now) {
      const subjectId = namedId(given);
      const found = subjectId && (await subject(tx, subjectId, now));
      const state = found && states[found.status];
      if (!found || !state) return null;
      const valid = tokensOf(secrets, purpose, subjectId, found.receiver);
      if (!valid.some((one) => tokens.areEqual(given, one))) return null;
      const { customerId, customerName, issuerOrgId, expiresAt } = found;
      // The clock event of the end may be a minute late.
      const isOver = state === 'OK' && expiresAt <= now;
      const shown = isOver ? 'EXPIRED' : state;
      return { subjectId, state: shown, customerId, customerName, issuerOrgId, expiresAt };
    },
  };
};
