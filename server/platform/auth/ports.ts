import type { LookUp } from '../db/look-up.ts';
import type { Viewer } from '../viewer.ts';
import type { Attempts } from './lockout.ts';

/**
 * Interfaces through which the HTTP layer uses people, keys and links. The identity module implements them; the
 * platform does not know its tables.
 */

export interface Origin {
  readonly ip: string;
  readonly userAgent: string;
}

/** An open session whose account, membership and organization are still valid. */
export interface FoundSession {
  readonly id: string;
  readonly viewer: Viewer;
  /** Id of the account; null for a buyer with a link. */
  readonly userId: string | null;
  /** Whether the role needs a second factor that the account lacks. Then only enrolling is allowed. */
  readonly mustEnroll: boolean;
  /** Time at which the session ends if it is not used before. */
  readonly expiresAt: Date;
  /** Time at which the session ends even if it is used. */
  readonly endsAt: Date;
}

export type MemberSession = FoundSession & { readonly userId: string };

/** A new session. Its token is used only in the cookie. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** The signed-in person, as in the answer of `GET /auth/session`. */
export interface SessionCard {
  readonly user?: {
    readonly id: string;
    readonly name: string;
    readonly mail: string;
    /** Whether the account has a second factor. */
    readonly totp: boolean;
  };
  readonly member?: { readonly id: string; readonly role: string };
  readonly org?: { readonly id: string; readonly name: string; readonly kind: string };
  /** Names of the types that the role may list and of the mutations that it may call, as in `permissions`. */
  readonly may: readonly string[];
  /** Mutations that the role allows but this organization may not call, with the code of the reason. */
  readonly mayNot: Readonly<Record<string, string>>;
  /** Whether the role can act before some deadline expires. */
  readonly acts: boolean;
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

/** The check of a credential. Its look-up is sent alone or together with another statement. */
export interface Check<T> {
  /** Identifies the credential without revealing it. */
  readonly id: string;
  /**
   * The look-up of the credential. `found` is called with its identity, or null for an invalid credential. The
   * look-up may run as the `expected` viewer; a credential outside that viewer's rows is invalid.
   */
  lookUp(found: (value: T | null) => void, expected?: Viewer): LookUp;
}

interface SessionStore {
  /** The check of a session token. A successful check records the use of the session, unless `quietly` is set. */
  check(token: string, quietly: boolean): Check<FoundSession>;
  describe(session: FoundSession): Promise<SessionCard>;
  /**
   * Opens a session in the given membership, or in the user's oldest active one, for a user who has just proven their
   * identity. Returns null if no such membership exists, or if the credentials changed after `proven` was read.
   */
  openMember(
    proven: Proven,
    memberId: string | null,
    origin: Origin,
  ): Promise<OpenedSession | null>;
  /**
   * Opens a session of the same user in another membership, which ends when the `former` one would. Returns null if no
   * such membership exists, or if the former session has ended.
   */
  openOther(former: MemberSession, memberId: string, origin: Origin): Promise<OpenedSession | null>;
  /** Records that the member of a session has proven their identity again. */
  prove(sessionId: string): Promise<void>;
  end(token: string): Promise<void>;
  /** Waits until all recorded uses are stored. */
  settle(): Promise<void>;
}

export interface Account {
  readonly userId: string;
  readonly mail: string;
  readonly passwordHash: string | null;
  /** The confirmed second factor, else null. */
  readonly totp: { readonly sealedSecret: string; readonly lastStep: number | null } | null;
  /** Sealed secret of an enrolment that waits for its first code, else null. */
  readonly pendingTotp: string | null;
  readonly recoveryCodeHashes: readonly string[];
  /** Number that every change of the credentials increases. Signatures under an earlier number are invalid. */
  readonly epoch: number;
}

/** An account as it was when its owner proved their identity. */
export type Proven = Pick<Account, 'userId' | 'epoch'>;

export interface DemoAccount {
  readonly mail: string;
  readonly name: string;
  readonly org: string;
  readonly orgKind: string;
  readonly role: string;
}

interface CredentialStore {
  /** An active account with at least one active membership in an active organization, else null. */
  accountByMail(mail: string): Promise<Account | null>;
  accountOf(userId: string): Promise<Account | null>;
  /** Stores a hash of the account's password at the current cost, unless the password has changed. Sessions continue. */
  saveRehash(account: Account, passwordHash: string): Promise<void>;
  /** Marks a time step as used. Returns false if a parallel request has already used it. */
  takeTotpStep(userId: string, step: number): Promise<boolean>;
  /** Marks a recovery code as used. Returns false for an unknown or used code. */
  takeRecoveryCode(userId: string, hash: string): Promise<boolean>;
  startTotp(userId: string, sealedSecret: string): Promise<void>;
  /** Turns the second factor on and ends the user's sessions. Returns null if the credentials have changed. */
  confirmTotp(
    proven: Proven,
    step: number,
    recoveryCodeHashes: readonly string[],
  ): Promise<Proven | null>;
  /** Turns the second factor off and ends the user's sessions. Returns null if the credentials have changed. */
  disableTotp(proven: Proven): Promise<Proven | null>;
  /** Locks the counters of `keys`, calls `change` with them and stores the returned ones. */
  countAttempts<T>(
    keys: readonly string[],
    change: (found: readonly Attempts[]) => { next: readonly Attempts[]; result: T },
  ): Promise<T>;
  demoAccounts(): Promise<DemoAccount[]>;
  /**
   * Requests a mail with a link for a new password. Known and unknown addresses take the same work, because a job
   * looks up the account later. Returns the network's remaining wait in milliseconds; 0 if the request is accepted.
   */
  requestPasswordReset(mail: string, ip: string, now: Date): Promise<number>;
}

export type LinkState = 'OK' | 'NOT_YET' | 'EXPIRED' | 'USED' | 'REVOKED' | 'UNKNOWN';

/** A link, reduced to the fields that its bearer may see. */
export interface FoundLink {
  /** Id of the stored link; null for a signed link, whose state depends only on its subject. */
  readonly id: string | null;
  readonly state: LinkState;
  readonly purpose: string;
  readonly customerId: string | null;
}

export type LinkOutcome =
  | { readonly done: true; readonly mail: string }
  | { readonly done: false; readonly code: string };

interface LinkStore {
  find(token: string): Promise<FoundLink | null>;
  /**
   * Opens a buyer's session for a customer's link in state OK. `former` is the token of the browser's session before:
   * if that session is of the same link, its proof goes on. Returns null if the link has ended meanwhile.
   */
  openSession(
    token: string,
    link: FoundLink,
    origin: Origin,
    former: string | null,
  ): Promise<OpenedSession | null>;
  /**
   * The account of a link that sets a password: its mail address and its present password hash. An account with a
   * password keeps it, and the caller must give it. Null if the link cannot set a password.
   */
  passwordSubject(
    token: string,
  ): Promise<{ readonly mail: string; readonly currentHash: string | null } | null>;
  /** Uses the link up and sets the password or joins the organization, in one transaction. */
  applyPasswordLink(token: string, passwordHash: string, requestId: string): Promise<LinkOutcome>;
}

/** A short-lived key of a session, for the API explorer. */
export interface ExplorerKey {
  readonly key: string;
  readonly expiresAt: Date;
}

interface KeyStore {
  /** The check of a key. A successful check records the use of the key. Null for text in another format. */
  check(key: string): Check<Viewer> | null;
  /**
   * Creates a key with the read rights of the session's member. The key lives for at most a quarter of an hour and
   * never longer than the session. It replaces the session's earlier key. Throws FORBIDDEN for roles without keys.
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
