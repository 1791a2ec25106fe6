import type { LookUp } from '../db/look-up.ts';
import type { Viewer } from '../viewer.ts';
import type { Attempts } from './lockout.ts';

/**
 * What the HTTP layer needs to know of people, keys and links. The identity module implements it; the
 * platform itself knows no table of theirs.
 */

/** Where a request comes from, by facts the server knows. */
export interface Origin {
  readonly ip: string;
  readonly userAgent: string;
}

/** An open session, checked to be alive with everything it stands on. */
export interface FoundSession {
  readonly id: string;
  readonly viewer: Viewer;
  /** Null for a buyer who came by a link. */
  readonly userId: string | null;
  /** Whether the member's role needs a second factor that the account lacks: nothing but enrolling is allowed. */
  readonly mustEnroll: boolean;
  /** When it ends unless it is used meanwhile. */
  readonly expiresAt: Date;
}

/** A session just opened; the token goes into the cookie and nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Who is signed in, as `GET /auth/session` tells it. */
export interface SessionCard {
  readonly user?: {
    readonly id: string;
    readonly name: string;
    readonly mail: string;
    /** Whether signing in asks for a second factor. */
    readonly totp: boolean;
  };
  readonly member?: { readonly id: string; readonly role: string };
  readonly org?: { readonly id: string; readonly name: string; readonly kind: string };
  /** Names of the types that the role may list and of the mutations that it may call, as in `permissions`. */
  readonly may: readonly string[];
  /** Mutations that colleagues elsewhere may call but this organization may not, with the code of the reason. */
  readonly mayNot: Readonly<Record<string, string>>;
  readonly orgs: readonly {
    readonly memberId: string;
    readonly orgId: string;
    readonly orgName: string;
    readonly role: string;
  }[];
  readonly link?: {
    readonly customerId: string;
    readonly customerName?: string;
    readonly purpose: string;
    readonly subjectId: string;
    readonly expiresAt: Date;
  };
}

/** The check of a credential. Its look-up is sent alone or with another statement. */
export interface Check<T> {
  /** Identifies the credential without revealing it. */
  readonly id: string;
  /**
   * Its look-up. `found` is called with the identity behind the credential, or null if it is not valid. The look-up
   * may run as the `expected` viewer: a credential that is not in that viewer's rows is not valid.
   */
  lookUp(found: (value: T | null) => void, expected?: Viewer): LookUp;
}

export interface SessionStore {
  /** The question for the live session of a token; once answered, its use is noted, unless `quietly`. */
  check(token: string, quietly: boolean): Check<FoundSession>;
  /** The live session of a token, else null. Notes that it was used, unless it is asked `quietly`. */
  find(token: string, quietly?: boolean): Promise<FoundSession | null>;
  describe(session: FoundSession): Promise<SessionCard>;
  /**
   * Opens a session for a user in a membership of theirs; without one in their oldest active one. Null: they have none.
   * `isProven`: whether they proved just now to be themselves.
   */
  openMember(
    userId: string,
    memberId: string | null,
    origin: Origin,
    isProven: boolean,
  ): Promise<OpenedSession | null>;
  /** Notes that the member of a session proved to be themselves once more. */
  prove(sessionId: string): Promise<void>;
  end(token: string): Promise<void>;
  /** Waits for what `find` noted. */
  settle(): Promise<void>;
}

export interface Account {
  readonly userId: string;
  readonly mail: string;
  readonly passwordHash: string | null;
  /** Set once the second factor is confirmed. */
  readonly totp: { readonly sealedSecret: string; readonly lastStep: number | null } | null;
  /** A secret that waits for its first code. */
  readonly pendingTotp: string | null;
  readonly recoveryCodeHashes: readonly string[];
  /** Raised by every change of the credentials; what was signed under another number is worth nothing. */
  readonly epoch: number;
}

/** Person shown on the demo's sign-in page. */
export interface DemoAccount {
  readonly mail: string;
  readonly name: string;
  readonly org: string;
  readonly orgKind: string;
  readonly role: string;
}

export interface CredentialStore {
  /** An active account with at least one active membership in an active organization, else null. */
  accountByMail(mail: string): Promise<Account | null>;
  accountOf(userId: string): Promise<Account | null>;
  /** Stores a hash of the same password at today's cost; ends no session. */
  saveRehash(userId: string, passwordHash: string): Promise<void>;
  /** Takes a time step for good; false when a parallel request already did. */
  takeTotpStep(userId: string, step: number): Promise<boolean>;
  /** Takes a recovery code for good; false when it is none or used. */
  takeRecoveryCode(userId: string, hash: string): Promise<boolean>;
  startTotp(userId: string, sealedSecret: string): Promise<void>;
  /** Turns the second factor on or off and ends the user's sessions. */
  confirmTotp(userId: string, step: number, recoveryCodeHashes: readonly string[]): Promise<void>;
  disableTotp(userId: string): Promise<void>;
  /** Locks the counters of `keys`, lets `change` decide on them and stores what it returns. */
  countAttempts<T>(
    keys: readonly string[],
    change: (found: readonly Attempts[]) => { next: readonly Attempts[]; result: T },
  ): Promise<T>;
  demoAccounts(): Promise<DemoAccount[]>;
  /**
   * Has a link for a new password mailed to an account, if there is one: known and unknown addresses take the same
   * work here, a job tells them apart later. Returns how long the network has to wait, in milliseconds; 0: taken.
   */
  requestPasswordReset(mail: string, ip: string, now: Date): Promise<number>;
}

export type LinkState = 'OK' | 'NOT_YET' | 'EXPIRED' | 'USED' | 'REVOKED' | 'UNKNOWN';

/** A link as its bearer may see it. `mail` is the account it sets a password for. */
export interface FoundLink {
  /** Null for a signed link, whose subject is asked each time. */
  readonly id: string | null;
  readonly state: LinkState;
  readonly purpose: string;
  readonly customerId: string | null;
}

export type LinkOutcome =
  | { readonly done: true; readonly mail: string }
  | { readonly done: false; readonly code: string };

export interface LinkStore {
  find(token: string): Promise<FoundLink | null>;
  /** Opens a buyer's session for a link that is OK and made for a customer. Null: it was over in between. */
  openSession(token: string, link: FoundLink, origin: Origin): Promise<OpenedSession | null>;
  /**
   * What stands behind a link that sets a password: whose account, and the hash that account has already
   * (its owner must then give that password). Null when the link is not good for it.
   */
  passwordSubject(
    token: string,
  ): Promise<{ readonly mail: string; readonly currentHash: string | null } | null>;
  /** Burns the link and sets the password or joins the organization, in one transaction. */
  applyPasswordLink(token: string, passwordHash: string, requestId: string): Promise<LinkOutcome>;
}

/** A key that a session made for itself. */
export interface ExplorerKey {
  readonly key: string;
  readonly expiresAt: Date;
}

export interface KeyStore {
  /** The question for the viewer of a live key; once answered, its use is noted. Null for text that is no key. */
  check(key: string): Check<Viewer> | null;
  /** The viewer of a live key with this secret, else null. Notes that it was used. */
  viewerOf(key: string): Promise<Viewer | null>;
  /**
   * A key that reads what the session's member may read, for a quarter of an hour at most and never longer
   * than the session. It takes the place of an earlier one of the same session. Throws FORBIDDEN for roles
   * that hold no keys.
   */
  openExplorer(session: FoundSession, requestId: string): Promise<ExplorerKey>;
  settle(): Promise<void>;
}

export interface AuthStores {
  readonly sessions: SessionStore;
  readonly credentials: CredentialStore;
  readonly links: LinkStore;
  readonly keys: KeyStore;
}
